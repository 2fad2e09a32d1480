"""The pages of campaigns: what they show, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests.campaigns.started import LAUNCH, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.campaigns.models import Campaign, CheckinAnswer
from twofold.core.models import Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
PARTS = ("", "/tasks", "/brief", "/roles", "/check-ins", "/decisions", "/assets", "/calendar")


def used(world: World) -> Campaign:
    """A campaign with something in every part."""
    campaign = start(world)
    channel = one(world.host, "channel", campaign, key="kickoff")
    message = run(world.host, "message.post", {"body": "Hello **both**"}, channel["id"]).result
    run(world.host, "decision.record", {"kind": "approval", "title": "Yes", "fromMessageId": message.pk}, campaign.pk)
    run(world.partner, "blocker.raise", {"title": "No room"}, campaign.pk)
    checkin = one(world.host, "checkin", campaign)
    run(world.partner, "checkin.answer", {"progress": "Begun"}, checkin["id"])
    return campaign


def test_both_sides_can_open_every_page(world: World) -> None:
    campaign = used(world)
    channel = one(world.host, "channel", campaign, key="kickoff")
    checkin = one(world.host, "checkin", campaign)
    more = (f"/channels/{channel['id']}", "/edit")
    moved = f"/campaigns/{campaign.pk}/check-ins/{checkin['id']}"
    for actor in (world.host, world.partner, world.partner_member):
        client = signed_in(actor)
        for part in (*PARTS, *more):
            answer = client.get(f"/campaigns/{campaign.pk}{part}")
            assert answer.status_code == 200, part
            assert "Winter Webinar" in answer.text
        assert client.get("/").status_code == 200
        assert "Winter Webinar" in client.get("/campaigns").text
        assert client.get(moved)["Location"] == f"/checkins/{checkin['id']}"


def test_what_is_not_yours_is_the_same_page_as_what_is_not_there(world: World) -> None:
    campaign = used(world)
    channel = one(world.host, "channel", campaign, key="kickoff")
    parts = [*PARTS, f"/channels/{channel['id']}", "/edit", "/channels"]
    for actor in (world.rival, world.stranger):
        client = signed_in(actor)
        for part in parts:
            hidden = client.get(f"/campaigns/{campaign.pk}{part}")
            missing = client.get(f"/campaigns/{'x' * 21}{part}")
            assert (hidden.status_code, hidden.content) == (404, missing.content)
        assert "Winter Webinar" not in client.get("/campaigns?status=all").text
        assert "Winter Webinar" not in client.get("/").text


def test_a_guest_sees_the_campaign_they_are_seated_in_and_no_other(world: World) -> None:
    campaign, other = start(world), start(world, name="Another")
    guest = person(world.partner.company, "Greta Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))
    assert [item["id"] for item in ask(guest, "campaign.list")["items"]] == [campaign.pk]
    client = signed_in(guest)
    assert client.get(f"/campaigns/{campaign.pk}").status_code == 200
    assert client.get(f"/campaigns/{other.pk}").status_code == 404
    assert client.get("/").status_code == 200


def test_the_one_look_page_and_home_ask_few_questions(world: World) -> None:
    campaign = used(world)
    client = signed_in(world.host)
    client.get("/")
    for path, most in ((f"/campaigns/{campaign.pk}", 32), ("/", 26), (f"/campaigns/{campaign.pk}/tasks", 14)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= most, path


def test_starting_from_the_page_asks_whether_a_workspace_fits(world: World) -> None:
    client = signed_in(world.host)
    path = f"/partners/{world.partner_record.pk}/campaigns/new?template=partner-co-marketing"
    given = {
        "name": "From the page",
        "launch_date": LAUNCH.isoformat(),
        "time_zone": "Europe/Berlin",
        "intake_both_active": "no",
        "intake_shared_ownership": "yes",
        "intake_two_companies": "yes",
    }
    assert "You may not need a workspace" in client.post(path, given).text
    assert ask(world.host, "campaign.count") == {"count": 0}
    answer = client.post(path, {**given, "anyway": "on"}, follow=True)
    assert "From the page" in answer.text
    world.host.forget_spaces()
    assert ask(world.host, "campaign.count") == {"count": 1}
    wrong = client.post(path, {**given, "anyway": "on", "time_zone": "Mars/Base"})
    assert "There is no time zone" in wrong.text


def test_all_that_a_start_lacks_is_said_at_once_and_what_was_typed_stays(world: World) -> None:
    path = f"/partners/{world.partner_record.pk}/campaigns/new?template=partner-co-marketing"
    answer = signed_in(world.host).post(path, {"budget_split": "50/50", "intake_both_active": "yes"})
    assert answer.status_code == 422
    wrong = {"intake_shared_ownership", "intake_two_companies", "name", "launch_date"}
    assert answer.context["form"].errors.keys() == wrong
    assert 'value="50/50"' in answer.text


def test_the_forms_of_the_pages_do_what_they_say(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    section = one(world.host, "brief_section", campaign, key="goal")
    client.post(f"/brief-sections/{section['id']}/write", {"text": "Win", "version": "1"})
    assert one(world.host, "brief_section", campaign, key="goal")["text"] == "Win"
    for odd in ("²", "9" * 5000, "1"):
        answer = client.post(f"/brief-sections/{section['id']}/write", {"text": "Win twice", "version": odd})
        assert (answer.status_code, "Win twice" in answer.text) == (409, True)
    checkin = one(world.host, "checkin", campaign, kind="go_no_go")
    given = {"progress": "Fine", "blockers": "A\n\nB", "ready": "false"}
    assert client.post(f"/checkins/{checkin['id']}/answer", given).status_code == 302
    assert {each["title"] for each in ask(world.host, "blocker.list")["items"]} == {"A", "B"}
    given = {"name": "Renamed", "type": "co_marketing", "budget": "500", "channel": ""}
    assert client.post(f"/campaigns/{campaign.pk}/edit", given).status_code == 302
    item = ask(world.partner, "campaign.get", {"id": campaign.pk})
    assert (item["name"], item["budget"], item["channel"]) == ("Renamed", 500.0, "")


def test_every_part_has_a_title_of_its_own_and_says_whose_clock_it_shows(world: World, campaign: Campaign) -> None:
    client = signed_in(world.host)
    pages = [client.get(f"/campaigns/{campaign.pk}{part}").text for part in PARTS]
    titles = [page.partition("<title>")[2].partition("</title>")[0] for page in pages]
    assert titles[:2] == ["Winter Webinar · Twofold", "Tasks · Winter Webinar · Twofold"]
    assert len(set(titles)) == len(PARTS)
    assert "Times shown in your time zone · campaign: Europe/Berlin" in pages[0]
    assert "Times shown in the campaign&#x27;s time zone: Europe/Berlin" in pages[-1]


def test_a_campaign_shows_no_return_before_there_is_one(world: World, campaign: Campaign) -> None:
    for given, shown in (({"budget": 100}, None), ({"revenue": 250}, 1.5)):
        run(world.host, "campaign.update", given, campaign.pk)
        assert ask(world.host, "campaign.get", {"id": campaign.pk})["roi"] == shown


def test_home_offers_a_first_campaign_with_whoever_has_joined(world: World) -> None:
    offer = "Your space with Brightleaf Analytics is open."
    assert offer in signed_in(world.host).get("/").text
    start(world)
    assert offer not in signed_in(world.host).get("/").text


def test_the_start_page_counts_all_campaigns_that_run_and_lists_the_first(world: World) -> None:
    for number in range(7):
        start(world, name=f"Webinar {number}")
    page = signed_in(world.host).get("/").text
    assert "<b>7</b><span>Campaigns running</span>" in page
    assert ">All 7</a>" in page


def test_the_number_of_moves_is_what_is_shown_and_what_is_left(world: World, campaign: Campaign) -> None:
    moves = ask(world.host, "campaign.overview", {"id": campaign.pk})["moves"]["host"]
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}").text
    assert f'<span class="count">{moves["total"]}</span>' in page
    assert f"Show {moves['total'] - 6} more" in page
    assert all(escape(each["text"]) in page for each in moves["items"])
    assert len(moves["items"]) == moves["total"]
    assert len(ask(world.host, "campaign.next_moves", {"limit": 200})["ours"]) == moves["total"]


def test_changing_an_answer_begins_with_what_was_said(world: World, campaign: Campaign) -> None:
    checkin = one(world.host, "checkin", campaign, kind="go_no_go")
    said = {"progress": "The page is live", "blockers": ["No logo", "No date"], "ready": False}
    run(world.host, "checkin.answer", said, checkin["id"])
    client, address = signed_in(world.host), f"/checkins/{checkin['id']}/answer"
    form = client.get(address).context["form"]
    shown = {name: str(form[name].value()).replace("\n", "\r\n") for name in form.fields}
    assert client.post(address, shown).status_code == 302
    answer = CheckinAnswer.rows.within(campaign.space_id).get()
    assert (answer.progress, answer.blockers, answer.ready, answer.version) == (*said.values(), 1)
    assert not signed_in(world.host_member).get(address).context["form"]["progress"].value()


def test_a_tracked_campaign_begins_with_its_own_numbers(world: World) -> None:
    given = {"name": "Last spring", "type": "co_marketing", "leads": "12", "conversions": "3"}
    client = signed_in(world.host)
    assert client.post(f"/partners/{world.partner_record.pk}/campaigns/track", given).status_code == 302
    made = Campaign.rows.within(world.host.company_space_id()).get()
    assert (made.leads, made.conversions) == (12, 3)
