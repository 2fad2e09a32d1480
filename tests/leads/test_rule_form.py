"""The form gives back the document it was opened with, and takes whatever is typed into it."""

import copy
import html
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.campaigns.visiting import signed_in
from tests.drawn import many
from tests.leads.shared import library_rules, propose
from tests.rules.lead_share.example import ABSENT, RULES, rules
from tests.rules.lead_share.strategies import VALUES, conditions, documents, facts
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.errors import Invalid
from twofold.core.operations.query import ask
from twofold.leads.rules_check import checked
from twofold.rules.lead_share import read_rules
from twofold.rules.lead_share.form import draft_from, draft_of, edited, survives_post, to_document
from twofold.rules.lead_share.form.conditions import to_lines, to_when
from twofold.rules.lead_share.form.draft import FACTS, OPERATORS, ConditionDraft
from twofold.rules.lead_share.lint import lint
from twofold.rules.lead_share.rules_in_words import in_words

EMPLOYEES, INDUSTRY = {"var": "employees"}, {"var": "industry"}
KNOWN = {"!=": [EMPLOYEES, None]}
UNSHOWN = [
    {"<": [EMPLOYEES, 200]},
    {"or": [KNOWN, {">": [EMPLOYEES, 200]}]},
    {"in": [INDUSTRY, ["hospital, health care", "it"]]},
    {"and": [{"and": [KNOWN, {">": [EMPLOYEES, 200]}]}]},
    {"var": "attended"},
    True,
    False,
]
SHOWN = [
    {"and": [KNOWN, {"<": [EMPLOYEES, 200]}]},
    {"or": [{"and": [KNOWN, {">": [EMPLOYEES, 200]}]}, {"==": [INDUSTRY, "it"]}]},
    {"and": [{"in": [{"var": "country"}, ["DE", "AT"]]}, KNOWN, {">": [EMPLOYEES, 200]}, {"<": [EMPLOYEES, 900]}]},
    {"in": ["vp", {"var": "job_title"}]},
    {"==": [{"var": "answers.budget"}, None]},
]


def with_when(when: Any) -> dict[str, Any]:
    made = copy.deepcopy(RULES)
    made["routes"][0]["when"] = when
    return made


@pytest.mark.parametrize("when", UNSHOWN)
def test_what_the_lines_cannot_say_stays_as_it_is(when: Any) -> None:
    for document in (with_when(when), rules(sharedLead={"when": when})):
        draft = draft_of(document)
        assert json.loads(draft.routes[0].custom or draft.shared_custom or "true") == when
        assert to_document(draft) == document


@pytest.mark.parametrize("when", SHOWN)
def test_what_the_lines_can_say_is_shown_as_lines(when: Any) -> None:
    draft = draft_of(with_when(when))
    assert draft.routes[0].conditions
    assert not draft.routes[0].custom
    assert to_document(draft) == with_when(when)


@st.composite
def lined(draw: st.DrawFn) -> Any:
    """What lines make, and so what a document may hold that the lines can say."""
    line = st.builds(
        lambda name, op, value: ConditionDraft(name, "", op, str(value)),
        st.sampled_from(["country", "employees", "industry", "minutes"]),
        st.sampled_from([op for op, _ in OPERATORS]),
        st.sampled_from(["DE", "200", "a, b", "1.5"]),
    )
    return to_when(draw(st.sampled_from(["all", "any"])), draw(st.lists(line, min_size=1, max_size=4)))


@st.composite
def whole_documents(draw: st.DrawFn) -> dict[str, Any]:
    document = draw(documents())
    names = st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Cs"]), min_size=1, max_size=8)
    for place, route in enumerate(document["routes"]):
        route["name"] = f"{draw(names)}{place}"
        if place + 1 < len(document["routes"]):
            route["when"] = draw(st.one_of(lined(), conditions()))
    document["sharedLead"]["when"] = draw(st.one_of(lined(), conditions()))
    number = st.one_of(st.integers(1, 2**53), st.sampled_from([1e21, 1e300]))
    document["retention"]["days"], document["disputes"]["withinDays"] = draw(number), draw(number)
    extra = st.fixed_dictionaries(
        {},
        optional={
            "duplicates": st.just({"key": "email", "keep": "first"}),
            "exclusions": st.sampled_from([{"host": "existing_pipeline"}, {"partner": "existing_pipeline"}]),
            "attribution": st.builds(
                lambda model, days: {"model": model, "windowDays": days},
                st.sampled_from(["first_touch", "last_touch", "linear", "sourced_only"]),
                st.integers(1, 90),
            ),
        },
    )
    return document | draw(extra)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(whole_documents())
def test_any_valid_document_comes_back_from_the_form_identical(document: dict[str, Any]) -> None:
    try:
        source = read_rules(document).source
    except ValueError:
        return  # lines with a value that does not fit
    draft = draft_of(document)
    assert to_document(draft) == source
    if survives_post(draft):
        posted = draft_from(as_posted(draft))
        assert to_document(posted) == source


def as_posted(draft: Any) -> dict[str, str]:
    """What a browser sends of the form: fields of one line lose their line ends."""
    sent = {name: value for name, value in vars(draft).items() if isinstance(value, str)}
    sent |= {name: "on" for name in ("exclude_host", "exclude_partner") if getattr(draft, name)}
    for prefix, route in [("rest", draft.rest), *((f"route-{at}", each) for at, each in enumerate(draft.routes))]:
        sent |= {f"{prefix}-{name}": value for name, value in vars(route).items() if isinstance(value, str)}
        for at, line in enumerate(route.conditions):
            sent |= {f"{prefix}-line-{at}-{name}": value for name, value in vars(line).items()}
    return {name: re.sub("[\r\n]", "", value) for name, value in sent.items()}


@settings(max_examples=many(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions(), facts())
def test_lines_are_found_only_where_they_say_the_very_same(logic: Any, known: Any) -> None:
    found = to_lines(logic)
    assert found is None or to_when(*found) == logic


FIELDS = [
    "shared", "shared_minutes", "shared_custom", "consent", "basis", "because", "model", "window", "dispute_days",
    "retention_days", "left_out", "note", "exclude_host", "rest-name", "rest-to", "rest-host", "rest-first", "rest-hours",
    *(f"route-0-{each}" for each in ("name", "match", "custom", "to", "host", "first", "hours")),
    *(f"route-0-line-0-{each}" for each in ("fact", "key", "op", "value")),
]  # fmt: skip
DEEP = "[" * 3000 + "]" * 3000
TYPED = st.one_of(
    st.text(),
    st.sampled_from(["--5", "-", "٣", "²", "9" * 5000, "1e999", "NaN", DEEP, '{"!":' * 300 + "true" + "}" * 300, '{"a":1,"a":2}',
                     "custom", "minutes", "basis", "split", "none", "both", "any", "duplicates", "[NaN]", "1" * 19]),
    st.sampled_from([each for each, _ in (*FACTS, *OPERATORS)]),
    st.sampled_from([str(value) for values in VALUES.values() for value in values]),
)  # fmt: skip


def messages_or_words(post: dict[str, str]) -> None:
    draft = draft_from(post)
    try:
        document = checked(to_document(draft))
    except Invalid as wrong:
        assert wrong.errors  # noqa: PT017
        return
    assert in_words(document)
    lint(document)
    assert to_document(draft_of(document.source)) == document.source


@settings(max_examples=many(300), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(FIELDS), TYPED, max_size=6))
def test_whatever_is_typed_gives_messages_or_a_valid_document(typed: dict[str, str]) -> None:
    messages_or_words(as_posted(draft_of(with_when(SHOWN[0]))) | typed)
    messages_or_words(typed | {"route-0-name": typed.get("route-0-name", "x")})


@settings(max_examples=many(100), deadline=None)
@given(
    st.one_of(
        st.text(), st.from_regex(r"(add|remove|up)-(route|line)(-[0-9]{0,3}){0,3}"), st.just("up-route-" + "9" * 5000)
    )
)
def test_any_button_is_one_of_the_form_or_none(action: str) -> None:
    draft = draft_of(RULES)
    edited(draft, action)
    assert len(draft.routes) <= 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed"),
    [("retention_days", "--5"), ("shared_custom", DEEP), ("shared_custom", '{"!":' * 400 + "true" + "}" * 400),
     ("retention_days", "9" * 5000), ("rest-name", "x" * 201), ("retention_days", "9999999")],
)  # fmt: skip
def test_the_page_says_what_is_wrong_with_it(world: World, campaign: Campaign, field: str, typed: str) -> None:
    posted = as_posted(draft_of(RULES)) | {"shared": "custom" if "shared" in field else "all", field: typed}
    for action in ("check", "propose"):
        answer = signed_in(world.host).post(f"/campaigns/{campaign.pk}/rules/new", {**posted, "action": action})
        assert answer.status_code == 422
        assert "Please fix the following" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("when", UNSHOWN)
def test_an_earlier_version_proposed_again_changes_only_what_was_changed(
    world: World, campaign: Campaign, when: Any
) -> None:
    document = with_when(when) | {"duplicates": RULES["duplicates"]}
    del document["attribution"]
    version = propose(world, campaign, document)
    client = signed_in(world.host)
    page = client.get(f"/campaigns/{campaign.pk}/rules/new?from={version.pk}").content.decode()
    shown = re.search(r'name="route-0-custom"\s+rows="3">(.*?)</textarea>', page)
    assert shown
    posted = as_posted(draft_of(document)) | {"route-0-custom": html.unescape(shown[1]), "retention_days": "30"}
    assert 'name="left_out" value="attribution"' in page
    client.post(f"/campaigns/{campaign.pk}/rules/new", {**posted, "action": "propose"})
    newest = ask(world.host, "lead_share.list", {"campaignId": campaign.pk, "sort": "-number"})["items"][0]
    assert newest["document"] == {**document, "retention": {"days": 30}}


@pytest.mark.django_db
def test_rules_that_a_browser_would_change_open_as_json(world: World, campaign: Campaign) -> None:
    document = rules(consent={"purpose": "follow_up", "unnamedRecipient": {"basis": "two\nlines", "because": " x "}})
    version = propose(world, campaign, document)
    client = signed_in(world.host)
    answer = client.get(f"/campaigns/{campaign.pk}/rules/new?from={version.pk}", follow=True)
    assert answer.redirect_chain[0][0].endswith(f"/rules/json?from={version.pk}")
    assert "too complex for the form" in answer.content.decode()
    assert "two\\nlines" in html.unescape(answer.content.decode())


@pytest.mark.parametrize("name", ["by-region", "enterprise-to-partner", "split-60-40", "whoever-brought-it"])
def test_the_rules_of_the_library_open_as_lines(name: str) -> None:
    draft = draft_of(library_rules(name))
    assert not [route.custom for route in draft.routes if route.custom]
    assert draft.shared != "custom"
    assert to_document(draft) == library_rules(name)
    assert to_document(draft_of(rules(duplicates=ABSENT))) == rules(duplicates=ABSENT)
