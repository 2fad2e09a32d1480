"""A repeated key has no second effect; its answer is told again without anything personal having been kept for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage

from tests.leads.shared import csv_of, file_of
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import IdempotencyKey, Membership
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.upkeep.dump import lines
from twofold.leads.importing.file_store import FOLDER

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
TOKEN = {"name": "CRM", "scopes": ["read"]}


def kept() -> str:
    """Everything that is stored about keys, as a backup or a dump has it."""
    return "".join(line.decode() for line in lines() if b'"table":"core.idempotencykey"' in line)


def test_what_a_person_typed_is_not_kept_for_a_key(world: World) -> None:
    first = run(world.host, "partner.create", NEW, key="k")
    again = run(world.host, "partner.create", NEW, key="k")
    assert again.replayed
    assert again.answer == first.answer
    assert again.answer["contactEmail"] == "eli@elmfield.example"
    assert "elmfield" not in kept().lower()
    assert ask(world.host, "partner.count", {"q": "Elmfield"}) == {"count": 1}


def test_a_repeated_key_tells_the_item_as_it_is_now(world: World) -> None:
    row = run(world.host, "partner.create", NEW, key="k").result
    run(world.host, "partner.update", {"tier": "gold"}, on=row.pk)
    assert run(world.host, "partner.create", NEW, key="k").answer["tier"] == "gold"


def test_the_secret_of_a_token_is_told_once_and_kept_nowhere(world: World) -> None:
    made = run(world.host, "token.create", TOKEN, key="k").answer
    with pytest.raises(Conflict, match="told only once") as refused:
        run(world.host, "token.create", TOKEN, key="k")
    assert refused.value.as_json()["id"] == made["id"]
    assert made["token"] not in kept()
    assert made["token"] not in b"".join(lines()).decode()
    assert ask(world.host, "token.count", {}) == {"count": 1}


def test_an_answer_of_ids_alone_is_told_again(world: World) -> None:
    given = {"personId": world.host_member.person.pk, "role": "admin"}
    first = run(world.host, "person.change_role", given, key="k")
    again = run(world.host, "person.change_role", given, key="k")
    assert again.replayed
    assert again.answer == first.answer == given


def test_a_repeated_delete_answers_as_the_first_did(world: World) -> None:
    row = run(world.host, "partner.create", NEW).result
    first = run(world.host, "partner.delete", on=row.pk, key="k")
    again = run(world.host, "partner.delete", on=row.pk, key="k")
    assert again.replayed
    assert again.answer == first.answer
    with pytest.raises(Invalid, match="Idempotency-Key"):
        run(world.host, "partner.delete", on=world.partner_record.pk, key="k")


def test_a_file_that_comes_again_with_its_key_is_not_stored_again(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    text = csv_of("ada@elmfield.example,Ada,Elm,DE,yes,yes,yes")

    def upload() -> Any:
        return run(world.host, "lead_import.upload", {"file": file_of(text)}, on=campaign.pk, key="k").answer

    first, files = upload(), default_storage.listdir(FOLDER)[1]
    with pytest.raises(Conflict, match="told only once") as refused:
        upload()
    assert refused.value.as_json()["id"] == first["id"]
    assert default_storage.listdir(FOLDER)[1] == files
    assert "elmfield" not in kept()


def test_a_key_of_somebody_else_says_nothing(world: World) -> None:
    run(world.host, "partner.delete", on=world.partner_record.pk, key="k")
    for actor in (world.partner, world.rival, world.stranger):
        with pytest.raises(NotFound):
            run(actor, "partner.delete", on=world.partner_record.pk, key="k")
    with pytest.raises(NotFound):
        run(world.host_member, "partner.delete", on=world.partner_record.pk, key="k")


def test_a_key_opens_nothing_that_its_owner_no_longer_sees(world: World) -> None:
    row = run(world.host, "partner.create", NEW, key="k").result
    Membership.rows.filter(pk=world.host.membership.pk).update(ended_at=row.created_at + timedelta(seconds=1))
    left = type(world.host)(
        world.host.person, world.host.company, Membership.rows.get(pk=world.host.membership.pk), "admin", "api"
    )
    with pytest.raises(NotFound):
        run(left, "partner.create", NEW, key="k")


def test_a_key_gives_nothing_to_a_role_that_may_no_longer_do_it(world: World) -> None:
    run(world.host, "person.remove", {"personId": world.host_member.person.pk}, key="k")
    lower = type(world.host)(world.host.person, world.host.company, world.host.membership, "member", "api")
    with pytest.raises(Refused):
        run(lower, "person.remove", {"personId": world.host_member.person.pk}, key="k")


def test_the_request_is_kept_under_a_keyed_hash(world: World, settings: object) -> None:
    run(world.host, "partner.create", NEW, key="k")
    before = IdempotencyKey.rows.get().request_hash
    IdempotencyKey.rows.all().delete()
    settings.SECRET_KEY = "another server's key, long enough"  # type: ignore[attr-defined]
    run(world.host, "partner.create", NEW, key="k")
    assert IdempotencyKey.rows.get().request_hash != before
