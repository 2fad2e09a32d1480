"""The live stream: ids only, only of one's own spaces, nothing lost, closed when the epoch moves on."""

import asyncio

import pytest

from tests.worlds import World
from twofold.core.clock import now
from twofold.core.live.broker import Broker, Listener, events_after, head_position
from twofold.core.models import Membership
from twofold.core.opening import raise_epoch
from twofold.core.running import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}


class Ear(Listener):
    """A listener that keeps what it is told, without a loop."""

    def tell(self, event: object) -> None:
        self.heard = [*getattr(self, "heard", []), event]


def ear(actor: object) -> Ear:
    return Ear(actor, actor.membership.epoch, asyncio.new_event_loop(), set(actor.space_ids()))  # type: ignore[attr-defined]


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
    raise_epoch(world.host_member.membership.pk)
    told.round()
    assert member.heard == [None]
    Membership.rows.filter(pk=world.host_member.membership.pk).update(epoch=1)
    run(world.host, "partner.create", NEW)
    told.round()
    assert member.heard == [None]


def test_a_stream_that_comes_back_gets_what_it_missed_in_order(world: World) -> None:
    before = head_position()
    rows = [run(world.host, "partner.create", {**NEW, "company": str(number)}).result.pk for number in range(5)]
    missed = events_after(before, world.host.space_ids())
    assert [event["id"] for _, event in missed] == rows
    assert events_after(missed[1][0], world.host.space_ids()) == missed[2:]
    assert events_after(before, world.partner.space_ids()) == []


def test_a_space_that_opens_is_heard_by_its_sides_at_once(world: World) -> None:
    host, partner, rival = ear(world.host), ear(world.partner), ear(world.rival)
    told = broker(host, partner, rival)
    given = {"template": "partner-co-marketing", "name": "Joint webinar", "launchDate": str(now().date())}
    campaign = run(world.host, "campaign.start", given, on=world.partner_record.pk).result
    told.round()
    for listener in (host, partner):
        assert campaign.space_id in {event["space"] for _, event in listener.heard}
    assert not hasattr(rival, "heard")
