"""What lets one person in: their second factors, their passkeys and the browsers that are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.http import HttpRequest

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.errors import NotFound
from twofold.core.models import Person


@dataclass(frozen=True)
class Browser:
    """One signed-in browser; `id` tells nothing of the session's key."""

    id: str
    name: str
    address: str
    since: datetime
    current: bool


@dataclass(frozen=True)
class Factors:
    """What a person has beside their password."""

    app: bool
    passkeys: list[Authenticator]
    codes_left: int | None


def passkeys(person: Person) -> list[Authenticator]:
    """The passkeys and security keys of a person, oldest first."""
    return list(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("created_at"))


def factors(person: Person) -> Factors:
    """All of them; `codes_left` is nothing when there are no recovery codes."""
    mine = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    codes = next((each for each in mine if each.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        app=any(each.type == Authenticator.Type.TOTP for each in mine),
        passkeys=[each for each in mine if each.type == Authenticator.Type.WEBAUTHN],
        codes_left=_unused(codes) if codes else None,
    )


def _unused(codes: Authenticator) -> int:
    try:
        return len(codes.wrap().get_unused_codes())
    except InvalidToken:  # encrypted with a key that the server no longer has
        return 0


def has_second_factor(person: Person) -> bool:
    """Whether a password or a link alone does not let them in."""
    return Authenticator.objects.filter(
        user=person, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()


def browsers(request: HttpRequest) -> list[Browser]:
    """Where this person is signed in, this browser first, then the newest."""
    found = [
        Browser(
            _told_as(each),
            browser_name(each.user_agent),
            each.ip,
            each.created_at,
            each.session_key == request.session.session_key,
        )
        for each in UserSession.objects.purge_and_list(request.user)
    ]
    return sorted(found, key=lambda each: (not each.current, -each.since.timestamp()))


def end_browser(person: Person, told: str) -> None:
    """Sign one browser of this person out; its next request is nobody's. Errors: NotFound."""
    for each in UserSession.objects.filter(user=person):
        if _told_as(each) == told:
            each.end()
            return
    raise NotFound


def end_other_browsers(request: HttpRequest) -> None:
    """Sign every browser of this person out but the one that asks."""
    for each in UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key):
        each.end()


def browser_name(agent: str) -> str:
    """A browser's long line about itself, in two words: "Firefox on Linux"."""
    which = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
    where = {
        "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "a Mac", "Linux": "Linux",
    }  # fmt: skip
    browser = next((name for sign, name in which.items() if sign in agent), "")
    system = next((name for sign, name in where.items() if sign in agent), "")
    return f"{browser or 'A browser'} on {system}" if system else browser or agent[:40] or "An unknown browser"


def _told_as(session: UserSession) -> str:
    return keyed_hash(session.session_key, "session")[:21]
