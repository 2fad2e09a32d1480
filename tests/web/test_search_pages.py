"""The page of the search and the part of it in the dialog: what is found, where one can go, what one can do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.started import start
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.core.actor import Actor
from twofold.core.models import Space
from twofold.core.operations.runner import run
from twofold.ui import actions
from twofold.ui.actions import action, actions_for

pytestmark = pytest.mark.django_db


def options(client: Client, q: str, at: str = "/") -> list[tuple[str, str]]:
    """What the dialog offers: each option's first words and where it leads."""
    answer = client.get("/search", {"q": q}, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{at}"})
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    found = re.findall(r'role="option".*?(?:href="([^"]*)"|data-theme-choice="([^"]*)").*?<span[^>]*>(.*?)</span>', answer.content.decode(), re.DOTALL)  # fmt: skip
    return [(title, href or theme) for href, theme, title in found]


def test_the_page_shows_what_is_found_and_where_all_of_it_is(world: World) -> None:
    campaign = start(world)
    answer = signed_in(world.host).get("/search", {"q": "Brightleaf"})
    text = answer.content.decode()
    assert f'<a href="/partners/{world.partner_record.pk}">Brightleaf Analytics</a>' in text
    assert '<a href="/partners?q=Brightleaf">Show all in Partners</a>' in text
    assert f'<a href="/campaigns/{campaign.pk}">Winter Webinar</a>' in text
    assert '<a href="/campaigns?q=Brightleaf">Show all in Campaigns</a>' in text
    nothing = signed_in(world.rival).get("/search", {"q": "Brightleaf"}).content.decode()
    assert "Nothing found for “Brightleaf”." in nothing
    assert str(campaign.pk) not in nothing


def test_one_kind_can_be_looked_at_by_itself(world: World) -> None:
    start(world)
    client = signed_in(world.host)
    first = client.get("/search", {"q": "the"}).content.decode()
    assert 'href="/search?q=the&amp;kind=task"' in first
    tasks = client.get("/search", {"q": "the", "kind": "task"}).content.decode()
    assert tasks.count('href="/tasks/') > first.count('href="/tasks/') > 1
    assert "found-launch_item" in first
    assert "found-launch_item" not in tasks
    assert client.get("/search", {"q": "x", "kind": "unicorn"}).status_code == 422


def test_what_was_typed_is_shown_as_text(world: World) -> None:
    text = signed_in(world.host).get("/search", {"q": "<b>&\"'"}).content.decode()
    assert "<b>&" not in text
    assert "Nothing found for “&lt;b&gt;&amp;&quot;&#x27;”." in text


def test_nobody_searches_without_signing_in(world: World) -> None:
    assert Client().get("/search?q=Brightleaf").headers["Location"].startswith("/accounts/login/?next=")
    answer = Client().get("/search?q=Brightleaf", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith("/accounts/login/")


def test_the_dialog_begins_with_the_pages_and_the_actions_that_one_has(world: World) -> None:
    start(world)
    offered = dict(options(signed_in(world.host), ""))
    assert {"Home": "/", "Partners": "/partners", "Add a partner": "/partners/new", "Switch to dark": "dark"}.items() <= offered.items()  # fmt: skip
    assert {"Invite a colleague", "Start a campaign", "Import leads", "Sign out"} <= offered.keys()
    campaign = start(world, name="Second")
    guest = person(world.partner.company, "Gus Guest", "guest", seat=Space.rows.get(pk=campaign.space_id))  # type: ignore[arg-type]
    few = dict(options(signed_in(guest), "")).keys()
    assert "Campaigns" in few
    assert not {"Partners", "Add a partner", "Invite a colleague", "Start a campaign", "Import leads"} & few


def test_on_a_campaign_its_tabs_come_first_and_its_own_actions_take_the_place_of_others(world: World) -> None:
    campaign = start(world)
    at = f"/campaigns/{campaign.pk}/tasks"
    offered = options(signed_in(world.host), "", at)
    assert offered[:2] == [("Overview", f"/campaigns/{campaign.pk}"), ("Tasks", at)]
    assert [each for each in offered if each[0] == "Import leads"] == [
        ("Import leads", f"/campaigns/{campaign.pk}/import")
    ]
    assert ("Tasks", at) in options(signed_in(world.host), "tas", at)
    assert options(signed_in(world.rival), "tas", at) == [("Tasks", "/tasks"), ("Add a task", "/tasks/new")]
    partner = f"/partners/{world.partner_record.pk}"
    assert ("Start a campaign", f"{partner}/campaigns/new") in options(signed_in(world.host), "start", partner)
    assert ("Start a campaign", "/partners") in options(signed_in(world.host), "start", "/nowhere")


@pytest.mark.parametrize("q", ["add partner", "new par", "NEW"])
def test_an_action_is_found_by_the_beginnings_of_its_words(world: World, q: str) -> None:
    assert ("Add a partner", "/partners/new") in options(signed_in(world.host), q)
    assert "Add a partner" not in dict(options(signed_in(world.host), f"{q} dd"))


@pytest.mark.parametrize(
    ("q", "label", "url"),
    [
        ("api key", "API tokens", "/company/tokens"),
        ("api key", "New token", "/company/tokens/new"),
        ("settings", "Invitations", "/company/invitations"),
        ("team", "Colleagues", "/company"),
        ("e-mail", "E-mails", "/company/e-mails"),
        ("profile", "Your account", "/account"),
        ("time zone", "Your account", "/account"),
        ("dark mode", "Switch to dark", "dark"),
        ("add task", "Add a task", "/tasks/new"),
        ("new calendar", "Add a calendar item", "/calendar/new"),
    ],
)
def test_pages_and_actions_are_found_by_the_words_people_have_for_them(
    world: World, q: str, label: str, url: str
) -> None:
    found = options(signed_in(world.host), q)
    assert (label, url) in found or ((label, url) == ("Colleagues", "/company") and ("Company", url) in found)


def test_colleagues_invitations_and_tokens_are_found_and_only_by_who_may_see_them(world: World) -> None:
    run(world.host, "invitation.create", {"email": "nora@northwind.example", "role": "member"})
    run(world.host, "token.create", {"name": "Nightly otter export", "scopes": ["read"]})
    admin, member = signed_in(world.host), signed_in(world.host_member)
    for q, url in (("nora", "/company/invitations"), ("otter", "/company/tokens")):
        assert url in dict(options(admin, q)).values()
        assert options(member, q) == []
    assert options(member, "api key") == []


def test_the_question_gives_pages_and_actions_too(world: World) -> None:
    found = signed_in(world.host).get("/api/v1/search", {"q": "api key"}).json()
    assert found["pages"] == [{"label": "API tokens", "url": "/company/tokens"}]
    assert found["actions"] == [{"label": "New token", "url": "/company/tokens/new"}]


def test_where_no_script_runs_nothing_is_offered_that_needs_one(world: World) -> None:
    text = signed_in(world.host).get("/search", {"q": "switch"}).content.decode()
    assert "Switch to dark" not in text
    assert "Nothing found" in text


def test_an_action_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(actions, "ACTIONS", {})
    action("Second", "partners", icon="x", order=20, needs="partners.see")
    action("First", "campaigns", icon="x", order=10)
    assert [each.label for each in actions_for(world.host)] == ["First", "Second"]
    with pytest.raises(ValueError, match="want the same place"):
        action("Third", "company", icon="x", order=20)


def queries(client: Client, **given: Any) -> int:
    """How many questions an answer costs, asked the second time."""
    client.get("/search", **given)
    with CaptureQueriesContext(connection) as asked:
        client.get("/search", **given)
    return len(asked)


def test_a_keystroke_asks_each_kind_once_and_little_else(world: World) -> None:
    start(world)
    client = signed_in(world.host)
    given: dict[str, Any] = {"data": {"q": "launch"}, "headers": {"HX-Request": "true"}}
    few = queries(client, **given)
    assert few == 25
    add_some(world.host)
    assert queries(client, **given) == few


def add_some(actor: Actor) -> None:
    """More of what is found."""
    for number in range(12):
        given = {"company": f"Launch {number}", "contactName": "Lu", "contactEmail": "lu@launch.example", "type": "referral"}  # fmt: skip
        run(actor, "partner.create", given)
