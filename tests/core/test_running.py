"""The one function by which anything changes."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.oplog.hash_chain import breaks
from twofold.partners.models import Partner

NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def entries(space_id: str) -> list[OplogEntry]:
    return list(OplogEntry.rows.within(space_id).order_by("seq"))


def test_a_change_leaves_one_dense_chained_entry(world: World) -> None:
    space = world.host.company_space_id()
    before = len(entries(space))
    row = run(world.host, "partner.create", NEW).result
    run(world.host, "partner.update", {"tier": "gold"}, on=row.pk)
    found = entries(space)
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    assert len(found) == before + 2
    assert found[-1].operation == "partner.update"
    assert not breaks((entry.seq, entry.body, json.loads(entry.body), entry.hash) for entry in found)


def test_any_changed_entry_breaks_the_chain(world: World) -> None:
    found = [(e.seq, e.body, json.loads(e.body), e.hash) for e in entries(world.host.company_space_id())]
    for at, (seq, text, body, stored) in enumerate(found):
        changed = [*found[:at], (seq, text.replace('"partner', '"portner', 1), body, stored), *found[at + 1 :]]
        assert breaks(changed) or '"partner' not in text


def test_personal_values_never_enter_the_log(world: World) -> None:
    run(world.host, "partner.create", {**NEW, "notes": "CANARY-NOTE"})
    text = "".join(entry.body for entry in entries(world.host.company_space_id()))
    assert "CANARY-NOTE" not in text
    assert "eli@elmfield.example" not in text
    assert '"sealed"' in text


def test_what_one_cannot_see_is_not_there(world: World) -> None:
    for actor in (world.partner, world.rival, world.stranger):
        with pytest.raises(NotFound):
            run(actor, "partner.update", {"tier": "gold"}, on=world.partner_record.pk)
        assert world.partner_record.pk not in str(ask(actor, "partner.list"))


def test_a_lost_update_is_impossible(world: World) -> None:
    row = run(world.host, "partner.create", NEW).result
    run(world.host, "partner.update", {"tier": "gold"}, on=row.pk, if_version=1)
    with pytest.raises(Conflict, match="version 2"):
        run(world.host, "partner.update", {"tier": "silver"}, on=row.pk, if_version=1)


def test_the_same_key_has_one_effect_and_another_request_is_refused(world: World) -> None:
    first = run(world.host, "partner.create", NEW, key="k")
    again = run(world.host, "partner.create", NEW, key="k")
    assert again.replayed
    assert again.answer == first.answer
    with pytest.raises(Invalid, match="Idempotency-Key"):
        run(world.host, "partner.create", {**NEW, "company": "Other"}, key="k")
    assert ask(world.host, "partner.count", {"q": "Elmfield"}) == {"count": 1}


def test_input_errors_name_every_field_in_the_api_spelling(world: World) -> None:
    with pytest.raises(Invalid) as wrong:
        run(world.host, "partner.create", {"company": "", "contactEmail": "nobody", "type": "x", "colour": "red"})
    assert {error["field"] for error in wrong.value.errors} == {
        "company",
        "contactName",
        "contactEmail",
        "type",
        "colour",
    }


def test_a_role_without_the_capability_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        run(world.host_member, "partner.invite", {"email": "a@b.example"}, on=world.rival_record.pk)


def test_a_deleted_row_can_be_restored(world: World) -> None:
    row = run(world.host, "partner.create", NEW).result
    run(world.host, "partner.delete", on=row.pk)
    assert ask(world.host, "partner.count", {"q": "Elmfield"}) == {"count": 0}
    run(world.host, "partner.restore", on=row.pk)
    assert ask(world.host, "partner.count", {"q": "Elmfield"}) == {"count": 1}


def test_restoring_what_is_not_deleted_is_a_conflict_and_leaves_nothing_in_the_log(world: World) -> None:
    row = run(world.host, "partner.create", NEW).result
    before = len(entries(row.space_id))
    with pytest.raises(Conflict, match="has not been deleted"):
        run(world.host, "partner.restore", on=row.pk)
    assert len(entries(row.space_id)) == before


def test_a_reaction_that_fails_undoes_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from twofold.core.operations.reactions import REACTIONS

    def fails(do: object, event: object) -> None:
        raise Conflict("no")

    monkeypatch.setitem(REACTIONS, "partner.created", [fails])
    with pytest.raises(Conflict):
        run(world.host, "partner.create", NEW)
    assert ask(world.host, "partner.count", {"q": "Elmfield"}) == {"count": 0}


def test_the_log_is_append_only_even_for_raw_sql(world: World) -> None:
    for statement in ("UPDATE core_oplogentry SET body = 'x'", "DELETE FROM core_oplogentry"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_rows_are_not_read_without_saying_for_whom(world: World) -> None:
    from twofold.core.models import UnscopedQuery

    for read in (
        lambda: list(Partner.rows.all()),
        lambda: Partner.rows.count(),
        lambda: Partner.rows.filter(tier="x").exists(),
    ):
        with pytest.raises(UnscopedQuery):
            read()


def test_the_log_does_not_tell_whether_two_rows_hold_the_same_private_text(world: World) -> None:
    def told(actor: Actor, field: str) -> dict[str, str]:
        row = run(actor, "partner.create", {**NEW, "notes": "Our floor is 12 percent"}).result
        (entry,) = [entry for entry in entries(row.space_id) if entry.target_id == row.pk]
        sealed: dict[str, str] = json.loads(entry.body)["changes"][0]["fields"][field][1]
        return sealed

    assert set(told(world.host, "notes")) == {"sealed"}
    assert told(world.host, "notes") != told(world.partner, "notes")
    assert told(world.host, "notes") != told(world.host, "notes")
