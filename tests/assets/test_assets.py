"""Assets: what is planned, by whom, and what the gate makes of it."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import press, signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
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
    assert '"Podcast cover" has no draft uploaded yet' in told


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


def test_the_page_plans_and_removes(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    role = one(world.host, "role", campaign, side="host")
    path = f"/campaigns/{campaign.pk}/assets"
    client.post(path, {"title": "Podcast cover", "kind": "design", "dri_role_id": role["id"]})
    asset = one(world.host, "asset", campaign, q="Podcast")
    assert "Podcast cover" in client.get(path).text
    press(client, campaign.pk, "remove-asset", asset["id"])
    assert not listed(world.host, "asset", campaign, q="Podcast")
    assert client.post(path, {"title": "", "kind": "design", "dri_role_id": role["id"]}).status_code == 422
