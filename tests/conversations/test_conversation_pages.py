"""The pages of channels and decisions."""

import pytest

from tests.campaigns.started import listed, one
from tests.campaigns.visiting import press, signed_in
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
    path = f"/campaigns/{campaign.pk}/decisions?from={message.pk}"
    assert "We go on Thursday" in client.get(path).text
    client.post(path, {"kind": "launch_call", "title": "Thursday it is", "body": "We go on Thursday"})
    assert one(world.host, "decision", campaign)["fromMessageId"] == message.pk


def test_taking_back_is_one_press(world: World, campaign: Campaign) -> None:
    channel = one(world.host, "channel", campaign, key="kickoff")
    message = run(world.host, "message.post", {"body": "Oops"}, channel["id"]).result
    press(signed_in(world.host), campaign.pk, "take-back", message.pk)
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
