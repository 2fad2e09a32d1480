"""One cell of the matrix against what the spaces and the table of capabilities say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tests.access.addresses import Address
from tests.access.calling import Answer
from tests.access.cast import EX_PARTNERS, HOSTS, PARTNERS, RIVALS, STRANGERS, Caller
from tests.access.variants import LONELY, inner
from twofold.core import permissions

SHARING = {
    "host company": HOSTS - {"partnership that ended", "campaign that ended"} | {"host company"},
    "partner company": PARTNERS,
    "rival company": RIVALS,
    "ex-partner company": EX_PARTNERS,
    "stranger company": STRANGERS,
}
"""A company is seen by whoever is in a space with it now."""

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


def sees(caller: Caller, address: Address, where: str) -> bool:
    """Whether the thing is there for this caller, by the one rule: one sees the rows of the spaces one is in."""
    word = next((each for each in address.words if each not in {"companies", "people"}), (address.words or [""])[0])
    if word == "companies":
        return bool(SHARING.get(where, frozenset()) & caller.spaces)
    return inner(where).removeprefix("deleted in ").removeprefix("a blank after ") in caller.spaces


def may(caller: Caller, policy: str) -> bool:
    """Whether the table of capabilities gives it to the caller."""
    return caller.actor is not None and permissions.may(policy, caller.actor.role, caller.actor.scopes)


def judge(verdicts: Verdicts, caller: Caller, address: Address, where: str, got: Answer, missing: Answer) -> None:
    """Whether the answer is the one that is due; `missing` is what the same caller gets for what is not there."""

    def hold(true: object, says: str) -> None:
        verdicts.hold(true, caller, address, where, f"{says} ({got.status})")

    if got.status >= 500:
        hold(address.name == "readyz", f"breaks: {got.body[:200]!r}")
    elif address.route and not address.told:
        hold(got.status == (204 if address.method == "OPTIONS" else 405), "takes a method that it does not have")
        hold(got == missing, "says so in different ways")
    elif got.status == 405:
        hold(got == missing, "says the method is wrong in different ways")
    else:
        _judge_access(hold, caller, address, where, got, missing)


def _judge_access(hold: Hold, caller: Caller, address: Address, where: str, got: Answer, missing: Answer) -> None:
    closed = address.policy not in {"public", "own account"}
    if caller.actor is None and closed:
        hold(
            got.status == 401 if address.route else got.status == 302 and got.location.startswith("/accounts/login"),
            "lets nobody in",
        )
        hold(not got.body or address.route, "says something before sign-in")
    elif where == LONELY:
        if closed and not may(caller, address.policy):
            hold(got.status in {403, 422} if address.route else got.status == 404, "permits what the table does not")
    elif not sees(caller, address, where):
        hold(got == missing, "is told apart from what is missing")
    elif closed and not may(caller, address.policy):
        hold(got.status in {403, 404, 422} if address.route else got.status == 404, "permits what the table does not")
    elif address.told and address.name.endswith(".get") and not where.startswith(("deleted", "a blank")):
        hold(got.status == 200, "hides what the caller may see")
