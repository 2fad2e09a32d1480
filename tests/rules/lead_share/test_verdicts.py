"""From leads to verdicts: the six steps, splits, consent, and that neither batches nor what follows matter."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.rules.lead_share.example import ABSENT, last, rules
from tests.rules.lead_share.strategies import documents, rows
from twofold.rules.lead_share import (
    Arrival,
    BadRow,
    Consent,
    ExclusionLists,
    Router,
    RoutingState,
    Verdict,
    input_hash,
    person_from_cells,
    read_list,
    read_rules,
    route_all,
    verdict_json,
)
from twofold.rules.lead_share.routes import Split

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
YES = Consent("yes", "yes")
LEAD = {"email": "ana@example.com", "country": "de", "employees": "450", "attended": "true"}
LISTS = ExclusionLists(frozenset({"x.example", "a@example.com"}), frozenset({"x.example"}))
KEYS = ["lead", "status", "to", "route", "counter", "followUp", "consent", "because", "why", "rulesHash", "inputHash"]


def arrival(cells: dict[str, str], lead: str = "1") -> Arrival:
    said = {"yes": "yes", "no": "no", "": "unknown"}
    consent = Consent(*(said[cells.get(f"consent.{side}", "")] for side in ("host", "partner")))
    return Arrival(lead, person_from_cells(cells), consent)


def decided(document: Any, cells: dict[str, str], **given: Any) -> dict[str, Any]:
    person = person_from_cells(cells)
    facts = person if isinstance(person, BadRow) else person.facts
    return Router(read_rules(document)).decide("17", facts, **{"consent": YES, "at": AT} | given).as_dict()


def test_the_worked_example_comes_out_as_the_format_prints_it() -> None:
    verdict = decided(rules(), LEAD, consent=Consent("unknown", "yes"))
    facts = {"email_domain": "example.com", "country": "DE", "employees": 450, "attended": True, "answers": {}}
    why = "country is DE and employees 450 is over 200"
    assert verdict == {
        "lead": "17",
        "status": "routed",
        "to": "partner",
        "route": "DACH enterprise",
        "counter": None,
        "followUp": {"first": "partner", "due": "2026-11-21T09:00:00Z"},
        "consent": {"host": "unknown", "partner": "yes"},
        "because": [{"route": "DACH enterprise", "matched": True, "why": why}],
        "why": f"Goes to the partner: {why}.",
        "rulesHash": read_rules(rules()).hash,
        "inputHash": input_hash(facts),
    }
    assert list(verdict) == KEYS


def test_because_holds_the_routes_tried_up_to_the_match() -> None:
    verdict = decided(rules(), LEAD | {"country": "fr"})
    assert [(one["route"], one["matched"]) for one in verdict["because"]] == [
        ("DACH enterprise", False),
        ("everyone else", True),
    ]
    assert verdict["because"][0]["why"] == "country is FR, not DE, AT or CH"
    assert (verdict["to"], verdict["counter"], verdict["followUp"]["first"]) == ("host", 1, "host")


@pytest.mark.parametrize(
    ("cells", "given", "status"),
    [
        ({"email": ""}, {}, "bad_row"),
        (LEAD | {"attended": "false"}, {"duplicate_of": "3"}, "not_shared"),
        (LEAD, {"duplicate_of": "3", "listed": ["host"]}, "duplicate"),
    ],
)
def test_leads_that_stop_early_go_to_nobody(cells: dict[str, str], given: dict[str, Any], status: str) -> None:
    verdict = decided(rules(), cells, **given)
    stopped = {"status": status, "to": "none", "route": None, "counter": None, "followUp": None, "because": []}
    assert {name: verdict[name] for name in stopped} == stopped
    assert (verdict["inputHash"] is None) is (status == "bad_row")
    assert verdict.get("of") == ("3" if status == "duplicate" else None)
    assert set(verdict) == set(KEYS) | ({"of"} if status == "duplicate" else set())


@pytest.mark.parametrize(
    ("listed", "to", "consent", "held"),
    [
        (["host"], "host", YES, None),
        (["partner"], "partner", Consent("yes", "unknown"), ["partner"]),
        (["partner", "host"], "both", Consent("no", "unknown"), ["host", "partner"]),
    ],
)
def test_a_listed_lead_goes_to_the_sides_that_list_it(
    listed: list[str], to: str, consent: Consent, held: list[str] | None
) -> None:
    verdict = decided(rules(), LEAD, listed=listed, consent=consent)
    assert (verdict["to"], verdict["route"], verdict["counter"], verdict["followUp"]) == (to, None, None, None)
    assert [one["list"] for one in verdict["because"]] == sorted(listed)
    assert all(list(one) == ["route", "list", "matched", "why"] and one["matched"] for one in verdict["because"])
    assert verdict.get("held") == held


def test_a_list_that_the_rules_do_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match="no list"):
        decided(rules(exclusions={"host": "existing_pipeline"}), LEAD, listed=["partner"])


BASIS = {"purpose": "follow_up", "unnamedRecipient": {"basis": "contract", "because": "they asked"}}


@pytest.mark.parametrize(
    ("to", "consent", "held", "held_with_basis"),
    [
        ("host", Consent("yes", "no"), None, None),
        ("host", Consent("unknown", "yes"), ["host"], None),
        ("host", Consent("no", "yes"), ["host"], ["host"]),
        ("both", Consent("yes", "unknown"), ["partner"], None),
        ("both", Consent("no", "no"), ["host", "partner"], ["host", "partner"]),
        ("none", Consent("no", "no"), None, None),
    ],
)
def test_every_side_that_receives_the_card_needs_consent(
    to: str, consent: Consent, held: list[str] | None, held_with_basis: list[str] | None
) -> None:
    follow_up = ABSENT if to == "none" else {"first": "host", "withinHours": 24}
    document = last(to=to, followUp=follow_up)
    for given_rules, expected in ((document, held), (document | {"consent": BASIS}, held_with_basis)):
        verdict = decided(given_rules, LEAD, consent=consent)
        assert (verdict["status"], verdict.get("held")) == ("held" if expected else "routed", expected)
        assert (verdict["to"], verdict["route"]) == (to, "one")
        assert (verdict["followUp"] is None) is (to == "none")


@given(st.integers(0, 100), st.integers(1, 2000))
def test_each_side_of_a_split_is_within_one_lead_of_its_share(host: int, count: int) -> None:
    split = Split(host, 100 - host)
    dealt = [split.side_of(place) for place in range(1, count + 1)]
    assert dealt.count("host") == (2 * count * host + 100) // 200
    for place in range(1, count + 1):
        assert abs(split.host_has_after(place) - place * host / 100) < 1


def test_held_leads_take_their_place_in_the_split_and_a_new_version_starts_at_nothing() -> None:
    document = last(to={"split": {"host": 50, "partner": 50}}, followUp={"first": "assigned", "withinHours": 1})
    leads = [arrival({"email": f"p{number}@x.example", "attended": "true"}, str(number)) for number in range(4)]
    state = RoutingState()
    found = list(route_all(Router(read_rules(document)), leads, state, at=AT))
    assert [(one.counter, one.to, one.status) for one in found] == [
        (1, "host", "held"),
        (2, "partner", "held"),
        (3, "host", "held"),
        (4, "partner", "held"),
    ]
    newer = RoutingState({}, state.known)
    again = list(route_all(Router(read_rules(document | {"retention": {"days": 1}})), leads, newer, at=AT))
    assert [(one.status, one.of) for one in again] == [("duplicate", str(number)) for number in range(4)]


def test_duplicates_are_looked_for_among_shared_leads_only() -> None:
    cells = [
        LEAD | {"attended": "false"},
        LEAD,
        LEAD | {"email": " ANA@Example.com"},
        LEAD | {"email": "ana+1@example.com"},
    ]
    leads = [arrival(one, str(number)) for number, one in enumerate(cells, 1)]
    found = list(route_all(Router(read_rules(rules())), leads, RoutingState(), at=AT))
    assert [(one.status, one.of) for one in found] == [
        ("not_shared", None),
        ("held", None),
        ("duplicate", "2"),
        ("held", None),
    ]


def test_lists_hold_addresses_and_whole_domains_without_their_subdomains() -> None:
    entries = read_list([" ANA@München.example\r\n", "\n", "Big.Example\n"])
    assert entries == {"ana@xn--mnchen-3ya.example", "big.example"}
    router, lists = Router(read_rules(rules())), ExclusionLists(entries)
    mails = ["ana@münchen.example", "bo@münchen.example", "bo@big.example", "bo@sub.big.example"]
    leads = [arrival(LEAD | {"email": mail, "consent.host": "yes", "consent.partner": "yes"}) for mail in mails]
    found = list(route_all(router, leads, RoutingState(), at=AT, lists=lists))
    assert [one.route for one in found] == [None, "DACH enterprise", None, "DACH enterprise"]


def test_the_due_time_never_passes_what_a_time_can_say() -> None:
    document = last(followUp={"first": "host", "withinHours": 10**300})
    assert decided(document, LEAD)["followUp"]["due"] == "9999-12-31T23:59:59Z"


def everything(document: dict[str, Any], cells: list[dict[str, str]], cuts: list[int]) -> list[Verdict]:
    """Route rows in batches that end at `cuts`, the state handed on."""
    leads = [arrival(one, str(number)) for number, one in enumerate(cells, 1)]
    router, state, found = Router(read_rules(document)), RoutingState(), []
    lists = LISTS if "exclusions" in document else ExclusionLists()
    for start, end in zip([0, *cuts], [*cuts, len(leads)], strict=True):
        state = RoutingState(dict(state.counters), dict(state.known))
        found += route_all(router, leads[start:end], state, at=AT, lists=lists)
    return found


@settings(max_examples=many(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.lists(rows(), max_size=12), st.data())
def test_neither_batches_nor_later_leads_change_a_verdict(
    document: Any, cells: list[dict[str, str]], data: st.DataObject
) -> None:
    whole = everything(document, cells, [])
    cuts = sorted(data.draw(st.lists(st.integers(0, len(cells)), max_size=3)))
    assert everything(document, cells, cuts) == whole
    length = data.draw(st.integers(0, len(cells)))
    assert everything(document, cells[:length], []) == whole[:length]
    for verdict in whole:
        read = json.loads(verdict_json(verdict))
        assert read == verdict.as_dict()
        assert set(read) - set(KEYS) == (
            {"held"} if read["status"] == "held" else {"of"} if read["status"] == "duplicate" else set()
        )
        assert "\n" not in verdict_json(verdict)
