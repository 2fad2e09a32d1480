"""Every address, by every method, for every caller, on every variant of a thing: generated, nothing listed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.access.addresses import LONELY, Address, addresses
from tests.access.calling import Answer, call, undone, writes
from tests.access.cast import Caller, callers
from tests.access.specimens import NEVER_HERE, specimens
from tests.access.story import Story, told
from twofold.core import permissions
from twofold.core.resource import RESOURCES

pytestmark = pytest.mark.django_db

MOST_SAID = 60
SHARING = {
    "host company": {
        "host company",
        "partnership",
        "partnership with the rival",
        "campaign",
        "other campaign",
        "campaign with the rival",
    },
    "partner company": {"partner company", "partnership", "campaign", "other campaign"},
    "rival company": {"rival company", "partnership with the rival", "campaign with the rival"},
    "stranger company": {"stranger company"},
}
"""A company is seen by whoever is in a space with it."""


def sees(caller: Caller, address: Address, where: str) -> bool:
    """Whether the thing is there for this caller, by the one rule: one sees the rows of the spaces one is in."""
    word = next((each for each in address.words if each not in {"companies", "people"}), (address.words or [""])[0])
    if word == "companies":
        return bool(SHARING.get(where, set()) & caller.spaces)
    return where.removeprefix("deleted in ") in caller.spaces


def may(caller: Caller, policy: str) -> bool:
    """Whether the table of capabilities gives it to the caller."""
    return caller.actor is not None and permissions.may(policy, caller.actor.role, caller.actor.scopes)


Hold = Callable[[object, str], None]


class Verdicts:
    """What was found wrong, and how much was looked at."""

    def __init__(self) -> None:
        self.cells = 0
        self.wrong: list[str] = []
        self.statuses: Counter[int] = Counter()

    def cell(self, answer: Answer) -> None:
        """One more cell."""
        self.cells += 1
        self.statuses[answer.status] += 1

    def hold(self, true: object, caller: Caller, address: Address, where: str, says: str) -> None:
        """Remember a cell that is not as it should be."""
        if not true:
            self.wrong.append(f"{caller.name}: {address.method} {address.path} [{where}]: {says}")


def judge(verdicts: Verdicts, caller: Caller, address: Address, where: str, got: Answer, missing: Answer) -> None:
    """One cell against what the spaces and the table say."""

    def hold(true: object, says: str) -> None:
        verdicts.hold(true, caller, address, where, f"{says} ({got.status})")

    if got.status >= 500:
        hold(address.name == "readyz", f"breaks: {got.body[:200]!r}")
    elif got.status == 405:
        hold(got == missing, "says the method is wrong in different ways")
    else:
        _judge_access(hold, caller, address, where, got, missing)


def _judge_access(hold: Hold, caller: Caller, address: Address, where: str, got: Answer, missing: Answer) -> None:
    if caller.actor is None and address.policy not in {"public", "own account"}:
        hold(
            got.status == 401 if address.route else got.status == 302 and got.location.startswith("/accounts/login"),
            "lets nobody in",
        )
        hold(not got.body or address.route, "says something before sign-in")
    elif where == LONELY:
        if address.route and not may(caller, address.policy) and address.policy != "public":
            hold(got.status in {403, 422}, "permits what the table does not")
    elif not sees(caller, address, where):
        hold(got == missing, "is told apart from what is missing")
    elif address.route and not may(caller, address.policy) and address.policy != "public":
        hold(got.status in {403, 404, 422}, "permits what the table does not")
    elif address.name.endswith(".get") and not where.startswith("deleted"):
        hold(got.status == 200, "hides what the caller may see")


def sweep(verdicts: Verdicts, caller: Caller, address: Address, known: dict[str, Any]) -> None:
    """All variants of one address for one caller."""
    paths = dict(address.variants(known))
    missing = None
    for where in sorted(paths, key=lambda each: each != "missing"):
        with undone():
            got = call(caller, address.method, paths[where], address.body, file=address.file)
        missing = missing or got
        verdicts.cell(got)
        judge(verdicts, caller, address, where, got, missing)


@pytest.fixture
def story(db: None) -> Story:
    return told()


def test_every_resource_has_a_specimen_on_more_than_one_side(story: Story) -> None:
    known = specimens(story)
    lacking = [each.path for each in RESOURCES.values() if len(known[each.path]) < 2 and each.noun not in NEVER_HERE]
    assert not lacking, f"the story in tests/access/chapters makes none of: {', '.join(lacking)}"


def test_looking_gives_each_caller_what_is_theirs_and_changes_nothing(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    known, everybody, verdicts = specimens(story), callers(story), Verdicts()
    for address in addresses():
        if address.method == "GET":
            with writes() as written:
                for caller in everybody:
                    sweep(verdicts, caller, address, known)
            if written:
                verdicts.wrong.append(f"GET {address.path} writes to {', '.join(sorted(written))}")
    report(verdicts, "reading", capsys)


def test_doing_is_permitted_to_whom_the_table_and_the_spaces_say(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    known, everybody, verdicts = specimens(story), callers(story), Verdicts()
    for address in addresses():
        if address.method != "GET":
            for caller in everybody:
                sweep(verdicts, caller, address, known)
    report(verdicts, "changing", capsys)


def report(verdicts: Verdicts, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Say how many cells there were, and every wrong one."""
    with capsys.disabled():
        print(f"\naccess matrix, {what}: {verdicts.cells} cells, {dict(sorted(verdicts.statuses.items()))}")
    assert not verdicts.wrong, f"{len(verdicts.wrong)} of {verdicts.cells} cells:\n" + "\n".join(
        verdicts.wrong[:MOST_SAID]
    )
