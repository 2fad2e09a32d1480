"""The board: a column for each state, with its number and sums; only steps that are possible, the same filters as the table."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.visiting import signed_in
from tests.worlds import World
from twofold.core.operations.runner import run
from twofold.web.board import CARDS

pytestmark = pytest.mark.django_db
BOARD = "/partners?layout=board"


@pytest.fixture
def host(world: World) -> Client:
    return signed_in(world.host)


def add(world: World, number: int, **more: Any) -> str:
    given = {"company": f"Fern {number:02}", "contactName": "Eli", "contactEmail": f"e{number}@fern.example"}
    made: str = run(world.host, "partner.create", {**given, "type": "referral", **more}).result.pk
    return made


def columns(answer: Any) -> dict[str, Any]:
    return {column.state.value: column for column in answer.context["board"]}


def test_the_columns_are_the_states_in_order_with_numbers_and_sums(host: Client, world: World) -> None:
    for number in range(3):
        add(world, number, revenueAttributed=1000.0)
    run(world.host, "partner.move", {"status": "negotiating"}, world.rival_record.pk)
    found = columns(host.get(BOARD))
    assert list(found) == ["prospect", "negotiating", "onboarding", "active", "expanding", "churned"]
    assert {name: column.count for name, column in found.items() if column.count} == {"prospect": 4, "negotiating": 1}
    assert found["prospect"].sums == [("Revenue", ["3,000\u00a0EUR"])]
    assert [card.title for card in found["negotiating"].cards] == ["Carbonate Data"]
    assert "Revenue: 3,000\u00a0EUR" in host.get(BOARD).content.decode()


def test_a_column_shows_more_when_asked(host: Client, world: World) -> None:
    for number in range(CARDS + 3):
        add(world, number)
    first = columns(host.get(BOARD))["prospect"]
    assert (len(first.cards), first.count) == (CARDS, CARDS + 5)
    rest = columns(host.get("/partners" + first.more))["prospect"]
    assert (len(rest.cards), rest.more) == (5, "")
    assert not {card.id for card in first.cards} & {card.id for card in rest.cards}


def test_filters_and_search_are_those_of_the_table(host: Client, world: World) -> None:
    add(world, 1)
    assert {name: c.count for name, c in columns(host.get(BOARD + "&type=referral")).items() if c.count} == {
        "prospect": 1
    }
    assert [card.title for card in columns(host.get(BOARD + "&q=carb"))["prospect"].cards] == ["Carbonate Data"]
    assert list(columns(host.get(BOARD + "&status=prospect,active"))) == ["prospect", "active"]


def test_a_card_offers_only_its_steps_and_the_board_says_why_not_the_others(host: Client, world: World) -> None:
    text = host.get(BOARD + "&q=carb").content.decode()
    assert set(re.findall(r'data-move="(\w+)"', text)) == {"negotiating", "churned"}
    assert 'data-asks="churned"' in text
    reasons = json.loads(re.findall(r'<script id="board-reasons" type="application/json">(.*?)</script>', text)[0])
    assert reasons["prospect"]["negotiating"] == ""
    assert reasons["prospect"]["active"] == "Move this partner to Negotiating first."
    assert reasons["churned"]["churned"] == "This partner is Churned already."


def test_a_board_asks_as_often_however_many_cards_there_are(host: Client, world: World) -> None:
    counted = []
    for number in range(2):
        add(world, number, ownerUserId=world.host_member.person.pk)  # type: ignore[union-attr]
        host.get(BOARD)
        with CaptureQueriesContext(connection) as asked:
            host.get(BOARD)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_the_dialog_is_a_part_of_a_page_and_without_script_a_page(host: Client, world: World) -> None:
    address = f"/partners/{world.rival_record.pk}/move?to=churned&from=prospect"
    part = host.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in part
    assert "Move Carbonate Data to Churned" in part
    assert "Why did it end?" in part
    assert "<html" in host.get(address).content.decode()
    done = host.post(address.partition("?")[0], {"to": "churned", "reason": "Bought."}, HTTP_HX_REQUEST="true")
    assert done.status_code == 200
    assert "Carbonate Data is now Churned." in done.content.decode()
    assert "/undo/" in done.content.decode()
