"""Pages show all there is, or say how much more there is and where."""

import pytest
from django.utils.html import escape

from tests.campaigns.started import one
from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.operations import query
from twofold.core.operations.query import ask, ask_all
from twofold.core.operations.runner import run
from twofold.web import related

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a page of a list held two items."""
    monkeypatch.setattr(query, "PART", 2)


def test_all_items_of_a_list_are_asked_for_page_after_page(world: World, campaign: Campaign, small_pages: None) -> None:
    found = ask_all(world.host, "task.list", {"campaignId": campaign.pk})
    assert (
        len({each["id"] for each in found}) == ask(world.host, "task.count", {"campaignId": campaign.pk})["count"] > 2
    )


def test_the_pages_of_tasks_and_of_the_company_show_more_than_a_page_of_a_list(
    world: World, campaign: Campaign, small_pages: None
) -> None:
    given = one(world.host, "task", campaign)
    for number in range(3):
        task = {"list": given["listId"], "title": f"One more task {number}", "driRoleId": given["driRoleId"]}
        run(world.host, "task.add", task, campaign.pk)
        run(world.host, "invitation.create", {"email": f"new{number}@northwind.example"})
        run(world.host, "token.create", {"name": f"A program {number}", "scopes": ["read"]})
    client = signed_in(world.host)
    shown = (f"/campaigns/{campaign.pk}/tasks", "/company/invitations", "/company/tokens")
    tasks, invitations, tokens = (client.get(at).content.decode() for at in shown)
    for number in range(3):
        assert f"One more task {number}" in tasks
        assert f"new{number}@northwind.example" in invitations
        assert f"A program {number}" in tokens


def test_the_page_of_a_partner_shows_its_own_campaigns_and_says_how_many_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "FIRST", 2)
    record, other = world.partner_record, world.rival_record
    for number in range(3):
        run(world.host, "campaign.create", {"name": f"Ours {number}", "partnerId": record.pk, "type": "referral"})
        run(world.host, "campaign.create", {"name": f"Others {number}", "partnerId": other.pk, "type": "referral"})
    client = signed_in(world.host)
    answer = client.get(f"/partners/{record.pk}")
    shown = answer.content.decode()
    assert "Others" not in shown
    assert sum(f"Ours {number}" in shown for number in range(3)) == 2
    [table] = answer.context["related"]
    assert f'<a href="{escape(table.all_url)}">All 3</a>' in shown
    rest = client.get(table.all_url).content.decode()
    assert all(f"Ours {number}" in rest for number in range(3))
    assert "Others 0" not in rest
