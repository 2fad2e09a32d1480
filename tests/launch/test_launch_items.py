"""The launch calendar: what goes out when, on which side, after what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.html import escape

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.runner import run
from twofold.launch.models import LaunchItem

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def item(at: datetime, **more: object) -> dict[str, object]:
    return {
        "title": "Post",
        "kind": "social",
        "side": "host",
        "channel": "LinkedIn",
        "publishAt": at.isoformat(),
        **more,
    }


def test_the_calendar_begins_with_the_items_of_the_template_in_their_order(world: World) -> None:
    items = {each["id"]: each for each in listed(world.partner, "launch_item", start(world))}
    assert {each["side"] for each in items.values()} == {"host", "partner"}
    for each in items.values():
        assert all(items[before]["publishAt"] <= each["publishAt"] for before in each["dependsOn"])
    assert any(each["assetId"] for each in items.values())


def test_an_item_goes_out_after_what_it_waits_for(world: World, campaign: Campaign) -> None:
    first = listed(world.host, "launch_item", campaign)[0]
    early = first["publishAt"] - timedelta(hours=1)
    with pytest.raises(Invalid, match="It would be published before") as wrong:
        run(world.host, "launch_item.add", item(early, dependsOn=[first["id"]]), campaign.pk)
    assert wrong.value.errors[0]["field"] == "publishAt"
    run(world.host, "launch_item.add", item(first["publishAt"], dependsOn=[first["id"]]), campaign.pk)


def test_items_never_wait_for_each_other_in_a_circle(world: World, campaign: Campaign) -> None:
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    a = run(world.host, "launch_item.add", item(at, title="A"), campaign.pk).result
    b = run(world.host, "launch_item.add", item(at, title="B", dependsOn=[a.pk]), campaign.pk).result
    c = run(world.host, "launch_item.add", item(at, title="C", dependsOn=[b.pk]), campaign.pk).result
    for waits in ([c.pk], [b.pk], [a.pk]):
        with pytest.raises(Invalid):
            run(world.host, "launch_item.update", {"dependsOn": waits}, a.pk)


def test_what_it_waits_for_and_shows_is_of_this_campaign(world: World) -> None:
    campaign, other = start(world), start(world, name="Another")
    foreign = listed(world.host, "launch_item", other)[0]
    asset = one(world.host, "asset", other)
    at = foreign["publishAt"]
    for wrong in ({"dependsOn": [foreign["id"]]}, {"assetId": asset["id"]}):
        with pytest.raises(Invalid):
            run(world.host, "launch_item.add", item(at, **wrong), campaign.pk)


def test_the_publishing_side_changes_it_and_outsiders_never(world: World, campaign: Campaign) -> None:
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    made = run(world.partner, "launch_item.add", item(at, side="partner"), campaign.pk).result
    with pytest.raises(Refused, match="Brightleaf"):
        run(world.host, "launch_item.update", {"title": "Ours"}, made.pk)
    with pytest.raises(NotFound):
        run(world.rival, "launch_item.update", {"title": "Ours"}, made.pk)
    run(world.partner, "launch_item.delete", {}, made.pk)
    run(world.partner, "launch_item.restore", {}, made.pk)
    assert one(world.host, "launch_item", campaign, id=made.pk)["title"] == "Post"


def test_the_form_takes_and_the_page_shows_times_in_the_campaigns_own_zone(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    path = f"/campaigns/{campaign.pk}/calendar"
    given = {"title": "Post", "kind": "social", "side": "host", "channel": "LinkedIn", "publish_at": "2026-12-01T12:00"}
    assert "Time in Europe/Berlin." in client.get(f"{path}/new").text
    client.post(f"{path}/new", given)
    made = one(world.host, "launch_item", campaign, q="Post", channel="LinkedIn", sort="publishAt")
    assert made["publishAt"].isoformat() == "2026-12-01T11:00:00+00:00"
    day, entries = client.get(path).context["days"][0]
    assert (f"{day:%d %b}", f"{entries[0].at:%H:%M}", entries[0].row.title) == ("01 Dec", "12:00", "Post")
    assert 'value="2026-12-01T12:00"' in client.get(f"/launch-items/{made['id']}/edit").text
    for page in (path, f"/launch-items/{made['id']}"):
        assert 'data-zone="Europe/Berlin"' in client.get(page).text
    client.post(f"/launch-items/{made['id']}/delete")
    assert not listed(world.host, "launch_item", campaign, id=made["id"])


def test_what_is_published_first_is_ticked_and_can_be_unticked(world: World, campaign: Campaign) -> None:
    client, path = signed_in(world.host), f"/campaigns/{campaign.pk}/calendar/new"
    first, second = listed(world.host, "launch_item", campaign)[:2]
    given = {"title": "Post", "kind": "social", "side": "host", "channel": "LinkedIn", "publish_at": "2999-12-01T12:00"}
    client.post(path, {**given, "depends_on": [first["id"], second["id"]]})
    made = one(world.host, "launch_item", campaign, q="Post", channel="LinkedIn", sort="-publishAt")
    assert set(made["dependsOn"]) == {first["id"], second["id"]}
    page = client.get(f"/launch-items/{made['id']}")
    links = [f'<a href="/launch-items/{each["id"]}">{escape(each["title"])}</a>' for each in (first, second)]
    assert all(link in page.text for link in links)
    edit = f"/launch-items/{made['id']}/edit"
    seen = {"initial-depends_on": "\n".join(made["dependsOn"]), "version": made["version"]}
    client.post(edit, {**seen, "depends_on": [second["id"], first["id"]]})
    assert one(world.host, "launch_item", campaign, id=made["id"])["version"] == made["version"], "nothing was changed"
    client.post(edit, {**seen, "depends_on": [second["id"]]})
    assert one(world.host, "launch_item", campaign, id=made["id"])["dependsOn"] == [second["id"]]
    seen = {"initial-depends_on": second["id"], "version": made["version"] + 1}
    client.post(edit, seen)
    assert one(world.host, "launch_item", campaign, id=made["id"])["dependsOn"] == []
    other = listed(world.host, "launch_item", start(world, name="Another"))[0]
    refused = client.post(path, {**given, "depends_on": [other["id"]]})
    assert refused.context["form"].errors["depends_on"] == ["Choose a calendar item of this campaign."]


def test_all_that_is_published_soon_stands_on_one_calendar(world: World) -> None:
    soon = (datetime.now(UTC) + timedelta(days=2)).replace(microsecond=0)
    for name in ("First", "Second"):
        run(world.host, "launch_item.add", item(soon, title=f"Post of {name}"), start(world, name=name).pk)
    world.partner.forget_spaces()
    days = signed_in(world.partner).get("/calendar").context["days"]
    titles = {entry.row.title for _, entries in days for entry in entries}
    assert {"Post of First", "Post of Second"} <= titles
    assert not signed_in(world.rival).get("/calendar").context["shown"]


def two_in_order(world: World) -> tuple[Campaign, LaunchItem, LaunchItem]:
    """A campaign, an item, and one that waits for it and goes out an hour later."""
    campaign = start(world)
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    first = run(world.host, "launch_item.add", item(at, title="Page"), campaign.pk).result
    given = item(at + timedelta(hours=1), title="Mail", dependsOn=[first.pk])
    return campaign, first, run(world.host, "launch_item.add", given, campaign.pk).result


def test_an_item_cannot_be_moved_behind_what_waits_for_it(world: World) -> None:
    _, first, second = two_in_order(world)
    late = (second.publish_at + timedelta(hours=1)).isoformat()
    with pytest.raises(Invalid, match="after “Mail”, which depends on it") as wrong:
        run(world.host, "launch_item.update", {"publishAt": late}, first.pk)
    assert wrong.value.errors[0]["field"] == "publishAt"
    run(world.host, "launch_item.update", {"publishAt": second.publish_at.isoformat()}, first.pk)


def test_what_waited_for_something_taken_away_can_still_be_changed(world: World) -> None:
    campaign, first, second = two_in_order(world)
    asset = run(world.host, "asset.add", {"title": "Banner", "kind": "copy"}, campaign.pk).result
    run(world.host, "launch_item.update", {"assetId": asset.pk}, second.pk)
    run(world.host, "asset.delete", {}, asset.pk)
    run(world.host, "launch_item.delete", {}, first.pk)
    early = (first.publish_at - timedelta(hours=1)).isoformat()
    whole = {"title": "Second mail", "dependsOn": [first.pk], "assetId": asset.pk, "publishAt": early}
    run(world.host, "launch_item.update", {"title": "New mail"}, second.pk)
    run(world.host, "launch_item.update", whole, second.pk)
    assert one(world.host, "launch_item", campaign, id=second.pk)["title"] == "Second mail"
    with pytest.raises(Conflict, match="cannot come back as it was: It would be published after “Second mail”"):
        run(world.host, "launch_item.restore", {}, first.pk)
    run(world.host, "launch_item.update", {"publishAt": second.publish_at.isoformat()}, second.pk)
    run(world.host, "launch_item.restore", {}, first.pk)
    with pytest.raises(Invalid, match="It would be published before “Page”"):
        run(world.host, "launch_item.update", {"publishAt": early}, second.pk)


def test_a_new_dependency_is_checked_where_it_was_given(world: World) -> None:
    campaign, first, second = two_in_order(world)
    third = run(world.host, "launch_item.add", item(second.publish_at, title="Post"), campaign.pk).result
    with pytest.raises(Invalid, match="before “Post”") as wrong:
        run(world.host, "launch_item.update", {"dependsOn": [third.pk]}, first.pk)
    assert wrong.value.errors[0]["field"] == "dependsOn"


def test_a_new_asset_is_shown_by_the_publication_named_with_it(world: World, campaign: Campaign) -> None:
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    post = run(world.host, "launch_item.add", item(at, title="The post"), campaign.pk).result
    given = {"title": "Banner", "kind": "design", "launchItemId": post.pk}
    banner = run(world.host, "asset.add", given, campaign.pk).result
    assert one(world.partner, "launch_item", campaign, id=post.pk)["assetId"] == banner.pk
    with pytest.raises(Invalid, match="“The post” shows “Banner” already") as wrong:
        run(world.host, "asset.add", given, campaign.pk)
    assert wrong.value.errors[0]["field"] == "launchItemId"
    run(world.host, "asset.delete", {}, banner.pk)
    again = run(world.host, "asset.add", given, campaign.pk).result
    assert one(world.host, "launch_item", campaign, id=post.pk)["assetId"] == again.pk


def test_an_asset_is_not_added_for_a_publication_of_the_other_side_or_of_another_campaign(world: World) -> None:
    campaign, other = start(world), start(world, name="Another")
    before = len(listed(world.host, "asset", campaign))
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    theirs = run(world.partner, "launch_item.add", item(at, side="partner"), campaign.pk).result
    with pytest.raises(Refused, match="Brightleaf"):
        run(world.host, "asset.add", {"title": "Banner", "kind": "design", "launchItemId": theirs.pk}, campaign.pk)
    for foreign in (listed(world.host, "launch_item", other)[0]["id"], "x" * 21):
        with pytest.raises(Invalid, match="this campaign's launch calendar"):
            run(world.host, "asset.add", {"title": "Banner", "kind": "design", "launchItemId": foreign}, campaign.pk)
    assert len(listed(world.host, "asset", campaign)) == before


def test_the_page_plans_an_asset_with_its_publication(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    at = listed(world.host, "launch_item", campaign)[0]["publishAt"]
    post = run(world.host, "launch_item.add", item(at, title="The post"), campaign.pk).result
    path = f"/campaigns/{campaign.pk}/assets/new"
    assert f'<option value="{post.pk}">The post</option>' in client.get(path).content.decode()
    role = one(world.host, "role", campaign, side="host")
    given = {"title": "Banner", "kind": "design", "dri_role_id": role["id"], "launch_item_id": post.pk}
    assert client.post(path, given).status_code == 302
    assert one(world.host, "launch_item", campaign, id=post.pk)["asset"] == "Banner"
    assert post.pk not in client.get(path).content.decode()
