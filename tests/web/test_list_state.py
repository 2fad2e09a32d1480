"""The state of a list in its address: read with clear errors, written as short as it can be."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from twofold.campaigns.entities import CAMPAIGNS
from twofold.core.entities import ENTITIES, View
from twofold.partners.entities import PARTNERS
from twofold.web.list_choices import OF_STATE, filters_of
from twofold.web.list_state import OF_REQUEST, ListState, params_of, read

RUNNING = {"status": "planning,creating,promoting"}


def state(query: str, base: dict[str, str] | None = None) -> ListState:
    return read(PARTNERS, QueryDict(query), dict(base or {}))


def test_an_address_says_everything_and_comes_back_the_same() -> None:
    address = (
        "?columns=company,status,notes&widths=notes:wide&sort=status,-revenueAttributed&group=status&folded=churned"
        "&density=narrow&layout=cards&q=elm&companyContains=soft&nextReviewWithin=this_quarter&ownerUserId=me"
    )
    found = state(address[1:])
    assert [each.name for each in found.columns] == ["company", "status", "notes"]
    assert found.widths == {"notes": "wide"}
    assert found.asked() == {
        "companyContains": "soft",
        "nextReviewWithin": "this_quarter",
        "ownerUserId": "me",
        "q": "elm",
        "sort": "status,-revenueAttributed",
    }
    again = state(found.address()[1:])
    assert again.held == found.held


def test_only_what_differs_from_the_starting_point_stands_in_the_address() -> None:
    found = state("status=active&sort=company", {"sort": "company", "status": "prospect"})
    assert found.params() == {"status": "active"}
    assert found.address(status="prospect") == "?"


@pytest.mark.parametrize("taken_away", ["status=", "status=all"])
def test_what_the_starting_point_narrows_by_can_be_taken_away(taken_away: str) -> None:
    found = read(CAMPAIGNS, QueryDict(taken_away), dict(RUNNING))
    assert found.filters == {}
    assert found.address() == "?status="


def test_ticked_boxes_are_one_filter_and_none_is_none() -> None:
    assert state("status=&status=active&status=expanding").filters == {"status": "active,expanding"}
    assert state("status=", RUNNING).filters == {}


def test_a_text_with_a_comma_stays_one_value() -> None:
    assert state("company=Acme%2C+Inc.").filters == {"company": "Acme, Inc."}
    assert state("company=Acme%2C+Inc.&company=Elm").counted() == {"company": ["Acme, Inc.", "Elm"]}


def test_a_group_comes_first_in_the_order_whatever_else_is_sorted_by() -> None:
    assert state("group=status&sort=-company").order == ("status", "-company")
    assert state("group=status&sort=company,-status").order == ("-status", "company")


@pytest.mark.parametrize(
    ("query", "sentence", "left"),
    [
        ("colour=red&q=elm", "This list can't be filtered by “colour”. Possible: Company", {"q": "elm"}),
        ("columns=company,colour", "This list has no column “colour”. Possible: Company", {"columns": "company"}),
        ("sort=-notes,-tier", "This list can't be sorted by “notes”. Possible: Company", {"sort": "-tier"}),
        (
            "sort=company,status,type,tier,lastSync",
            "A list is sorted by at most 4 columns.",
            {"sort": "company,status,type,tier"},
        ),
        ("group=company", "This list can't be grouped by “company”. Possible: Partnership type", {}),
        ("layout=wheel", "This list has no layout “wheel”. Possible: table, board, cards.", {}),
        ("density=3", "This list takes narrow or wide for density, not “3”.", {}),
        (
            "widths=company:huge,tier:narrow",
            "This list takes narrow or wide for columns, not “company”.",
            {"widths": "tier:narrow"},
        ),
    ],
)
def test_what_a_list_does_not_have_is_left_out_and_said(query: str, sentence: str, left: dict[str, str]) -> None:
    found = state(query)
    assert [each.startswith(sentence) for each in found.left_out] == [True], found.left_out
    assert found.held == left


def test_no_filter_is_called_like_something_else_of_the_state() -> None:
    for entity in ENTITIES.values():
        assert not set(filters_of(entity)) & {*OF_STATE, *OF_REQUEST}, entity.noun


def test_every_view_that_is_shipped_can_be_opened() -> None:
    for entity in ENTITIES.values():
        for view in entity.views:
            assert not read(entity, QueryDict(), params_of(entity, view)).left_out


SHIPPED = [(noun, view) for noun, entity in ENTITIES.items() for view in entity.views]


@pytest.mark.parametrize(("noun", "view"), SHIPPED, ids=[f"{noun}.{view.key}" for noun, view in SHIPPED])
def test_a_shipped_view_names_only_what_its_list_has(noun: str, view: View) -> None:
    held = params_of(ENTITIES[noun], view)
    state = read(ENTITIES[noun], QueryDict(urlencode(held)), {})
    assert (state.held, state.left_out) == (held, ())


def test_a_choice_that_there_is_not_is_left_out_with_a_sentence() -> None:
    state = read(PARTNERS, QueryDict("status=active,dormant&type=platinum"), {})
    assert state.filters == {"status": "active"}
    dormant, platinum = state.left_out
    assert dormant.startswith(
        "“dormant” is no value of “Status”, so the list isn't filtered by it. Possible: Prospect, "
    )
    assert platinum.startswith("“platinum” is no value of “Partnership type”, ")
    assert "type" not in state.params()
