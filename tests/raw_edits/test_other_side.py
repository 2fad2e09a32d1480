"""The operator edits what both have signed, decided and logged: the other side finds it out from its downloads alone."""

from __future__ import annotations

from itertools import islice

import pytest
from django.db import models

from tests.access.calling import undone
from twofold.core.crypto.receipt_key import public_key_hex
from twofold.core.models import DocumentVersion, OplogEntry, Signature
from twofold.leads.models import Lead, RoutingDecision

from .edits import edits_of
from .other_side import downloads, found_out
from .telling import told

pytestmark = pytest.mark.django_db
GIVEN: tuple[type[models.Model], ...] = (OplogEntry, DocumentVersion, Signature, RoutingDecision, Lead)
"""The tables of which something is in the files that a side downloads."""
SHOWN = {
    "core_oplogentry": {"body", "hash"},
    "core_documentversion": {"body", "number"},
    "core_signature": {"hash", "side", "company_id", "person_id", "created_at"},
    "leads_routingdecision": {"verdict", "at", "rules_id"},
}
"""Columns whose every change must show in what is downloaded; of the others, every change that does must be found."""


def missed(monkeypatch: pytest.MonkeyPatch, rows: int, each: int = 1) -> tuple[int, list[str]]:
    """How many edits changed what the partner downloads, and which it would not have found out."""
    story = told(monkeypatch)
    partner, key, made, unseen = story.world.partner, public_key_hex(), 0, []
    partner.forget_spaces()
    space = Lead.rows.within(*partner.space_ids()).order_by("-created_at")[0].space_id
    before = downloads(partner, space)
    assert found_out(before, downloads(partner, space), key) == []
    for model in GIVEN:
        rows_there = model._base_manager.filter(space_id=space)
        columns = {each.attname for each in model._meta.concrete_fields}
        for edit in islice(edits_of(model, columns, rows, of=rows_there), 0, None, each):
            with undone():
                if not edit.done():
                    continue
                after = downloads(partner, space)
                changed = before.plain() != after.plain()
                found = found_out(before, after, key) if changed else []
            made += changed
            shown = edit.column in SHOWN.get(model._meta.db_table, set())
            if (changed and not found) or (shown and not changed):
                unseen.append(f"{edit}{'' if changed else ' (nothing that is downloaded changed)'}")
    return made, unseen


def test_some_edits_of_each_kind_are_found_out_by_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    made, unseen = missed(monkeypatch, rows=1, each=7)
    assert sorted(set(unseen)) == []
    assert made >= 1


@pytest.mark.proof
@pytest.mark.both_databases
def test_every_edit_of_what_is_given_out_is_found_out_by_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    made, unseen = missed(monkeypatch, rows=3)
    print(f"{made} raw edits changed what the other side downloads, {len(unseen)} not found out")
    assert sorted(set(unseen)) == []
    assert made >= 100
