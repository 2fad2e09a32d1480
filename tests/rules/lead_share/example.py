"""The worked example of the format, for tests to start from."""

import copy
from collections.abc import Mapping
from typing import Any

from twofold.rules.lead_share import BadRow, Facts, person_from_cells, person_from_values

RULES: dict[str, Any] = {
    "schema": "lead-share/1",
    "sharedLead": {"when": {"==": [{"var": "attended"}, True]}},
    "routes": [
        {
            "name": "DACH enterprise",
            "when": {
                "and": [
                    {"in": [{"var": "country"}, ["DE", "AT", "CH"]]},
                    {"!=": [{"var": "employees"}, None]},
                    {">": [{"var": "employees"}, 200]},
                ]
            },
            "to": "partner",
            "followUp": {"first": "partner", "withinHours": 24},
        },
        {
            "name": "everyone else",
            "when": True,
            "to": {"split": {"host": 60, "partner": 40}},
            "followUp": {"first": "assigned", "withinHours": 48},
        },
    ],
    "duplicates": {"key": "email", "keep": "first"},
    "exclusions": {"host": "existing_pipeline", "partner": "existing_pipeline"},
    "consent": {"purpose": "follow_up", "unnamedRecipient": "hold"},
    "attribution": {"model": "first_touch", "windowDays": 90},
    "disputes": {"withinDays": 14},
    "retention": {"days": 365},
}
ABSENT = object()


def rules(**changes: Any) -> dict[str, Any]:
    """The example with some sections changed, or left out where ABSENT."""
    document = copy.deepcopy(RULES)
    for name, value in changes.items():
        document[name] = value
        if value is ABSENT:
            del document[name]
    return document


def routed(
    when: Any = True,  # noqa: FBT002 (a condition)
    to: Any = "host",
    first: str = "host",
    hours: Any = 24,
) -> dict[str, Any]:
    """One route."""
    return {"name": "one", "when": when, "to": to, "followUp": {"first": first, "withinHours": hours}}


def last(**changes: Any) -> dict[str, Any]:
    """The example with one route, that one changed, names left out where ABSENT."""
    route = routed() | changes
    return rules(routes=[{name: value for name, value in route.items() if value is not ABSENT}])


def when(condition: Any) -> dict[str, Any]:
    """The example with another condition for what is shared."""
    return rules(sharedLead={"when": condition})


def facts_of_cells(cells: Mapping[str, str]) -> Facts | BadRow:
    """The facts of a row alone."""
    person = person_from_cells(cells)
    return person if isinstance(person, BadRow) else person.facts


def facts_of_values(values: Mapping[str, object]) -> Facts | BadRow:
    """The facts of JSON values alone."""
    person = person_from_values(values)
    return person if isinstance(person, BadRow) else person.facts
