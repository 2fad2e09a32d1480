"""Hypothesis strategies for lead-share rules: conditions, documents, facts and rows; reusable."""

from typing import Any

from hypothesis import strategies as st

TEXT_FACTS = ["industry", "job_title", "source", "medium", "campaign", "answers.budget", "answers.q_1"]
NUMBER_FACTS = ["employees", "minutes"]
TEXTS = ["acme", "vp sales", "a", "größe", "webinar", "0", "true", "null", "σας", "東京", "💡 idea"]
NUMBERS = [0, 1, -1, 200, 200.5, -0.5, 1e21, 5e-7, 450]
TIMES = ["2026-03-01T12:00:00Z", "2026-02-28T23:59:59Z", "1999-01-01T00:00:00Z", "2016-12-31T23:59:60Z"]
VALUES: dict[str, list[Any]] = {
    **dict.fromkeys(TEXT_FACTS, TEXTS),
    **dict.fromkeys(NUMBER_FACTS, NUMBERS),
    "country": ["DE", "AT", "US"],
    "existing_customer_of": ["host", "partner", "both"],
    "email_domain": ["example.com", "xn--mnchen-3ya.example", "mail.example.org"],
    "attended": [True, False],
    "registered_at": TIMES,
}
ALL_FACTS = sorted(VALUES)
OF_ONE_TYPE = [
    NUMBER_FACTS,
    ["attended"],
    ["registered_at"],
    [*TEXT_FACTS, "country", "email_domain", "existing_customer_of"],
]


def facts() -> st.SearchStrategy[dict[str, Any]]:
    """Facts in normal form; every one of them may be absent."""
    flat = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()})
    return flat.map(_nested)


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in flat.items() if not name.startswith("answers.")}
    found["answers"] = {name[8:]: value for name, value in flat.items() if name.startswith("answers.")}
    return found


@st.composite
def _var(draw: st.DrawFn, name: str) -> dict[str, Any]:
    form = draw(st.integers(0, 3))
    if form == 0:
        return {"var": [name]}
    if form == 1:
        return {"var": [name, draw(st.sampled_from(VALUES[name]))]}
    return {"var": name}


@st.composite
def _comparison(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.sampled_from(OF_ONE_TYPE))
    left = draw(st.sampled_from(names))
    operator = draw(st.sampled_from(["==", "!="]))
    right = draw(st.one_of(st.none(), st.sampled_from(VALUES[left]), st.sampled_from(names).flatmap(_var)))
    pair = [draw(_var(left)), right]
    return {operator: pair[::-1] if draw(st.booleans()) else pair}


@st.composite
def _order(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.sampled_from([NUMBER_FACTS, ["registered_at"]]))
    operator = draw(st.sampled_from(["<", "<=", ">", ">="]))
    term = st.one_of(st.sampled_from(VALUES[names[0]]), st.sampled_from(names).flatmap(_var))
    count = draw(st.sampled_from([2, 3] if operator in ("<", "<=") else [2]))
    return {operator: [draw(term) for _ in range(count)]}


@st.composite
def _within(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.booleans()):
        name = draw(st.sampled_from(ALL_FACTS))
        return {"in": [draw(_var(name)), draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=4))]}
    name = draw(st.sampled_from(TEXT_FACTS))
    return {"in": [draw(st.sampled_from([*TEXTS, "vp", "s", "ö"])), draw(_var(name))]}


def _missing() -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(ALL_FACTS)
    return st.one_of(names, st.lists(names, min_size=1, max_size=3)).map(lambda given: {"missing": given})


def conditions() -> st.SearchStrategy[Any]:
    """Valid conditions of every operator, nested."""
    atoms = st.one_of(st.booleans(), _var("attended"), _comparison(), _order(), _within(), _missing())
    return st.recursive(atoms, _combined, max_leaves=8)


def _combined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"and": parts}),
        st.lists(inner, min_size=1, max_size=4).map(lambda parts: {"or": parts}),
        inner.map(lambda part: {"!": [part]}),
        inner.map(lambda part: {"!": part}),
        st.integers(1, 2).flatmap(
            lambda pairs: st.lists(inner, min_size=2 * pairs + 1, max_size=2 * pairs + 1).map(
                lambda parts: {"if": parts}
            )
        ),
    )


@st.composite
def _route(draw: st.DrawFn, name: str, when: Any) -> dict[str, Any]:
    to = draw(st.sampled_from(["host", "partner", "both", "none", "split"]))
    route: dict[str, Any] = {"name": name, "when": when, "to": to}
    if to == "split":
        host = draw(st.integers(0, 100))
        route["to"] = {"split": {"host": host, "partner": 100 - host}}
    if to != "none":
        first = "host" if to == "both" else "assigned"
        route["followUp"] = {"first": first, "withinHours": draw(st.integers(1, 500))}
    return route


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Valid rules documents."""
    whens = [*draw(st.lists(conditions(), max_size=3)), True]
    shared = draw(st.one_of(st.just(True), conditions()))
    hold = {"basis": "legitimate interest", "because": "both companies invited"}
    document = {
        "schema": "lead-share/1",
        "sharedLead": {"when": shared},
        "routes": [draw(_route(f"route {place}", when)) for place, when in enumerate(whens)],
        "consent": {"purpose": "follow_up", "unnamedRecipient": draw(st.sampled_from(["hold", hold]))},
        "disputes": {"withinDays": 14},
        "retention": {"days": 365},
    }
    if draw(st.booleans()):
        document["exclusions"] = {"host": "existing_pipeline", "partner": "existing_pipeline"}
    return document


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    """Cells of a row, some of which do not fit, with few addresses so that people come again."""
    cells = {
        "email": draw(st.sampled_from(["a@example.com", "B@Example.com", "c@x.example", "d@y.example", "bad", ""]))
    }
    for name in draw(st.lists(st.sampled_from(ALL_FACTS), max_size=5)):
        value = draw(st.sampled_from(VALUES[name]))
        cells[name] = str(value).lower() if isinstance(value, bool) else str(value)
    for side in ("host", "partner"):
        cells[f"consent.{side}"] = draw(st.sampled_from(["yes", "no", ""]))
    return cells
