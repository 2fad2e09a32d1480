"""What signing is, in a few lines that know nothing of the product: a document, its versions, who has signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

NO_SESSION = {"writing_token", "reading_token", "nobody"}
GUESTS = {"host_guest", "partner_guest"}
READ_ONLY = {"reading_token"}
HUMAN = {"both_as_host": "both", "both_as_partner": "both", "passkey": "partner"}
"""Of which person it is another appearance; the others are each somebody of their own."""
MOST, WITHIN = 10, timedelta(minutes=15)


@dataclass
class Version:
    """One proposed text, and what it has: side → who signed for it; hashes of its dry runs."""

    id: str
    hash: str
    signed: dict[str, str] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)


@dataclass
class Agreement:
    """One document: its versions in order, and which of them is in force."""

    versions: list[Version] = field(default_factory=list)
    in_force: Version | None = None

    def state(self, version: Version) -> str:
        """How the version stands, in the product's word for it."""
        if version is self.in_force:
            return "in_force"
        if version is not self.versions[-1]:
            return "replaced"
        return "half_signed" if version.signed else "proposed"


@dataclass(frozen=True)
class Asked:
    """What somebody who signs brings along."""

    hash: str
    password: str  # right, wrong, or empty
    tried: str = ""


class Passwords:
    """Who typed how many wrong ones lately."""

    def __init__(self) -> None:
        self.wrong: dict[str, list[datetime]] = {}

    def refuses(self, who: str, password: str, at: datetime) -> str:
        """The name of the refusal, or nothing; a wrong one is remembered."""
        if who == "passkey":
            return ""
        if not password:
            return "Invalid"
        before = self.wrong.setdefault(HUMAN.get(who, who), [])
        if len([one for one in before if one > at - WITHIN]) >= MOST:
            return "TooMany"
        if password == "right":
            return ""
        before.append(at)
        return "Invalid"


def proposing(who: str, side: str | None, *, sound: bool) -> str:
    """What comes of proposing a text."""
    if side is None:
        return "NotFound"
    if who in GUESTS | READ_ONLY:
        return "Refused"
    return "won" if sound else "Invalid"


def signing(document: Agreement, version: Version, who: str, side: str | None, asked: Asked) -> str:
    """What comes of signing, once the person has been confirmed; the model signs along."""
    if side is None:
        return "NotFound"
    if who in GUESTS:
        return "Refused"
    if asked.tried and asked.tried not in version.tried:
        return "Invalid"
    if asked.hash != version.hash or version is not document.versions[-1] or side in version.signed:
        return "Conflict"
    human = HUMAN.get(who, who)
    if human in version.signed.values():
        return "Refused"
    version.signed[side] = human
    if set(version.signed) == {"host", "partner"}:
        document.in_force = version
    return "won"
