"""Roles, the RACI matrix, check-ins, the brief and the hill as pages show them: asked in dialogs, refused beside the field."""

from typing import Any

import pytest
from django.test import Client
from pydantic.alias_generators import to_snake

from tests.campaigns.started import listed, one
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def offered(client: Client, kind: str, item: dict[str, Any], *verbs: str) -> set[str]:
    text = client.get(f"/{kind}/{item['id']}").text
    return {verb for verb in verbs if f"/{kind}/{item['id']}/{verb}" in text}


def test_a_role_is_filled_emptied_and_waived_on_its_page(world: World, campaign: Campaign) -> None:
    role, client = one(world.host, "role", campaign, key="designer", side="host"), signed_in(world.host)
    at = f"/roles/{role['id']}"
    assert offered(client, "roles", role, "assign", "waive", "clear") == {"assign", "waive"}
    form = client.get(f"{at}/assign").text
    assert "Mika Member" in form
    assert "Pia Partner" not in form
    client.post(f"{at}/assign", {"person_id": world.host_member.person.pk})
    assert one(world.partner, "role", campaign, id=role["id"])["person"] == "Mika Member"
    assert offered(client, "roles", role, "assign", "waive", "clear") == {"assign", "waive", "clear"}
    client.post(f"{at}/clear")
    assert one(world.host, "role", campaign, id=role["id"])["state"] == "open"
    client.post(f"{at}/waive", {"waived_because": "The agency does it."})
    assert one(world.host, "role", campaign, id=role["id"])["waivedBecause"] == "The agency does it."
    assert "The agency does it." in client.get(at).text


def test_what_is_wrong_with_a_role_stands_beside_the_field(world: World, campaign: Campaign) -> None:
    role, client = one(world.host, "role", campaign, side="host"), signed_in(world.host)
    guest = person(world.host.company, "Gus Guest", "guest")
    for verb, field, value, says in (
        ("assign", "person_id", "", "Choose a person"),
        ("assign", "person_id", guest.person.pk, "Choose a colleague who can see this campaign."),
        ("waive", "waived_because", "x" * 501, "at most 500"),
    ):
        answer = client.post(f"/roles/{role['id']}/{verb}", {field: value})
        assert (answer.status_code, says in answer.text) == (422, True), says


def test_only_ones_own_roles_are_offered_and_only_to_who_leads(world: World, campaign: Campaign) -> None:
    mine, theirs = (one(world.host, "role", campaign, side=side, runsCampaign=True) for side in ("host", "partner"))
    client = signed_in(world.host)
    assert offered(client, "roles", mine, "assign", "waive", "clear") >= {"assign"}
    assert "waive" not in offered(client, "roles", mine, "waive")  # a campaign needs its project managers
    assert offered(client, "roles", theirs, "assign", "waive", "clear") == set()
    guest = signed_in(person(world.host.company, "Greta Guest", "guest", seat=campaign.space))  # type: ignore[arg-type]
    assert offered(guest, "roles", mine, "assign", "waive", "clear") == set()
    assert client.post(f"/roles/{theirs['id']}/clear", headers={"HX-Request": "true"}).status_code == 403
    assert signed_in(world.rival).get(f"/roles/{mine['id']}").status_code == 404
    page = client.get(f"/roles/{mine['id']}").text
    assert one(world.host, "task", campaign, driRoleId=mine["id"])["title"] in page


def test_the_list_of_roles_stands_by_side_above_the_matrix(world: World, campaign: Campaign) -> None:
    page = signed_in(world.partner).get(f"/campaigns/{campaign.pk}/roles", {"limit": "200"})
    lines = page.context["part"].lines
    assert [line.value for line in lines if line.kind == "group"] == ["ours", "theirs"]
    assert {line.id for line in lines if line.kind == "row"} == {
        each["id"] for each in listed(world.host, "role", campaign)
    }
    row = one(world.host, "raci_row", campaign)
    assert f'id="raci-{row["id"]}"' in page.text
    assert "Northwind Cloud" in page.text


def test_a_row_of_the_matrix_is_changed_and_refused_where_it_was_typed(world: World, campaign: Campaign) -> None:
    row, client = one(world.host, "raci_row", campaign), signed_in(world.host)
    host, partner = (one(world.host, "role", campaign, side=side)["id"] for side in ("host", "partner"))
    at, back = f"/raci-rows/{row['id']}/change", f"/campaigns/{campaign.pk}/roles"
    ours, theirs = (to_snake(f"letter_{role}") for role in (host, partner))
    assert at in client.get(back).text
    assert "Northwind Cloud" in client.get(at).text
    wrong = client.post(at, {ours: "A", theirs: "AR", "back": back})
    assert wrong.status_code == 422
    assert "one A" in wrong.text
    done = client.post(at, {ours: "AR", theirs: "C", "back": back}, follow=True)
    assert done.redirect_chain[-1][0] == back
    letters = one(world.host, "raci_row", campaign, id=row["id"])["letters"]
    assert letters == {host: ["A", "R"], partner: ["C"]}
    same = client.post(at, {ours: "AR", theirs: "C", "back": back}, follow=True).text
    assert ("Nothing was changed." in same, "is saved." in same) == (True, False)
    [undo] = {each for each in done.text.split('"') if each.startswith(f"/raci-rows/{row['id']}/undo/")}
    assert signed_in(world.partner).post(undo, {"back": back}).status_code == 404
    assert "Undone." in client.post(undo, {"back": back}, follow=True).text
    assert one(world.host, "raci_row", campaign, id=row["id"])["letters"] == row["letters"]
    guest = signed_in(person(world.host.company, "Greta Guest", "guest", seat=campaign.space))  # type: ignore[arg-type]
    assert guest.post(at, {}).status_code == 404
    assert at not in guest.get(back).text
    assert signed_in(world.rival).post(at, {}).status_code == 404


def test_a_check_in_is_answered_in_a_dialog_and_both_sides_read_it(world: World, campaign: Campaign) -> None:
    meeting, launch = (one(world.host, "checkin", campaign, kind=kind) for kind in ("progress", "go_no_go"))
    client = signed_in(world.host)
    asked = {kind: client.get(f"/checkins/{each['id']}/answer").context["form"].fields.keys()
             for kind, each in (("progress", meeting), ("go_no_go", launch))}  # fmt: skip
    assert asked == {"progress": {"progress", "blockers"}, "go_no_go": {"progress", "blockers", "ready"}}
    client.post(f"/checkins/{meeting['id']}/answer", {"progress": "The page is live", "blockers": "No room"})
    for actor in (world.host, world.partner):
        for at in (f"/checkins/{meeting['id']}", f"/campaigns/{campaign.pk}/check-ins"):
            text = signed_in(actor).get(at).text
            assert "The page is live" in text
            assert "Blockers: No room" in text
        assert one(actor, "checkin", campaign, id=meeting["id"])["answered"] is (actor is world.host)
    assert signed_in(world.rival).get(f"/checkins/{meeting['id']}").status_code == 404


def test_check_ins_begin_with_the_coming_ones(world: World, campaign: Campaign) -> None:
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}/check-ins")
    soon = listed(world.host, "checkin", campaign, startsAtWithin="next_30_days")
    assert [line.id for line in page.context["part"].lines] == [each["id"] for each in soon]
    assert soon


def test_a_section_of_the_brief_is_written_in_a_dialog_with_the_text_there_is(world: World, campaign: Campaign) -> None:
    section, client = one(world.host, "brief_section", campaign, key="goal"), signed_in(world.host)
    run(world.partner, "brief.write", {"text": "Two hundred leads"}, section["id"])
    at = f"/brief-sections/{section['id']}/edit"
    assert at in client.get(f"/campaigns/{campaign.pk}/brief").text
    assert "Two hundred leads" in client.get(at).text
    assert client.post(at, {"text": ""}).status_code == 302
    assert one(world.host, "brief_section", campaign, key="goal")["text"] == ""
    at = f"/brief-sections/{section['id']}/write"
    assert at in client.get(f"/campaigns/{campaign.pk}/brief").text
    guest = signed_in(person(world.host.company, "Greta Guest", "guest", seat=campaign.space))  # type: ignore[arg-type]
    assert at not in guest.get(f"/campaigns/{campaign.pk}/brief").text


def test_a_dot_is_moved_in_a_dialog(world: World, campaign: Campaign) -> None:
    dot, client = one(world.host, "dot", campaign), signed_in(world.host)
    assert f"/dots/{dot['id']}/move" in client.get(f"/campaigns/{campaign.pk}").text
    answer = client.post(f"/dots/{dot['id']}/move", {"position": "60", "note": "Nearly there"})
    assert answer["Location"] == f"/campaigns/{campaign.pk}#hill"
    assert one(world.host, "dot", campaign, id=dot["id"])["position"] == 60
    assert client.post(f"/dots/{dot['id']}/move", {"position": "101"}).status_code == 422


def test_a_tracked_campaign_is_a_record_that_goes_on(world: World) -> None:
    given = {"partnerId": world.partner_record.pk, "name": "Last spring", "type": "co_marketing"}
    made, client = run(world.host, "campaign.create", given).result, signed_in(world.host)
    text = client.get(f"/campaigns/{made.pk}").text
    assert "Tracked by your company only." in text
    client.post(f"/campaigns/{made.pk}/advance")
    assert ask(world.host, "campaign.get", {"id": made.pk})["status"] == "creating"


def test_a_side_confirms_the_kickoff_and_takes_it_back(world: World, campaign: Campaign) -> None:
    gate, client = one(world.host, "milestone", campaign, gate="kickoff_complete"), signed_in(world.host)
    at = f"/milestones/{gate['id']}"
    assert "What it takes" in client.get(at).text
    for verb, then in (("confirm", "withdraw"), ("withdraw", "confirm")):
        assert f'action="{at}/{verb}"' in client.get(f"/campaigns/{campaign.pk}").text
        assert client.post(f"{at}/{verb}", {"back": "//evil.example"})["Location"] == at
        assert offered(client, "milestones", gate, "confirm", "withdraw") == {then}
        assert one(world.partner, "milestone", campaign, id=gate["id"])["confirmed"] is False
    later = one(world.host, "milestone", campaign, gate="launch_go_live")
    assert offered(client, "milestones", later, "confirm", "withdraw") == set()
    assert "completes by itself" in client.post(f"/milestones/{later['id']}/confirm", {"back": at}, follow=True).text
    assert signed_in(world.rival).post(f"{at}/confirm").status_code == 404
    assert at in client.get(f"/campaigns/{campaign.pk}/milestones").text
