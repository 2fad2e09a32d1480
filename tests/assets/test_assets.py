"""Assets: what is planned, by whom, and what the gate makes of it."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Invalid, NotFound, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_the_folder_begins_with_the_assets_of_the_template(world: World) -> None:
    assets = listed(world.partner, "asset", start(world))
    assert {"Landing page copy", "Slides of the session"} <= {each["title"] for each in assets}
    assert {each["state"] for each in assets} == {"planned"}
    assert all(each["driRoleId"] and each["due"] for each in assets)


def test_an_asset_belongs_to_the_side_of_the_role_that_makes_it(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="partner")
    given = {"title": "Podcast cover", "kind": "design", "driRoleId": role["id"]}
    asset = run(world.host, "asset.add", given, campaign.pk).result
    assert one(world.partner, "asset", campaign, id=asset.pk)["side"] == "partner"
    own = run(world.partner, "asset.add", {"title": "Our quote", "kind": "copy"}, campaign.pk).result
    assert own.side == "partner"
    with pytest.raises(Invalid):
        run(world.host, "asset.add", {**given, "driRoleId": "x" * 21}, campaign.pk)


def test_the_gate_waits_for_every_asset(world: World, campaign: Campaign) -> None:
    run(world.host, "asset.add", {"title": "Podcast cover", "kind": "design"}, campaign.pk)
    gate = ask(world.host, "campaign.overview", {"id": campaign.pk})["gates"][1]
    told = [gap["what"] for part in gate["requirements"] for gap in part["missing"]]
    assert "“Podcast cover” is not approved yet" in told


def test_the_other_side_neither_changes_nor_removes_it(world: World, campaign: Campaign) -> None:
    asset = run(world.partner, "asset.add", {"title": "Our quote", "kind": "copy"}, campaign.pk).result
    for name, given in (("asset.update", {"title": "Mine"}), ("asset.delete", {})):
        with pytest.raises(Refused, match="Brightleaf"):
            run(world.host, name, given, asset.pk)
        with pytest.raises(NotFound):
            run(world.rival, name, given, asset.pk)
    run(world.partner, "asset.update", {"title": "Our best quote"}, asset.pk)
    run(world.partner, "asset.delete", {}, asset.pk)
    run(world.partner, "asset.restore", {}, asset.pk)
    assert one(world.host, "asset", campaign, id=asset.pk)["title"] == "Our best quote"


def test_why_those_of_the_other_side_were_left_out_is_said_once(world: World, campaign: Campaign) -> None:
    ids = [
        run(actor, "asset.add", {"title": title, "kind": "copy"}, campaign.pk).result.pk
        for actor, title in ((world.partner, "Our quote"), (world.partner, "Our logo"), (world.host, "Their quote"))
    ]
    given = {"ids": ids, "set": {"due": "2027-03-01T09:00:00Z"}, "leaveOut": True}
    result = run(world.host, "asset.change_many", given).result
    told = "This asset belongs to Brightleaf Analytics. Ask them; only they can do this."
    assert (result["count"], [left.message for left in result.left.values()]) == (1, [told, told])


def test_the_form_plans_an_asset_and_its_page_removes_it_and_brings_it_back(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    role = one(world.host, "role", campaign, side="host")
    path = f"/campaigns/{campaign.pk}/assets"
    form = client.get(f"{path}/new").text
    assert f">{role['title']}, Northwind Cloud</option>" in form
    assert ", Brightleaf Analytics</option>" in form
    wrong = client.post(f"{path}/new", {"title": "", "kind": "design", "dri_role_id": role["id"]})
    assert (wrong.status_code, bool(wrong.context["form"]["title"].errors)) == (422, True)
    made = client.post(f"{path}/new", {"title": "Podcast cover", "kind": "design", "dri_role_id": role["id"]})
    asset = one(world.host, "asset", campaign, q="Podcast")
    assert made.headers["Location"] == f"/assets/{asset['id']}"
    assert "Podcast cover" in client.get(path).text
    client.post(f"/assets/{asset['id']}/delete")
    assert not listed(world.host, "asset", campaign, q="Podcast")
    assert "Podcast cover" in client.get(f"{path}?deleted=true").text
    client.post(f"/assets/{asset['id']}/restore")
    assert "Podcast cover" in client.get(path).text


def test_pages_offer_to_change_only_what_one_may_change(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="partner")
    given = {"title": "Podcast cover", "kind": "design", "driRoleId": role["id"]}
    wrote = run(world.host, "asset.add", given, campaign.pk).result.pk
    theirs = run(world.partner, "asset.add", {"title": "Our quote", "kind": "copy"}, campaign.pk).result.pk
    client = signed_in(world.host)
    rows = {row.id: row.may_change for row in client.get(f"/campaigns/{campaign.pk}/assets").context["part"].lines}
    assert (rows[wrote], rows[theirs]) == (True, False)
    assert f"/assets/{wrote}/edit" in client.get(f"/assets/{wrote}").text
    page = client.get(f"/assets/{theirs}").text
    assert "Winter Webinar" in page
    assert not [each for each in ("/edit", "/delete", "data-field=") if each in page]


def test_what_one_owes_is_listed_over_all_campaigns(world: World) -> None:
    titles = {"First": "Podcast cover", "Second": "Our teaser"}
    for name, title in titles.items():
        campaign = start(world, name=name)
        run(world.partner, "asset.add", {"title": title, "kind": "copy"}, campaign.pk)
        for asset in listed(world.partner, "asset", campaign, whose="ours"):
            if asset["title"] != title:
                run(world.partner, "asset.delete", {}, asset["id"])
    world.host.forget_spaces()

    def seen(actor: Actor, view: str) -> set[str]:
        rows = signed_in(actor).get(f"/assets?view={view}").context["part"].lines
        return {row.title for row in rows} & set(titles.values())

    assert seen(world.partner, "assets-we-owe") == seen(world.host, "assets-they-owe") == set(titles.values())
    assert (
        not seen(world.partner, "assets-they-owe")
        | seen(world.host, "assets-we-owe")
        | seen(world.rival, "assets-we-owe")
    )
    assert {each["company"] for each in ask(world.host, "asset.list", {"whose": "theirs"})["items"]} == {
        "Brightleaf Analytics"
    }
