"""`person.removed`: who leaves a company has no role in its campaigns any more."""

import pytest

from tests.campaigns.started import listed, one
from tests.worlds import World, joined
from twofold.campaigns.models import Campaign
from twofold.core.models import Membership
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_the_roles_of_a_colleague_who_left_are_open_again_and_the_next_move(world: World, campaign: Campaign) -> None:
    lead = one(world.partner, "role", campaign, side="partner", runsCampaign=True)
    run(world.partner, "role.assign", {"personId": world.partner_member.person.pk}, lead["id"])  # type: ignore[union-attr]
    others = {each["id"]: each["state"] for each in listed(world.host, "role", campaign) if each["id"] != lead["id"]}
    run(world.partner, "person.remove", {"personId": world.partner_member.person.pk})  # type: ignore[union-attr]
    after = {each["id"]: each["state"] for each in listed(world.host, "role", campaign)}
    assert after.pop(lead["id"]) == "open"
    assert after == others
    told = ask(world.host, "activity.list", {"targetId": lead["id"]})["items"][0]
    assert told["operation"] == "role.clear"
    moves = ask(world.partner, "campaign.next_moves", {"campaignId": campaign.pk, "limit": 200})["ours"]
    assert lead["id"] in {each["targetId"] for each in moves if each["kind"] == "fill_role"}


def test_an_archived_campaign_goes_on_saying_who_had_which_role(world: World, campaign: Campaign) -> None:
    lead = one(world.partner, "role", campaign, side="partner", runsCampaign=True)
    run(world.partner, "role.assign", {"personId": world.partner_member.person.pk}, lead["id"])  # type: ignore[union-attr]
    Campaign.rows.within(campaign.space_id).update(status="archived")
    run(world.partner, "person.remove", {"personId": world.partner_member.person.pk})  # type: ignore[union-attr]
    assert one(world.host, "role", campaign, id=lead["id"])["person"] == "Nora Member"


def test_who_stays_in_the_other_company_keeps_the_roles_they_have_for_it(world: World, campaign: Campaign) -> None:
    both = world.partner_member.person
    assert both is not None
    joined(both.pk, world.host.company, "member")  # type: ignore[arg-type]
    roles = {
        side: one(world.host, "role", campaign, side=side, runsCampaign=True)["id"] for side in ("host", "partner")
    }
    run(world.host, "role.assign", {"personId": both.pk}, roles["host"])
    run(world.partner, "role.assign", {"personId": both.pk}, roles["partner"])
    run(world.host, "person.remove", {"personId": both.pk})
    states = {side: one(world.host, "role", campaign, id=id)["state"] for side, id in roles.items()}
    assert states == {"host": "open", "partner": "filled"}
    assert Membership.rows.filter(person=both, ended_at=None).count() == 1
