"""`launch.decide`: go or no-go, by the people who lead the campaign."""

from types import SimpleNamespace

import pytest

from tests.campaigns.ready import kicked_off
from tests.campaigns.started import listed, one
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, NotFound, Refused
from twofold.core.models import Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.launch import operations
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
        met.setattr(operations, "gather", nothing_missing)
        run(world.partner, "launch.decide", {"decision": "go"}, campaign.pk)
    assert launch_gate(world, campaign.pk) == "open"
    gate = ask(world.host, "campaign.overview", {"id": campaign.pk})["gates"][2]
    assert [part["missing"] for part in gate["requirements"] if part["key"] == "decision"] == [[]]


def test_the_overridden_gate_lets_the_campaign_through(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    for actor in (world.host, world.partner):
        given = {"decision": "go", "override_because": WHY}
        answer = signed_in(actor).post(f"/campaigns/{campaign.pk}/go/new", given, follow=True)
        assert "Your decision is recorded." in answer.text
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
    calendar = client.get(f"/campaigns/{campaign.pk}/calendar").text
    assert 'id="agreed"' in calendar
    assert f'href="/campaigns/{campaign.pk}/go"' in calendar
    go = " ".join(client.get(f"/campaigns/{campaign.pk}/go").text.split())
    assert f'href="/campaigns/{campaign.pk}/go/new"' in go
    assert f"{gate['missing'] - 1} things missing for the launch, and the decision itself." in go
    assert all(what.replace('"', "&quot;") in go for what in links)
    reviewed = [link for link in links.values() if link.startswith("/assets/") and link.endswith("#reviewed")]
    assert 'id="reviewed"' in client.get(reviewed[0].partition("#")[0]).text
    assert 'id="reviewed"' in client.get(f"/campaigns/{campaign.pk}/assets").text


def test_the_form_says_beside_the_reason_that_a_go_needs_one(world: World, campaign: Campaign) -> None:
    kicked_off(world, campaign)
    client, path = signed_in(world.host), f"/campaigns/{campaign.pk}/go/new"
    refused = client.post(path, {"decision": "go", "override_because": " "})
    assert refused.status_code == 422
    assert "A go needs a reason while something is missing" in refused.context["form"].errors["override_because"][0]
    client.post(path, {"decision": "no_go", "override_because": ""})
    assert "No-go" in client.get(f"/campaigns/{campaign.pk}/go").text
    assert one(world.partner, "launch_decision", campaign)["company"] == "Northwind Cloud"
    guest = signed_in(person(world.partner.company, "Greta Guest", "guest", seat=Space.rows.get(pk=campaign.space_id)))
    assert guest.get(path).status_code == 404
    page = guest.get(f"/campaigns/{campaign.pk}/go")
    assert (page.status_code, "Record your decision" in page.text) == (200, False)
