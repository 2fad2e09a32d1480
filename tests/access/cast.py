"""Everybody who may come to an address, the story they live in, and, written by hand, who is in which space.

The truth below is the test's own: it is not asked of the code that it judges.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.sessions.backends.db import SessionStore

from tests.access.story import Story
from tests.worlds import person
from twofold.companies.acting import COMPANY, EPOCH
from twofold.core.actor import Actor, member
from twofold.core.opening import join_company
from twofold.core.running import run

HOSTS = frozenset(
    {
        "host company",
        "partnership",
        "partnership with the rival",
        "campaign",
        "other campaign",
        "campaign with the rival",
    }
)
PARTNERS = frozenset({"partner company", "partnership", "campaign", "other campaign"})
RIVALS = frozenset({"rival company", "partnership with the rival", "campaign with the rival"})
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Caller:
    """One who calls: by session, by token, or as nobody. `spaces` is what they are in, `actor` None when nobody any more."""

    name: str
    spaces: frozenset[str]
    actor: Actor | None = None
    cookie: str = ""
    token: str = ""


def callers(story: Story) -> list[Caller]:
    """Everybody of security.md, in one row."""
    world = story.world
    host_guest = person(world.host.company, "Gus Guest", "guest", seat=story.spaces["other campaign"])
    partner_guest = person(world.partner.company, "Gerda Guest", "guest", seat=story.spaces["campaign"])
    leaver = person(world.partner.company, "Lee Leaver", "admin")
    gone = Caller("a partner's person who left", frozenset(), None, session(leaver), token(leaver, "read", "write"))
    left = Caller("the token of one who left", frozenset(), None, "", gone.token)
    run(world.partner, "person.remove", {"personId": leaver.person.pk})
    gone.token = ""
    both = person(world.host.company, "Bo Both", "member")
    also = member(join_company(both.person.pk, world.partner.company, "member"), "api")
    reader = replace(world.host, scopes=frozenset({"read"}))
    writer = replace(world.partner, scopes=frozenset({"read", "write"}))
    return [
        Caller("anonymous", frozenset()),
        gone,
        left,
        by_session("host admin", world.host, HOSTS),
        by_session("host member", world.host_member, HOSTS),
        by_session("host guest in another campaign", host_guest, frozenset({"other campaign"})),
        by_session("partner admin", world.partner, PARTNERS),
        by_session("partner member", world.partner_member, PARTNERS),
        by_session("partner guest in one campaign", partner_guest, frozenset({"campaign"})),
        by_session("rival admin", world.rival, RIVALS),
        by_session("stranger", world.stranger, frozenset({"stranger company"})),
        by_session("of both, as the host", both, HOSTS),
        by_session("of both, as the partner", also, PARTNERS),
        Caller("host's token to read", HOSTS, reader, "", token(world.host, "read")),
        Caller("partner's token", PARTNERS, writer, "", token(world.partner, "read", "write")),
    ]


def by_session(name: str, actor: Actor, spaces: frozenset[str]) -> Caller:
    """Someone signed in with a browser."""
    actor.look_again()
    return Caller(name, spaces, actor, session(actor))


def session(actor: Actor) -> str:
    """The cookie of a session that acts as the actor's company."""
    store: Any = SessionStore()
    store["_auth_user_id"] = actor.person.pk
    store["_auth_user_backend"] = BACKEND
    store["_auth_user_hash"] = actor.person.get_session_auth_hash()
    store[COMPANY], store[EPOCH] = actor.company.pk, actor.membership.epoch
    store.save()
    return f"session={store.session_key}"


def token(actor: Actor, *scopes: str) -> str:
    """A token with these scopes."""
    return str(run(actor, "token.create", {"name": "access", "scopes": list(scopes)}).result["token"])
