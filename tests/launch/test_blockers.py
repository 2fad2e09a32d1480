"""Blockers: first-class, with a side, an owner and an age (S1.74)."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_blocker_stands_between_the_campaign_and_its_launch_until_it_is_cleared(
    world: World, campaign: Campaign
) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room", "side": "partner"}, campaign.pk).result
    seen = ask(world.partner, "campaign.overview", {"id": campaign.pk})
    assert seen["counts"]["blocked"] == 1
    assert 'Blocker: "No room" is still open' in [
        gap["what"] for part in seen["gates"][2]["requirements"] for gap in part["missing"]
    ]
    run(world.partner, "blocker.resolve", {"outcome": "Booked."}, blocker.pk)
    assert ask(world.host, "campaign.overview", {"id": campaign.pk})["counts"]["blocked"] == 0
    assert one(world.host, "blocker", campaign)["resolvedBy"] == "Pia Partner"


def test_adding_one_is_undone_until_somebody_has_done_something_with_it(world: World, campaign: Campaign) -> None:
    raised, other = (
        run(world.host, "blocker.raise", {"title": title}, campaign.pk) for title in ("No room", "No film")
    )
    run(world.host, "blocker.undo", {"changeId": raised.entry_id})
    assert [each["title"] for each in listed(world.host, "blocker", campaign)] == ["No film"]
    run(world.partner, "blocker.resolve", {}, other.result.pk)
    with pytest.raises(Conflict, match="changed since it was added"):
        run(world.host, "blocker.undo", {"changeId": other.entry_id})


def test_it_is_cleared_once_and_can_be_reopened(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    assert blocker.side == "host"
    with pytest.raises(Conflict):
        run(world.host, "blocker.reopen", {}, blocker.pk)
    run(world.partner, "blocker.resolve", {}, blocker.pk)
    with pytest.raises(Conflict, match="already"):
        run(world.host, "blocker.resolve", {}, blocker.pk)
    run(world.host, "blocker.reopen", {}, blocker.pk)
    assert one(world.partner, "blocker", campaign)["state"] == "open"


def test_its_owner_works_for_the_side_that_can_clear_it(world: World, campaign: Campaign) -> None:
    given = {"title": "No room", "side": "partner", "ownerId": world.partner_member.person.pk}
    run(world.host, "blocker.raise", given, campaign.pk)
    with pytest.raises(Invalid) as wrong:
        run(world.host, "blocker.raise", {**given, "ownerId": world.host.person.pk}, campaign.pk)
    assert wrong.value.errors[0]["field"] == "ownerId"


def test_outsiders_neither_raise_nor_clear(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    with pytest.raises(NotFound):
        run(world.rival, "blocker.raise", {"title": "Ha"}, campaign.pk)
    with pytest.raises(NotFound):
        run(world.rival, "blocker.resolve", {}, blocker.pk)


def test_the_form_raises_one_and_says_what_is_wrong_beside_the_field(world: World, campaign: Campaign) -> None:
    client, path = signed_in(world.partner), f"/campaigns/{campaign.pk}/blockers/new"
    assert list(client.get(path).context["form"].fields["side"].widget.choices) == [
        ("partner", "Brightleaf Analytics"), ("host", "Northwind Cloud"),
    ]  # fmt: skip
    empty = client.post(path, {"title": "", "side": "host"})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["title"])
    wrong = client.post(path, {"title": "No room", "side": "host", "owner_id": world.partner.person.pk})
    assert wrong.context["form"].errors["owner_id"] == ["Choose a person of the company that can resolve it."]
    assert 'value="No room"' in wrong.text
    made = client.post(path, {"title": "No room", "side": "host"})
    blocker = one(world.host, "blocker", campaign)
    assert (blocker["side"], blocker["company"], made.headers["Location"]) == (
        "host", "Northwind Cloud", f"/blockers/{blocker['id']}",
    )  # fmt: skip


def test_its_page_and_list_clear_it(world: World, campaign: Campaign) -> None:
    client = signed_in(world.partner)
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    for page in (f"/campaigns/{campaign.pk}/blockers", f"/blockers/{blocker.pk}"):
        assert "Mark resolved" in client.get(page).text
        assert f"/blockers/{blocker.pk}/reopen" not in client.get(page).text
    assert client.get(f"/blockers/{blocker.pk}/resolve").context["form"].fields.keys() == {"outcome"}
    long = client.post(f"/blockers/{blocker.pk}/resolve", {"outcome": "x" * 501})
    assert (long.status_code, list(long.context["form"].errors)) == (422, ["outcome"])
    client.post(f"/blockers/{blocker.pk}/resolve", {"outcome": "Booked."})
    seen = one(world.host, "blocker", campaign)
    assert (seen["state"], seen["outcome"]) == ("cleared", "Booked.")
    assert "Mark resolved" not in client.get(f"/blockers/{blocker.pk}").text
    assert "Nothing stands in the way of the launch." in client.get(f"/campaigns/{campaign.pk}/blockers").text
    assert "No room" in client.get(f"/campaigns/{campaign.pk}/blockers?view=blockers-resolved").text
    client.post(f"/blockers/{blocker.pk}/reopen")
    assert one(world.host, "blocker", campaign)["state"] == "open"
    done = client.post(f"/blockers/{blocker.pk}/resolve", {"outcome": "Booked."}, headers={"HX-Request": "true"})
    assert f'action="/blockers/{blocker.pk}/reopen"' in done.text
    client.post(f"/blockers/{blocker.pk}/reopen")
    seen = one(world.host, "blocker", campaign)
    assert (seen["state"], seen["outcome"], seen["resolvedBy"]) == ("open", "", None)


def test_who_raised_it_and_who_can_clear_it_change_its_words(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room", "side": "partner"}, campaign.pk).result
    run(world.host, "blocker.update", {"title": "No room for twenty"}, blocker.pk)
    task = one(world.partner, "task", campaign)
    run(world.partner, "blocker.update", {"taskId": task["id"]}, blocker.pk)
    assert one(world.host, "blocker", campaign)["task"] == task["title"]
    with pytest.raises(Invalid, match="task of this campaign"):
        run(world.partner, "blocker.update", {"taskId": one(world.host, "task", start(world))["id"]}, blocker.pk)
    own = run(world.partner, "blocker.raise", {"title": "No speaker"}, campaign.pk).result
    with pytest.raises(Refused, match="Brightleaf"):
        run(world.host, "blocker.update", {"title": "Theirs"}, own.pk)


def test_the_activity_says_what_was_made_and_names_in_quotes(world: World, campaign: Campaign) -> None:
    blocker = run(world.host, "blocker.raise", {"title": "No room"}, campaign.pk).result
    given = {"title": "Post", "kind": "blog", "side": "host", "channel": "Blog", "publishAt": "2999-01-01T09:00:00Z"}
    run(world.host, "launch_item.add", given, campaign.pk)
    run(world.host, "blocker.update", {"title": "No room at all"}, blocker.pk)
    run(world.host, "blocker.resolve", {}, blocker.pk)
    run(world.host, "campaign.update", {"notes": "Soon."}, campaign.pk)
    run(world.host, "partner.update", {"tier": "gold"}, world.partner_record.pk)
    told = [each["says"] for each in ask(world.host, "activity.list", {"limit": 6})["items"]]
    assert told == [
        f"Hanna Host changed {world.partner_record.company}",
        f"Hanna Host changed “{campaign.name}”",
        "Hanna Host resolved “No room at all”",
        "Hanna Host changed “No room at all”",
        "Hanna Host added a calendar item",
        "Hanna Host raised a blocker",
    ]
