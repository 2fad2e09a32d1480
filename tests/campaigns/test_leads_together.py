"""Waiting leads stand on one line of the next moves."""

from typing import Any

import pytest

from twofold.campaigns.leads_together import MOST_LEADS, together


def move(kind: str, number: int = 0, campaign: str = "c1", side: str = "host") -> dict[str, Any]:
    return {
        "campaignId": campaign,
        "side": side,
        "kind": kind,
        "text": f"{kind} {number}",
        "targetId": f"t{number}",
        "urgency": "overdue" if number == 1 else "later",
        "due": number,
        "link": f"/leads/{number}",
        "reason": "",
    }


@pytest.mark.django_db
def test_leads_that_wait_for_the_same_are_one_line_where_the_most_pressing_stood() -> None:
    moves = [move("accept_lead", 1), move("finish_task"), move("accept_lead", 2), move("contact_lead", 3)]
    lines = together(moves)
    assert [line["text"] for line in lines] == ["Accept or return 2 leads", "finish_task 0", "contact_lead 3"]
    assert (lines[0]["urgency"], lines[0]["due"]) == ("overdue", 1)
    assert lines[0]["link"] == "/campaigns/c1/leads?state=routed&sort=due"
    assert lines[2]["link"] == "/leads/3"


@pytest.mark.django_db
def test_other_campaigns_and_other_sides_have_lines_of_their_own() -> None:
    moves = [
        move("accept_lead", at, campaign, side) for at in (1, 2) for campaign in "ab" for side in ("host", "partner")
    ]
    assert [(line["campaignId"], line["side"]) for line in together(moves)] == [
        ("a", "host"),
        ("a", "partner"),
        ("b", "host"),
        ("b", "partner"),
    ]


@pytest.mark.django_db
def test_where_not_all_are_told_of_the_line_says_so() -> None:
    (line,) = together(move("contact_lead", at) for at in range(MOST_LEADS))
    assert line["text"] == "Contact 20 or more leads"
