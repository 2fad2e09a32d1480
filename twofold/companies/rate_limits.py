"""How often somebody may try (security.md 38): counted in the database, so that several processes count together.

A try is written before it is judged and taken back when it was right; what is left are the failures.
Addresses and mail addresses are kept as keyed hashes, and for a day.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest

from twofold.core.clock import now
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.errors import Problem
from twofold.core.storage.write_lock import write_lock

from .models import Attempt

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `within`; `says` is the sentence for who tries once more."""

    name: str
    most: int
    within: timedelta
    says: str


_WAIT = "Too many sign-in attempts. Wait 15 minutes, or use a passkey or a sign-in link instead."
SIGN_IN_HERE = Limit("sign-in here", 10, timedelta(minutes=15), _WAIT)
"""Wrong passwords for one account from one network address."""
SIGN_IN = Limit("sign-in", 50, timedelta(hours=1), _WAIT)
"""Wrong passwords for one account from anywhere."""
PLACE = Limit("place", 60, timedelta(minutes=15), _WAIT)
"""Wrong passwords for any account from one network address."""
SECOND_FACTOR = Limit(
    "second factor", 10, timedelta(minutes=15), "Too many wrong codes. Wait 15 minutes, then try again."
)
SIGNING = Limit(
    "signing",
    10,
    timedelta(minutes=15),
    "Too many wrong passwords for a signature. Wait 15 minutes, or confirm with a passkey and sign then.",
)
LINKS = Limit(
    "links",
    30,
    timedelta(minutes=15),
    "Too many sign-in links were requested from here. Wait 15 minutes, then try again.",
)
INVITATIONS = Limit(
    "invitations", 500, timedelta(hours=1), "Your company has sent 500 invitations within an hour. Continue in an hour."
)
INVITATIONS_TO_ONE = Limit(
    "invitations to one",
    20,
    timedelta(hours=1),
    "This address was invited 20 times within an hour. Ask the person whether the e-mail has arrived.",
)
TOKENS = Limit(
    "tokens",
    1000,
    timedelta(minutes=10),
    "Too many requests with an unknown token came from here. Wait ten minutes, and check the token your program sends.",
)


class TooMany(Problem):
    """Too often; `retry_after` says in how many seconds to try again."""

    status = 429
    title = "Too many tries"

    def __init__(self, limit: Limit, retry_after: int) -> None:
        super().__init__(limit.says)
        self.retry_after = retry_after


def record(limit: Limit, who: str, moment: datetime | None = None) -> list[int]:
    """Count one try of somebody; gives what `give_back` takes. Errors: TooMany, and then the try is not counted."""
    if not settings.RATE_LIMITS or not who:
        return []
    at = moment or now()
    key = keyed_hash(f"{limit.name}:{who}", "attempt")
    with write_lock():
        mine = Attempt.rows.create(key=key, at=at)
        before = list(
            Attempt.rows.filter(key=key, at__gt=at - limit.within)
            .order_by("-at", "-pk")
            .values_list("at", flat=True)[: limit.most + 1]
        )
        Attempt.rows.filter(at__lt=at - KEPT).delete()
        if len(before) <= limit.most:
            return [mine.pk]
        mine.delete()
    raise TooMany(limit, max(1, math.ceil((before[limit.most] + limit.within - at).total_seconds())))


def refund(taken: list[int]) -> None:
    """The try was right: it does not count."""
    if taken:
        with write_lock():
            Attempt.rows.filter(pk__in=taken).delete()


def record_sign_in(email: str, place: str) -> list[int]:
    """Count a try to sign in, by account and place, by account, and by place. Errors: TooMany."""
    taken: list[int] = []
    asked = email.strip().lower()
    try:
        for limit, who in ((SIGN_IN_HERE, f"{asked} {place}" if asked else ""), (SIGN_IN, asked), (PLACE, place)):
            taken += record(limit, who)
    except TooMany:
        refund(taken)
        raise
    return taken


def place_of(request: HttpRequest) -> str:
    """The network address a request comes from; behind a proxy as `TRUSTED_PROXIES` says."""
    return get_client_ip(request) or ""
