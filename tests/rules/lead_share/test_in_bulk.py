"""Many leads at once come out as one by one: any rules, any leads, any batches."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.rules.lead_share.example import last, rules
from tests.rules.lead_share.strategies import VALUES, documents, facts
from twofold.rules.lead_share import Consent, InBulk, Router, in_bulk, read_rules
from twofold.rules.lead_share.verdict import Outcome
from twofold.rules.memo import Memo

YES = Consent("yes", "yes")
ASSIGNED = {"first": "assigned", "withinHours": 1}
CONSENTS = st.builds(Consent, *[st.sampled_from(["yes", "no", "unknown"])] * 2)
LISTED = st.sampled_from([(), (), (), ("host",), ("partner",), ("host", "partner")])
KEYS = st.sampled_from("abcdefgh")
ODD = [0, 1, True, False, 1.0, 0.0, -0.0, None, "", "1", "true", 2**70, ["de"], {}]


def odd_facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts that no file gives: of any type, null, and such that cannot be looked up."""
    flat = st.dictionaries(st.sampled_from([name for name in VALUES if "." not in name]), st.sampled_from(ODD))
    answers = st.dictionaries(st.sampled_from(["budget", "q_1"]), st.sampled_from(ODD))
    return st.builds(lambda one, said: one | {"answers": said}, flat, answers)


def one_by_one(router: Router, leads: list[Any], counters: dict[str, int], known: set[str]) -> list[Outcome]:
    """What `Router.outcome` says of (facts, consent, sides that list it, key), each after those before."""
    found = []
    for each, consent, listed, key in leads:
        one = router.outcome(
            each, consent=consent, duplicate_of=key if key in known else None, listed=listed, counters=counters
        )
        if one.status != "not_shared":
            known.add(key)
        if one.counter is not None and one.route is not None:
            counters[one.route] = one.counter
        found.append(one)
    return found


def together(bulk: InBulk, leads: list[Any], counters: dict[str, int], known: set[str]) -> list[Outcome]:
    """The same in bulk, each outcome with its counter."""
    each, consents, listed, keys = ([one[place] for one in leads] for place in range(4))
    found = bulk.outcomes(bulk.columns(each), consents, listed=listed, keys=keys, known=known, counters=counters)
    return [one._replace(counter=counter) for one, counter in zip(*found, strict=True)]


def check(document: Any, leads: list[Any], cuts: list[int]) -> None:
    """Both ways say the same and learn the same, in batches that end at `cuts`; the rules name both lists."""
    router = Router(read_rules(document | {"exclusions": dict.fromkeys(("host", "partner"), "existing_pipeline")}))
    bulk, counters, known = InBulk(router), {"route 0": 7}, {"a"}
    again, met = dict(counters), set(known)
    for start, end in zip([0, *cuts], [*cuts, len(leads)], strict=True):
        expected = one_by_one(router, leads[start:end], again, met)
        assert together(bulk, leads[start:end], counters, known) == expected
        assert (counters, known) == (again, met)


@settings(max_examples=many(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.lists(st.tuples(facts(), CONSENTS, LISTED, KEYS), max_size=20), st.data())
def test_any_leads_in_any_batches_come_out_as_one_by_one(document: Any, leads: list[Any], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(leads)), max_size=3)))
    check(document, leads, cuts)
    with pytest.MonkeyPatch.context() as patch:  # little room: remembering, forgetting and asking anew
        patch.setattr(in_bulk, "_FEW", 1)
        patch.setattr(in_bulk, "_REMEMBERED", 3)
        check(document, leads, cuts)


@settings(max_examples=many(100), deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.lists(st.tuples(odd_facts(), CONSENTS), max_size=12), st.integers(0, 64))
def test_facts_of_a_wrong_type_come_out_as_one_by_one_where_they_can_be_decided(
    document: Any, given_leads: list[Any], few: int
) -> None:
    leads = [(*one, (), str(number)) for number, one in enumerate(given_leads)]
    router = Router(read_rules(document))
    try:
        expected = one_by_one(router, leads, {}, set())
    except TypeError:
        reject()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_bulk, "_FEW", few)
        assert together(InBulk(router), leads, {}, set()) == expected


def test_a_fact_that_is_null_is_missing_whatever_other_leads_have() -> None:
    document = rules(
        routes=[
            {"name": "one", "when": {"missing": "industry"}, "to": "host", "followUp": ASSIGNED},
            {"name": "two", "when": True, "to": "none"},
        ]
    )
    leads = [({"attended": True, "industry": value, "answers": {}}, YES, (), str(value)) for value in ("Energy", None)]
    router = Router(read_rules(document))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_bulk, "_FEW", 0)
        found = together(InBulk(router), leads, {}, set())
    assert [one.to for one in found] == ["none", "host"] == [one.to for one in one_by_one(router, leads, {}, set())]


def test_a_split_goes_on_where_it_stood_whatever_consent_its_leads_have() -> None:
    document = last(to={"split": {"host": 30, "partner": 70}}, followUp=ASSIGNED)
    router = Router(read_rules(document))
    consents = [YES, Consent("no", "no"), Consent("unknown", "yes")] * 100
    counters = {"one": 41}
    leads = [({"attended": True, "answers": {}}, consent, (), str(number)) for number, consent in enumerate(consents)]
    bulk = InBulk(router)
    found = bulk.outcomes(bulk.columns([one[0] for one in leads]), consents, counters=counters)
    again = {"one": 41}
    expected = one_by_one(router, leads, again, set())
    assert [one._replace(counter=counter) for one, counter in zip(*found, strict=True)] == expected
    assert counters == again == {"one": 341}
    assert {one.counter for one in found.outcomes} == {None}


def test_a_list_that_the_rules_do_not_have_is_an_error() -> None:
    bulk = InBulk(Router(read_rules(rules(exclusions={"host": "existing_pipeline"}))))
    columns = bulk.columns([{"attended": True, "answers": {}}])
    with pytest.raises(ValueError, match="no list"):
        bulk.outcomes(columns, [YES], listed=[("partner",)], counters={})


def test_what_is_remembered_stays_small() -> None:
    asked: list[int] = []
    squares = Memo(lambda number: asked.append(number) or number**2, most=3)
    assert [squares[number] for number in (1, 2, 1, 2, 3, 1)] == [1, 4, 1, 4, 9, 1]
    assert asked == [1, 2, 3]
    assert [squares[number] for number in (4, 4, 1)] == [16, 16, 1]
    assert asked == [1, 2, 3, 4, 1]
    assert len(squares) == 2
