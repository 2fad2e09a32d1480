"""`launch.decide`: go or no-go, by the people who lead the campaign."""

from types import SimpleNamespace

import pytest

from tests.campaigns.ready import kicked_off
from tests.campaigns.started import listed
from tests.campaigns.visiting import press, signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, NotFound, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.launch.operations import decide
from twofold.rules.campaign.gates import Gate

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]
WHY = "The slides follow tomorrow."


def launch_gate(world: World, campaign_id: str) -> str:
    state: str = ask(world.host, "campaign.overview", {"id": campaign_id})["gates"][2]["state"]
    return state


def test_only_the_lead_of_a_side_decides(world: World, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="Project Manager"):
        run(world.host, "launch.decide", {"decision": "go"}, campaign.pk)
    kicked_off(world, campaign)
    with pytest.raises(Refused):
        run(world.host_member, "launch.decide", {"decision": "no_go"}, campaign.pk)
    with pytest.raises(NotFound):
        run(world.rival, "launch.decide", {"decision": "go"}, campaign.pk)


def test_a_plain_go_lists_what_is_missing(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    with pytest.raises(Conflict, match="needs a reason"):
        run(world.host, "launch.decide", {"decision": "go", "overrideBecause": "  "}, campaign.pk)
    with pytest.raises(Conflict, match="needs a reason") as missing:
        run(world.host, "launch.decide", {"decision": "go"}, campaign.pk)
    assert "The lead-share rules are not proposed yet" in missing.value.extra["missing"]


def test_an_override_needs_both_leads_and_a_no_go_takes_it_away(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    run(world.host, "launch.decide", {"decision": "go", "overrideBecause": WHY}, campaign.pk)
    assert launch_gate(world, campaign.pk) == "open"
    run(world.partner, "launch.decide", {"decision": "go", "overrideBecause": WHY}, campaign.pk)
    assert launch_gate(world, campaign.pk) == "overridden"
    run(world.partner, "launch.decide", {"decision": "no_go"}, campaign.pk)
    assert launch_gate(world, campaign.pk) == "open"


def test_a_plain_go_leaves_nothing_of_an_earlier_override(
    world: World, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    kicked_off(world, campaign)

    def nothing_missing(actor: Actor, campaigns: list[Campaign]) -> dict[str, SimpleNamespace]:
        return {each.pk: SimpleNamespace(gates=[Gate("launch_go_live", "met", ())]) for each in campaigns}

    for actor in (world.host, world.partner):
        run(actor, "launch.decide", {"decision": "go", "overrideBecause": WHY}, campaign.pk)
    with monkeypatch.context() as met:
        met.setattr(decide, "gather", nothing_missing)
        run(world.partner, "launch.decide", {"decision": "go"}, campaign.pk)
    assert launch_gate(world, campaign.pk) == "open"
    gate = ask(world.host, "campaign.overview", {"id": campaign.pk})["gates"][2]
    assert [part["missing"] for part in gate["requirements"] if part["key"] == "decision"] == [[]]


def test_the_overridden_gate_lets_the_campaign_through(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    for actor in (world.host, world.partner):
        press(signed_in(actor), campaign.pk, "decide", campaign.pk, decision="go", overrideBecause=WHY)
    for state in ("promoting", "completed"):
        assert run(world.host, "campaign.advance", {}, campaign.pk).result.status == state


def test_nothing_asks_for_a_signature_that_the_calendar_cannot_have(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    tasks = {task["title"] for task in listed(world.host, "task", campaign)}
    assert "Go through the launch calendar together and agree on it" in tasks
    asked = ask(world.host, "campaign.next_moves", {"campaignId": campaign.pk, "limit": 200})
    said = [*tasks, *(move["text"] for move in (*asked["ours"], *asked["theirs"]))]
    assert not [
        each for each in said if "sign the launch calendar" in each.lower() or "calendar is not proposed" in each
    ]


def test_what_is_missing_leads_to_the_decision_and_is_counted_without_it(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    gate = ask(world.host, "campaign.overview", {"id": campaign.pk})["gates"][2]
    links = {gap["what"]: gap["link"] for part in gate["requirements"] for gap in part["missing"]}
    unsigned = "The launch calendar is not signed: both project managers must approve with a reason"
    assert links[unsigned] == f"/campaigns/{campaign.pk}/calendar#agreed"
    client = signed_in(world.host)
    calendar = " ".join(client.get(f"/campaigns/{campaign.pk}/calendar").text.split())
    assert 'id="agreed"' in calendar
    assert 'id="decide"' in calendar
    assert f"{gate['missing'] - 1} things missing for the launch, and the decision itself." in calendar
    assert all(what.replace('"', "&quot;") in calendar for what in links)
    assert f"/campaigns/{campaign.pk}/assets#reviewed" in links.values()
    assert 'id="reviewed"' in client.get(f"/campaigns/{campaign.pk}/assets").text
