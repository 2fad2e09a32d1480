"""Every private text is a word found nowhere else: searches, the stream, exports, mails and the log keep it in its space.

What can be read is in `test_reading.py`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from django.core import mail
from django.db.models import CharField, TextField

from tests.access.addresses import Address
from tests.access.birds import SPACE_OF, WORDS, foreign, heard_in, overheard
from tests.access.cast import Caller
from tests.access.outputs import answered, exported, heard, searches, streamed
from tests.access.specimens import WHY
from tests.access.story import Story
from tests.drawn import said, some
from twofold.core.errors import Refused
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OplogEntry, OutboxMessage
from twofold.core.oplog.row_kinds import row_kinds

pytestmark = pytest.mark.django_db
MOST = 150
"""Searches of a test run; the proof makes all."""

NOBODY_TYPES = {
    "invitation.token_hash", "token.hash", "token.hint", "outbox_message.key", "outbox_message.last_error",
    "lead_file.storage_key", "blocker.outcome", "exclusion_salt.salt", "exclusion_entry.entry_hash",
}  # fmt: skip
"""Sealed texts that our own code makes, or that only a later step fills."""


def test_every_sealed_text_of_the_host_holds_a_canary(story: Story) -> None:
    bare = []
    for kind, model in row_kinds().items():
        rows = list(model.rows.everywhere(because=WHY).filter(space=story.spaces["host company"]))
        for column in model._meta.concrete_fields:
            sealed = isinstance(column, (CharField, TextField)) and column.attname in model.sealed
            if rows and sealed and f"{kind}.{column.name}" not in NOBODY_TYPES:
                bare += (
                    [] if any("canary" in str(getattr(row, column.name)) for row in rows) else [f"{kind}.{column.name}"]
                )
    assert not bare, f"no canary sits in {', '.join(bare)}"


Search = tuple[Caller, Address, str]


def all_searches(everybody: list[Caller]) -> list[Search]:
    """Everybody at each address that takes words, with the beginning of words of others."""
    return [
        (caller, address, stem)
        for caller in everybody
        if caller.actor
        for address in searches()
        for stem in sorted({"canary", "finch", *foreign(caller.spaces)[:1]} & set(foreign(caller.spaces)))
    ]


def search(asked: list[Search], what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each answer with the one for a word that nobody has written."""
    nowhere: dict[tuple[str, str], bytes] = {}
    wrong = []
    for caller, address, stem in asked:
        path = f"{address.path}?q={'q' * len(stem)}"
        nowhere[caller.name, path] = nowhere.get((caller.name, path)) or answered(caller, path)
        if answered(caller, f"{address.path}?q={stem}") != nowhere[caller.name, path]:
            wrong.append(f"{caller.name}: GET {address.path}?q={stem}")
    with capsys.disabled():
        print(f"\nsearches for words of others: {what}{len(asked)}")
    assert not wrong, f"{what}\n" + "\n".join(wrong[:60])


@pytest.mark.both_databases
def test_nobody_learns_by_searching_that_a_word_of_another_is_there(
    everybody: list[Caller], capsys: pytest.CaptureFixture[str]
) -> None:
    every = all_searches(everybody)
    asked = some("searches", every, MOST, lambda each: each[1], lambda each: each[0].name)
    assert {each[1] for each in asked} == {each[1] for each in every}
    search(asked, f"{said()}, ", capsys)


@pytest.mark.proof
@pytest.mark.both_databases
def test_nor_does_anybody_by_any_search(everybody: list[Caller], capsys: pytest.CaptureFixture[str]) -> None:
    every = all_searches(everybody)
    assert len(every) > 1_000
    search(every, "", capsys)


@pytest.mark.both_databases
def test_the_stream_tells_each_of_their_own_spaces_in_ids_only(story: Story, everybody: list[Caller]) -> None:
    for caller in everybody:
        mine = {story.spaces[where].pk for where in caller.spaces}
        events = heard(caller)
        assert bool(events) is bool(caller.spaces)
        assert {event["space"] for _, event in events} <= mine, caller.name
        assert all(set(event) == {"space", "kind", "id"} for _, event in events)
        assert not WORDS.search(streamed(caller))


def test_an_export_holds_no_word_of_another(everybody: list[Caller], tmp_path: Path) -> None:
    found: dict[str, set[str]] = {}
    for number, caller in enumerate(each for each in everybody if each.actor):
        assert caller.actor
        if not caller.actor.may("bucket.exchange"):
            with pytest.raises(Refused):
                exported(caller, tmp_path / str(number))
            continue
        text = exported(caller, tmp_path / str(number))
        assert not overheard(caller, text), caller.name
        found[caller.name] = heard_in(text)
    assert {"canary", "linnet"} & found["host admin"]
    assert "finch" in found["partner admin"]


@pytest.mark.both_databases
def test_no_word_is_in_a_mail_to_another(everybody: list[Caller]) -> None:
    people: dict[str, frozenset[str]] = defaultdict(frozenset)
    for caller in everybody:
        if caller.actor and caller.actor.person:
            people[caller.actor.person.email] |= caller.spaces
    for message in OutboxMessage.rows.everywhere(because=WHY):
        deliver.call(message.pk)
    assert len(mail.outbox) > 10
    told = 0
    for each in mail.outbox:
        text = each.message().as_bytes()
        for address in each.to:
            theirs = {stem for stem, where in SPACE_OF.items() if where in people[address]}
            invited = heard_in(address.encode())  # an invented guest is called by the words of who invites them
            assert heard_in(text) <= theirs | invited, (address, each.subject)
            told += bool(heard_in(text))
    assert told, "no mail holds a word of its own reader: the test looks for the wrong words"


@pytest.mark.both_databases
def test_what_is_sealed_is_not_in_the_log_even_for_its_owner(story: Story) -> None:
    log = "".join(OplogEntry.rows.everywhere(because=WHY).values_list("body", flat=True))
    told_on, looked_for = [], 0
    for kind, model in row_kinds().items():
        for row in model.rows.everywhere(because=WHY):
            words = {name: str(getattr(row, name)) for name in model.sealed}
            words = {name: word for name, word in words.items() if WORDS.search(word.encode())}
            looked_for += len(words)
            told_on += [f"{kind}.{name}" for name, word in words.items() if word in log]
    assert looked_for > 100
    assert not told_on, f"the log shows {', '.join(sorted(set(told_on)))}"
