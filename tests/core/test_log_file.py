"""The log of a space as a file that either side keeps."""

import json

import pytest

from tests.core.test_doctor import behind_its_back
from tests.worlds import World
from twofold.core.crypto.receipt_key import public_key_hex
from twofold.core.errors import NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.rules.contradictions import contradictions
from twofold.rules.log_file import check_log_file

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_both_sides_get_the_whole_log_of_what_they_share_signed_by_the_server(world: World) -> None:
    space = world.partner_record.partnership_id
    given = [ask(actor, "log.file", {"spaceId": space})["text"] for actor in (world.host, world.partner)]
    assert [check_log_file(text.encode(), public_key=public_key_hex()) for text in given] == [[], []]
    here, there = (json.loads(text) for text in given)
    assert here["entries"] == there["entries"]
    assert len(here["entries"]) == OplogEntry.rows.within(str(space)).count() == here["seq"]


def test_nobody_else_gets_it(world: World) -> None:
    for actor, space in (
        (world.rival, world.partner_record.partnership_id),
        (world.partner, world.host.company_space_id()),
        (world.stranger, "x" * 21),
    ):
        with pytest.raises(NotFound):
            ask(actor, "log.file", {"spaceId": space})


def test_an_entry_that_is_gone_shows_in_the_next_file_alone_and_a_shorter_log_beside_the_last_one(world: World) -> None:
    space = world.host.company_space_id()
    run(world.host, "partner.update", {"tier": "gold"}, on=world.partner_record.pk)
    held = json.loads(ask(world.host, "log.file", {"spaceId": space})["text"])
    last = OplogEntry.rows.within(space).order_by("-seq")[0]
    behind_its_back("DELETE FROM core_oplogentry WHERE id = %s", last.id)
    assert any("should end at entry" in each for each in check_log_file(_file(world, space)))
    before = json.loads(last.body)["prev"]
    behind_its_back("UPDATE core_space SET head_seq = %s, head_hash = %s WHERE id = %s", last.seq - 1, before, space)
    now = _file(world, space)
    assert check_log_file(now) == []
    assert contradictions([("held", held), ("now", json.loads(now))]) == [
        f"now ends at entry {last.seq - 1}, but held, given before it, at {last.seq}."
    ]


def _file(world: World, space: str) -> bytes:
    text: str = ask(world.host, "log.file", {"spaceId": space})["text"]
    return text.encode()
