"""Everybody who may come to an address, the story they live in, and, written by hand, who is in which space.

The truth below is the test's own: it is not asked of the code that it judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tests.access.entry import session, token
from tests.access.specimens import specimens
from tests.access.story import Story
from tests.worlds import joined, person
from twofold.companies.models import Token
from twofold.core.actor import Actor, member
from twofold.core.clock import now
from twofold.core.models import Person
from twofold.core.operations.runner import run

_TOGETHER = frozenset({"partnership", "campaign", "other campaign", "finished campaign", "removed campaign"})
_ENDED = frozenset({"partnership that ended", "campaign that ended"})
_WITH_RIVAL = frozenset({"partnership with the rival", "campaign with the rival"})
HOSTS = _TOGETHER | _ENDED | _WITH_RIVAL | {"host company"}
PARTNERS = _TOGETHER | {"partner company"}
RIVALS = _WITH_RIVAL | {"rival company"}
EX_PARTNERS = frozenset({"ex-partner company"})
STRANGERS = frozenset({"stranger company"})
WHY = "a test ends a token and a membership"


@dataclass
class Caller:
    """One who calls: by session, by token, or as nobody. `spaces` is what they are in, `actor` None when nobody any more."""

    name: str
    spaces: frozenset[str]
    actor: Actor | None = None
    cookie: str = ""
    token: str = ""


def callers(story: Story) -> list[Caller]:
    """Everybody of security.md, in one row: first those who are nobody, then those who are somebody."""
    return [*_nobodies(story), *_hosts(story), *_others(story), *_of_both(story), *_tokens(story)]


def made(objects: dict[str, Any]) -> None:
    """Everybody of the snapshots, and what there is to be asked for."""
    objects["everybody"] = callers(objects["story"])
    objects["known"] = specimens(objects["story"])


def _nobodies(story: Story) -> Iterator[Caller]:
    """Never let in, let in no more, or not by this key."""
    world = story.world
    yield Caller("anonymous", frozenset())
    yield Caller("with an invented token", frozenset(), token=f"tf_{'A' * 43}")
    outsider = Person.rows.create_user("olaf@outside.example", "a long enough password", name="Olaf Outside")
    yield Caller("a person of no company", frozenset(), cookie=session(outsider))
    for side, admin in (("partner", world.partner), ("host", world.host)):
        leaver = person(admin.company, f"Lee{side} Leaver", "admin")
        kept = session(leaver.person, leaver.membership), token(leaver, "read", "write")
        run(admin, "person.remove", {"personId": leaver.person.pk})
        yield Caller(f"a {side}'s person who left", frozenset(), cookie=kept[0])
        yield Caller(f"the token of a {side}'s person who left", frozenset(), token=kept[1])
    lowered = person(world.host.company, "Lowe Lowered", "admin")
    kept = session(lowered.person, lowered.membership), token(lowered, "read", "write")
    run(world.host, "person.change_role", {"personId": lowered.person.pk, "role": "member"})
    yield Caller("a session from before another role", frozenset(), cookie=kept[0])
    yield Caller("a token from before another role", frozenset(), token=kept[1])
    disabled = person(world.partner.company, "Dis Disabled", "admin")
    kept = session(disabled.person, disabled.membership), token(disabled, "read", "write")
    Person.rows.filter(pk=disabled.person.pk).update(is_active=False)
    yield Caller("a disabled person", frozenset(), cookie=kept[0])
    yield Caller("the token of a disabled person", frozenset(), token=kept[1])
    late, revoked = {"expires_at": now() - timedelta(seconds=1)}, {"revoked_at": now()}
    for what, ended in (("a token that has expired", late), ("a token that was revoked", revoked)):
        before = set(Token.rows.everywhere(because=WHY).values_list("pk", flat=True))
        secret = token(world.host, "read", "write")
        Token.rows.everywhere(because=WHY).exclude(pk__in=before).update(**ended)
        yield Caller(what, frozenset(), token=secret)


def _hosts(story: Story) -> Iterator[Caller]:
    world = story.world
    guest = person(world.host.company, "Gus Guest", "guest", seat=story.spaces["other campaign"])
    yield by_session("host admin", world.host, HOSTS)
    yield by_session("host member", world.host_member, HOSTS)
    yield by_session("host guest in another campaign", guest, frozenset({"other campaign"}))


def _others(story: Story) -> Iterator[Caller]:
    world = story.world
    guest = person(world.partner.company, "Gerda Guest", "guest", seat=story.spaces["campaign"])
    yield by_session("partner admin", world.partner, PARTNERS)
    yield by_session("partner member", world.partner_member, PARTNERS)
    yield by_session("partner guest in one campaign", guest, frozenset({"campaign"}))
    rival_member = person(world.rival.company, "Rita Rival", "member")
    rival_guest = person(world.rival.company, "Ralf Rival", "guest", seat=story.spaces["campaign with the rival"])
    yield by_session("rival admin", world.rival, RIVALS)
    yield by_session("rival member", rival_member, RIVALS)
    yield by_session("rival guest in their campaign", rival_guest, frozenset({"campaign with the rival"}))
    yield by_session("ex-partner admin", story.ex, EX_PARTNERS)
    yield by_session("stranger", world.stranger, STRANGERS)


def _of_both(story: Story) -> Iterator[Caller]:
    """One person of the host and of the partner, acting as one of them."""
    world = story.world
    both = person(world.host.company, "Bo Both", "member")
    also = member(joined(both.person.pk, world.partner.company, "member"), "api")
    yield by_session("of both, as the host", both, HOSTS)
    yield by_session("of both, as the partner", also, PARTNERS)


def _tokens(story: Story) -> Iterator[Caller]:
    """Of every side: to read, to read and write, and for one thing only."""
    world = story.world
    yield by_token("host's token to read", world.host, HOSTS, "read")
    yield by_token("host's token for campaigns only", world.host, HOSTS, "campaigns.see")
    yield by_token("partner's token", world.partner, PARTNERS, "read", "write")
    yield by_token("partner's token for leads only", world.partner, PARTNERS, "leads.see")
    yield by_token("rival's token", world.rival, RIVALS, "read", "write")
    yield by_token("ex-partner's token", story.ex, EX_PARTNERS, "read", "write")


def by_session(name: str, actor: Actor, spaces: frozenset[str]) -> Caller:
    """Someone signed in with a browser."""
    actor.forget_spaces()
    return Caller(name, spaces, actor, session(actor.person, actor.membership))


def by_token(name: str, actor: Actor, spaces: frozenset[str], *scopes: str) -> Caller:
    """Somebody's program."""
    return Caller(name, spaces, replace(actor, scopes=frozenset(scopes)), "", token(actor, *scopes))
