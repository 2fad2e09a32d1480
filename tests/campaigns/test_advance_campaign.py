"""`campaign.advance`: the states of a campaign and the gates between them."""

import pytest

from tests.campaigns.ready import confirm, fill_brief, fill_roles, kicked_off
from tests.campaigns.started import one
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_closed_gate_names_everything_that_is_missing(world: World, campaign: Campaign) -> None:
    with pytest.raises(Conflict) as closed:
        run(world.host, "campaign.advance", {}, campaign.pk)
    missing = closed.value.extra["missing"]
    assert {"kind": "brief", "side": None} in [{"kind": each["kind"], "side": each["side"]} for each in missing]
    assert any(each["what"] == "Brightleaf Analytics has not confirmed the kickoff" for each in missing)
    gate = ask(world.host, "campaign.overview", {"id": campaign.pk})["gates"][0]
    assert gate["missing"] == len(missing)
    links = [gap["link"] for part in gate["requirements"] for gap in part["missing"]]
    assert links
    client = signed_in(world.host)
    assert {client.get(link.partition("#")[0]).status_code for link in links} == {200}


def test_the_kickoff_opens_once_both_sides_have_done_their_part(world: World, campaign: Campaign) -> None:
    fill_roles(world, campaign)
    fill_brief(world, campaign)
    with pytest.raises(Conflict, match="has not confirmed"):
        run(world.host, "campaign.advance", {}, campaign.pk)
    confirm(world, campaign)
    run(world.partner, "campaign.advance", {}, campaign.pk)
    assert ask(world.host, "campaign.get", {"id": campaign.pk})["status"] == "creating"
    assert one(world.host, "milestone", campaign, gate="kickoff_complete")["passedAt"] is not None


def test_a_step_cannot_be_left_out(world: World, campaign: Campaign) -> None:
    with pytest.raises(Conflict) as illegal:
        run(world.host, "campaign.advance", {"to": "completed"}, campaign.pk)
    assert illegal.value.extra["legal"] == ["creating"]


def test_the_launch_waits_for_assets_and_signed_rules(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    with pytest.raises(Conflict) as closed:
        run(world.host, "campaign.advance", {}, campaign.pk)
    kinds = {each["kind"] for each in closed.value.extra["missing"]}
    assert {"asset", "lead_share_rules", "launch_calendar", "launch_decision"} <= kinds


def test_only_the_kickoff_is_confirmed_by_hand_and_only_once_a_side(world: World, campaign: Campaign) -> None:
    kickoff = one(world.host, "milestone", campaign, gate="kickoff_complete")
    run(world.host, "milestone.confirm", {}, kickoff["id"])
    with pytest.raises(Conflict, match="already"):
        run(world.host_member, "milestone.confirm", {}, kickoff["id"])
    run(world.host, "milestone.withdraw", {}, kickoff["id"])
    run(world.host, "milestone.confirm", {}, kickoff["id"])
    assets = one(world.host, "milestone", campaign, gate="assets_approved")
    with pytest.raises(Conflict, match="completes by itself"):
        run(world.host, "milestone.confirm", {}, assets["id"])


def test_a_tracked_campaign_has_the_steps_without_the_gates(world: World) -> None:
    given = {"name": "Logo swap", "partnerId": world.rival_record.pk, "type": "co_marketing"}
    campaign = run(world.host, "campaign.create", given).result
    for state in ("creating", "promoting", "completed", "archived"):
        assert run(world.host, "campaign.advance", {}, campaign.pk).result.status == state
    with pytest.raises(Conflict, match="nothing comes after"):
        run(world.host, "campaign.advance", {}, campaign.pk)


def test_what_a_company_tracks_for_itself_stays_its_own(world: World) -> None:
    given = {
        "name": "Logo swap",
        "partnerId": world.partner_record.pk,
        "type": "co_marketing",
        "budget": 100,
        "revenue": 250,
    }
    campaign = run(world.host, "campaign.create", given).result
    item = ask(world.host, "campaign.get", {"id": campaign.pk})
    assert (item["partnerId"], item["partner"], item["roi"]) == (world.partner_record.pk, "Brightleaf Analytics", 1.5)
    assert ask(world.partner, "campaign.count") == {"count": 0}


def test_fields_change_for_both_and_only_the_starter_removes(world: World, campaign: Campaign) -> None:
    run(world.partner, "campaign.update", {"channel": "podcast"}, campaign.pk)
    assert ask(world.host, "campaign.get", {"id": campaign.pk})["channel"] == "podcast"
    with pytest.raises(Refused, match="Northwind"):
        run(world.partner, "campaign.delete", {}, campaign.pk)
    run(world.host, "campaign.delete", {}, campaign.pk)
    assert ask(world.partner, "campaign.count") == {"count": 0}
    run(world.host, "campaign.restore", {}, campaign.pk)
    assert ask(world.partner, "campaign.count") == {"count": 1}
