"""Messages and decisions."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Invalid, NotFound, Refused
from twofold.core.models import OplogEntry
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_campaign_starts_with_its_four_channels(world: World) -> None:
    channels = listed(world.partner, "channel", start(world))
    assert [each["name"] for each in channels] == ["#kickoff", "#day-to-day", "#decisions", "#retro"]


def test_what_one_side_writes_the_other_reads_and_the_log_does_not_keep(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="day_to_day")
    run(world.partner, "message.post", {"body": "CANARY-WORDS"}, channel["id"])
    message = one(world.host, "message", campaign)
    assert (message["body"], message["person"], message["company"]) == (
        "CANARY-WORDS",
        "Pia Partner",
        "Brightleaf Analytics",
    )
    assert "CANARY-WORDS" not in "".join(entry.body for entry in OplogEntry.rows.within(campaign.space_id))


def test_the_decisions_channel_says_where_chatter_belongs(world: World) -> None:
    channel = one(world.host, "channel", start(world), posts="decisions")
    with pytest.raises(Refused, match="Record a decision instead"):
        run(world.host, "message.post", {"body": "Nice!"}, channel["id"])


def test_one_takes_back_ones_own_words_only(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    message = run(world.host, "message.post", {"body": "Oops"}, channel["id"]).result
    for actor in (world.host_member, world.partner):
        with pytest.raises(Refused, match="person who wrote"):
            run(actor, "message.delete", {}, message.pk)
    run(world.host, "message.delete", {}, message.pk)
    assert listed(world.partner, "message", campaign) == []
    for actor in (world.partner, world.host_member):
        assert listed(actor, "message", campaign, deleted=True) == []
    assert [each["body"] for each in listed(world.host, "message", campaign, deleted=True)] == ["Oops"]
    run(world.host, "message.restore", {}, message.pk)
    assert len(listed(world.partner, "message", campaign)) == 1


def test_a_message_becomes_a_decision_that_remembers_it(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="day_to_day")
    message = run(world.partner, "message.post", {"body": "Then we skip the second webinar."}, channel["id"]).result
    given = {"kind": "scope_change", "title": "One webinar", "fromMessageId": message.pk}
    run(world.host, "decision.record", given, campaign.pk)
    seen = one(world.partner, "decision", campaign)
    assert (seen["kind"], seen["side"], seen["fromMessageId"]) == ("scope_change", "host", message.pk)
    assert seen["body"] == "Then we skip the second webinar."


@pytest.mark.parametrize("given", [{"kind": "chatter", "title": "x"}, {"kind": "approval", "title": ""}])
def test_only_the_three_kinds_with_a_title_are_decisions(world: World, given: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        run(world.host, "decision.record", given, start(world).pk)


def test_a_message_of_another_campaign_is_no_source(world: World) -> None:
    here, there = start(world), start(world, name="Another")
    channel = one(world.host, "channel", there, key="kickoff")
    message = run(world.host, "message.post", {"body": "Elsewhere"}, channel["id"]).result
    with pytest.raises(Invalid) as wrong:
        run(world.host, "decision.record", {"kind": "approval", "title": "x", "fromMessageId": message.pk}, here.pk)
    assert wrong.value.errors[0]["field"] == "fromMessageId"


def test_outsiders_read_and_write_nothing(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    run(world.host, "message.post", {"body": "Between us"}, channel["id"])
    for actor in (world.rival, world.stranger):
        assert listed(actor, "message", campaign) == []
        with pytest.raises(NotFound):
            run(actor, "message.post", {"body": "Hello"}, channel["id"])
        with pytest.raises(NotFound):
            run(actor, "decision.record", {"kind": "approval", "title": "x"}, campaign.pk)
