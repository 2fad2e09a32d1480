"""How many questions one call asks the database: pinned, because each more is felt in every list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.leads.shared import consent, register
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import member
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TOKEN, SIDES, ROWS, CARDS = 1, 1, 1, 1


@pytest.fixture
def questions(world: World) -> Callable[[str], int]:
    """Of a GET with the host's token: how many questions it asks when the token was used a moment ago."""
    given = {"name": "counting", "scopes": ["read", "write", "leads.people"]}
    token = run(world.host, "token.create", given).result["token"]
    client = Client(headers={"Authorization": f"Bearer {token}"})

    def counted(path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    return counted


def test_a_list_asks_who_holds_the_token_where_they_are_and_for_the_rows(questions: Callable[[str], int]) -> None:
    assert questions("/api/v1/partners?status=prospect&sort=company") == TOKEN + SIDES + ROWS


def test_a_list_of_leads_asks_once_more_for_the_cards(
    world: World, campaign: Campaign, rules_in_force: None, questions: Callable[[str], int]
) -> None:
    register(world.host, campaign, "ann@x.example", consents=consent("host", "partner"))
    assert questions(f"/api/v1/leads?campaignId={campaign.pk}&sort=number") == TOKEN + SIDES + ROWS + CARDS


def test_the_next_page_and_one_item_ask_no_more_than_the_first(world: World, questions: Callable[[str], int]) -> None:
    first = ask(world.host, "partner.list", {"limit": 1})
    assert questions(f"/api/v1/partners?limit=1&cursor={first['nextCursor']}") == TOKEN + SIDES + ROWS
    assert questions(f"/api/v1/partners/{first['items'][0]['id']}") == TOKEN + SIDES + ROWS


def test_a_prepared_question_forgets_who_asked(world: World) -> None:
    given: dict[str, Any] = {"sort": "company", "status": "prospect"}
    mine = ask(member(world.host.membership, "api"), "partner.list", given)["items"]
    theirs = ask(member(world.stranger.membership, "api"), "partner.list", given)["items"]
    again = ask(member(world.host.membership, "api"), "partner.list", given)["items"]
    assert (len(mine), theirs, again) == (len(mine), [], mine)
    assert mine
