"""Every private text of the host is a word found nowhere else; nobody else ever reads one."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db.models import CharField, TextField

from tests.access.cast import HOSTS, callers
from tests.access.outputs import mailed_to, read, streamed
from tests.access.specimens import WHY, specimens
from tests.access.story import Story, told
from twofold.core.kinds import kinds
from twofold.core.models import OplogEntry, OutboxMessage
from twofold.core.outbox import deliver

pytestmark = pytest.mark.django_db
STEM = b"canary"

NOBODY_TYPES = {
    "invitation.token_hash", "token.hash", "token.hint", "outbox_message.key", "outbox_message.last_error",
    "lead_file.storage_key", "blocker.outcome", "exclusion_salt.salt", "exclusion_entry.entry_hash",
}  # fmt: skip
"""Sealed texts that our own code makes, or that only a later step fills."""


@pytest.fixture
def story(db: None) -> Story:
    return told()


def test_every_sealed_text_of_the_host_holds_a_canary(story: Story) -> None:
    bare = []
    for kind, model in kinds().items():
        rows = list(model.rows.everywhere(because=WHY).filter(space=story.spaces["host company"]))
        for column in model._meta.concrete_fields:
            sealed = isinstance(column, (CharField, TextField)) and column.attname in model.sealed
            if rows and sealed and f"{kind}.{column.name}" not in NOBODY_TYPES:
                bare += (
                    [] if any("canary" in str(getattr(row, column.name)) for row in rows) else [f"{kind}.{column.name}"]
                )
    assert not bare, f"no canary sits in {', '.join(bare)}"


def test_no_canary_is_ever_read_by_another(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    known, heard, read_by_host = specimens(story), [], 0
    requests = 0
    for caller in callers(story):
        if caller.spaces == HOSTS and caller.name != "host admin":
            continue
        for path, answer in read(caller, known):
            requests += 1
            if STEM in answer.replace(b"q=canary", b"").replace(b'value="canary"', b""):
                if caller.name == "host admin":
                    read_by_host += 1
                else:
                    heard.append(f"{caller.name}: GET {path}")
        if STEM in streamed(caller):
            heard.append(f"{caller.name}: the stream")
    with capsys.disabled():
        print(
            f"\ncanaries: {len(story.words.used + story.people.used)} words looked for in {requests} answers; the host read {read_by_host} of them"
        )
    assert not heard, "\n".join(heard[:60])
    assert read_by_host > 10, "the host itself does not read them: the test looks for the wrong words"


def test_no_canary_is_in_a_mail_to_another(story: Story) -> None:
    for message in OutboxMessage.rows.everywhere(because=WHY):
        deliver.call(message.pk)
    assert mail.outbox
    private = [
        subject for subject, text in mailed_to(lambda to: "canary" not in to and "northwind" not in to) if STEM in text
    ]
    assert not private


def test_what_is_sealed_is_not_in_the_log_even_for_its_owner(story: Story) -> None:
    log = "".join(OplogEntry.rows.everywhere(because=WHY).values_list("body", flat=True))
    told_on, looked_for = [], 0
    for kind, model in kinds().items():
        for row in model.rows.everywhere(because=WHY):
            words = {name: str(getattr(row, name)) for name in model.sealed if "canary" in str(getattr(row, name))}
            looked_for += len(words)
            told_on += [f"{kind}.{name}" for name, word in words.items() if word in log]
    assert looked_for > 5
    assert not told_on, f"the log shows {', '.join(sorted(set(told_on)))}"
