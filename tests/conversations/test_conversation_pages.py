"""The pages of channels and decisions."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.operations.runner import run
from twofold.ui.markdown import markdown

pytestmark = pytest.mark.django_db


def test_writing_in_a_channel_shows_it_to_the_other_side(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    path = f"/campaigns/{campaign.pk}/channels/{channel['id']}"
    signed_in(world.host).post(path, {"body": "Hello **both** <script>alert(1)</script>"})
    page = signed_in(world.partner).get(path).text
    assert "<strong>both</strong>" in page
    assert "<script>alert" not in page


def test_an_empty_message_is_said_beside_the_field(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    answer = signed_in(world.host).post(f"/campaigns/{campaign.pk}/channels/{channel['id']}", {"body": ""})
    assert answer.status_code == 422
    assert "required" in answer.text


def test_a_decision_is_recorded_from_a_message(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    message = run(world.host, "message.post", {"body": "We go on Thursday"}, channel["id"]).result
    client = signed_in(world.partner)
    path = f"/campaigns/{campaign.pk}/decisions/new?from={message.pk}"
    assert path in client.get(f"/campaigns/{campaign.pk}/channels/{channel['id']}").text
    assert "We go on Thursday" in client.get(path).text
    told = {"kind": "launch_call", "title": "Thursday it is", "body": "We go on **Thursday**"}
    answer = client.post(path, told, follow=True)
    decision = one(world.host, "decision", campaign)
    assert decision["fromMessageId"] == message.pk
    assert answer.redirect_chain[-1][0] == f"/decisions/{decision['id']}"
    assert "<strong>Thursday</strong>" in answer.text
    assert answer.text.count("Reason and next steps") == 1
    assert "past-title" not in answer.text
    assert f"/channels/{channel['id']}#message-{message.pk}" in answer.text


def test_a_decision_without_a_title_is_refused_beside_the_field_and_keeps_its_reason(
    world: World, campaign: Campaign
) -> None:
    path = f"/campaigns/{campaign.pk}/decisions/new"
    answer = signed_in(world.host).post(path, {"kind": "approval", "title": "", "body": "The budget holds"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["title"]
    assert "The budget holds" in answer.text


def test_decisions_are_a_list_of_their_campaign_narrowed_by_type_and_the_same_for_both_sides(
    world: World, campaign: Campaign
) -> None:
    elsewhere = start(world, name="Another")
    for kind, title, where in (
        ("approval", "Go", campaign),
        ("launch_call", "Hold", campaign),
        ("approval", "No", elsewhere),
    ):
        run(world.host, "decision.record", {"kind": kind, "title": f"{title} it is"}, where.pk)
    for actor in (world.host, world.partner):
        client, path = signed_in(actor), f"/campaigns/{campaign.pk}/decisions"
        page = client.get(path).text
        assert ("Go it is" in page, "Hold it is" in page, "No it is" in page) == (True, True, False)
        narrowed = client.get(f"{path}?kind=launch_call").text
        assert ("Go it is" in narrowed, "Hold it is" in narrowed) == (False, True)


def test_taking_back_is_one_press(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    message = run(world.host, "message.post", {"body": "Oops"}, channel["id"]).result
    signed_in(world.host).post(f"/messages/{message.pk}/delete")
    assert listed(world.host, "message", campaign) == []


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "![x](https://tracker.example/p.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        '<a hx-get="/x" style="color:red">x</a>',
        "<svg onload=alert(1)>",
    ],
)
def test_nothing_that_acts_or_tracks_survives(text: str) -> None:
    html = markdown(text)
    for word in ("<img", "<svg", "<script", 'href="javascript', 'href="data', "<a hx"):
        assert word not in html


def test_a_link_says_nothing_of_itself_but_where_it_leads() -> None:
    html = markdown('See [the page](https://elsewhere.example/ "https://brand.example/").')
    assert "title" not in html
    assert ">the page</a>" in html


def test_links_do_not_tell_where_they_were_followed_from() -> None:
    html = markdown("# Plan\n\nSee [the page](https://brand.example/page).")
    assert '<a href="https://brand.example/page" rel="nofollow noopener noreferrer">the page</a>' in html
    assert "<h3>Plan</h3>" in html
