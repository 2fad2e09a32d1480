"""Whoever reads a thing and sends it back as it is changes nothing: for every operation that updates."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.access.story import Story
from tests.campaigns.visiting import signed_in
from twofold.core.entities import entity_of
from twofold.core.errors import Refused
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
UPDATES = sorted(name for name, found in OPERATIONS.items() if found.verb == "update" and not found.internal)
OF_THE_ROW = {"version", "updatedAt"}


def _living(story: Story, name: str) -> list[Any]:
    return list(OPERATIONS[name].on.rows.visible_to(story.world.host).order_by("pk")[:40])  # type: ignore[union-attr]


def _shown(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in OF_THE_ROW}


def test_sending_back_what_was_read_changes_nothing(story: Story) -> None:
    for name in UPDATES:
        takes, sent = OPERATIONS[name].takes.model_fields, 0
        names = {each.alias or own for own, each in takes.items()}
        for row in _living(story, name):
            shown = entity_of(row)
            assert shown is not None, name
            before = ask(story.world.host, f"{shown.noun}.get", {"id": row.pk})
            same = {each: value for each, value in before.items() if each in names}
            assert same, name
            try:
                run(story.world.host, name, same, on=row.pk)
            except Refused:
                continue
            sent += 1
            after = ask(story.world.host, f"{shown.noun}.get", {"id": row.pk})
            assert _shown(after) == _shown(before), name
            row.refresh_from_db()
            assert row.version == before["version"], f"{name} wrote something although nothing differs"
        assert sent, f"no {name} was tried"


def test_opening_a_form_and_saving_it_changes_nothing(story: Story) -> None:
    client, saved = signed_in(story.world.host), set()
    for noun, folder in (("campaign", "campaigns"), ("partner", "partners")):
        for row in _living(story, f"{noun}.update"):
            fits = {"agreementUrl": "https://docs.example/signed.pdf", "nextReview": ""} if noun == "partner" else {}
            two_lines = {"notes": "Two lines:\nthe second."}
            run(story.world.host, f"{noun}.update", {**fits, **two_lines}, on=row.pk)
            before = ask(story.world.host, f"{noun}.get", {"id": row.pk})
            answer = _saved_as_opened(client, f"/{folder}/{row.pk}/edit")
            assert answer.status_code == 302, answer.context["form"].errors
            assert ask(story.world.host, f"{noun}.get", {"id": row.pk}) == before, noun
            saved.add(noun)
    assert saved == {"campaign", "partner"}


def _saved_as_opened(client: Client, address: str) -> Any:
    """As a browser sends it: what is empty as an empty text, line ends as two characters."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    shown = {name: "" if value is None else str(value).replace("\n", "\r\n") for name, value in values.items()}
    return client.post(address, shown)


def test_a_campaign_with_routed_leads_is_among_them(story: Story) -> None:
    items = [ask(story.world.host, "campaign.get", {"id": row.pk}) for row in _living(story, "campaign.update")]
    assert any(item["leads"] > item["leadsEntered"] for item in items)
