"""The live stream: ids only, only of one's own spaces, nothing lost, closed when the epoch moves on."""

import asyncio
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import World
from twofold.companies.models import Token
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.live import cursor
from twofold.core.live.auth_sources import AuthSource
from twofold.core.live.broker import Broker, Listener, events_after, head_position
from twofold.core.live.cursor import begin, reached
from twofold.core.models import Membership
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}


class Ear(Listener):
    """A listener that keeps what it is told, without a loop."""

    def tell(self, event: object) -> None:
        self.heard = [*getattr(self, "heard", []), event]


def ear(actor: Actor, auth_source: AuthSource = ("", "")) -> Ear:
    """Someone who listens, by a session that lasts unless the test gives another way in."""
    if auth_source == ("", ""):
        session = SessionStore()
        session.create()
        auth_source = ("session", session.session_key)
    assert actor.membership
    return Ear(actor, actor.membership.epoch, asyncio.new_event_loop(), set(actor.space_ids()), auth_source)


def broker(*ears: Ear) -> Broker:
    made = Broker()
    made._last = head_position()
    made._listeners = set(ears)
    return made


def test_each_hears_of_their_own_spaces_only(world: World) -> None:
    host, partner = ear(world.host), ear(world.partner)
    told = broker(host, partner)
    row = run(world.host, "partner.create", NEW).result
    told.round()
    assert [event["id"] for _, event in host.heard] == [row.pk]
    assert set(host.heard[0][1]) == {"space", "kind", "id"}
    assert not hasattr(partner, "heard")


def test_a_raised_epoch_closes_the_stream(world: World) -> None:
    member = ear(world.host_member)
    told = broker(member)
    run(world.host_member, "person.end_access")
    told.round()
    assert member.heard == [None]
    Membership.rows.filter(pk=world.host_member.membership.pk).update(epoch=1)
    run(world.host, "partner.create", NEW)
    told.round()
    assert member.heard == [None]


def test_an_ended_session_closes_its_own_stream_only(world: World) -> None:
    here, elsewhere = ear(world.host), ear(world.host)
    told = broker(here, elsewhere)
    Session.objects.filter(pk=here.auth_source[1]).delete()
    told.round()
    assert here.heard == [None]
    row = run(world.host, "partner.create", NEW).result
    told.round()
    assert here.heard == [None]
    assert [event["id"] for _, event in elsewhere.heard] == [row.pk]


def test_a_session_past_its_time_closes_its_stream(world: World) -> None:
    listener = ear(world.host)
    Session.objects.filter(pk=listener.auth_source[1]).update(expire_date=now() - timedelta(seconds=1))
    broker(listener).round()
    assert listener.heard == [None]


@pytest.mark.parametrize("how", ["revoked_at", "expires_at", "deleted_at"])
def test_a_token_that_is_no_longer_good_closes_its_stream(world: World, how: str) -> None:
    token = run(world.host, "token.create", {"name": "CRM", "scopes": ["read"]}).result["id"]
    listener = ear(world.host, ("token", token))
    told = broker(listener)
    told.round()
    assert not hasattr(listener, "heard")
    rows = Token.rows.everywhere(because="the test takes it away")
    rows.filter(pk=token).update(**{how: now() - timedelta(seconds=1)})
    told.round()
    assert listener.heard == [None]


def test_a_stream_that_comes_back_gets_what_it_missed_in_order(world: World) -> None:
    before = head_position()
    rows = [run(world.host, "partner.create", {**NEW, "company": str(number)}).result.pk for number in range(5)]
    missed = events_after(before, world.host.space_ids())
    assert [event["id"] for _, event in missed] == rows
    assert events_after(missed[1][0], world.host.space_ids()) == missed[2:]
    assert events_after(before, world.partner.space_ids()) == []


def test_who_comes_into_a_space_that_others_listen_to_hears_of_it(world: World) -> None:
    given = {"template": "partner-co-marketing", "name": "Joint webinar", "launchDate": str(now().date())}
    campaign = run(world.host, "campaign.start", given, on=world.partner_record.pk).result
    host, partner, rival = ear(world.host), ear(world.partner), ear(world.rival)
    partner.spaces = partner.spaces - {campaign.space_id}  # as when the stream was opened before they came in
    told = broker(host, partner, rival)
    run(world.host, "campaign.update", {"name": "Joint seminar"}, on=campaign.pk)
    told.round()
    assert [event["id"] for _, event in host.heard] == [event["id"] for _, event in partner.heard] == [campaign.pk]
    assert not hasattr(rival, "heard")


def test_who_comes_back_hears_each_change_with_their_own_place(world: World) -> None:
    spaces = world.host.space_ids()
    place = reached(spaces)
    rows = [run(world.host, "partner.create", {**NEW, "company": str(number)}).result.pk for number in range(3)]
    told, newest, last = begin(str(place), spaces)
    assert [(at, event["id"]) for at, event in told] == [(place + 1 + n, row) for n, row in enumerate(rows)]
    assert (newest, last) == (head_position(), place + 3)


@pytest.mark.parametrize("how", ["place", "sealed"])
def test_who_missed_too_much_is_told_to_look_at_each_space_again(
    world: World, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(cursor, "MOST", 2)
    spaces = world.host.space_ids()
    last = "0" if how == "place" else cursor.encrypt(head_position())
    for number in range(3):
        run(world.host, "partner.create", {**NEW, "company": str(number)})
    with CaptureQueriesContext(connection) as asked:
        told, newest, place = begin(last, spaces)
    assert [event for _, event in told] == [{"space": space, "kind": "space", "id": space} for space in spaces]
    assert [at for at, _ in told] == [0] * (len(spaces) - 1) + [reached(spaces)]
    assert (newest, place) == (head_position(), reached(spaces))
    (read,) = [each["sql"] for each in asked.captured_queries if "target_kind" in each["sql"]]
    assert "LIMIT 3" in read


def test_a_space_that_opens_is_heard_by_its_sides_at_once(world: World) -> None:
    host, partner, rival = ear(world.host), ear(world.partner), ear(world.rival)
    told = broker(host, partner, rival)
    given = {"template": "partner-co-marketing", "name": "Joint webinar", "launchDate": str(now().date())}
    campaign = run(world.host, "campaign.start", given, on=world.partner_record.pk).result
    told.round()
    for listener in (host, partner):
        assert campaign.space_id in {event["space"] for _, event in listener.heard}
    assert not hasattr(rival, "heard")
