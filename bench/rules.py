"""Lead-share rules as two companies would sign them, and files of invented people they decide about."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = ("DE", "AT", "FR", "US", "GB", "AQ", "")
RULES: dict[str, Any] = {
    "schema": "lead-share/1",
    "sharedLead": {"when": {"!=": [{"var": "attended"}, False]}},
    "routes": [
        {
            "name": "DACH",
            "when": {"in": [{"var": "country"}, ["DE", "AT", "CH"]]},
            "to": "partner",
            "followUp": {"first": "partner", "withinHours": 24},
        },
        {
            "name": "Both",
            "when": {"==": [{"var": "country"}, "FR"]},
            "to": "both",
            "followUp": {"first": "host", "withinHours": 12},
        },
        {"name": "Nobody", "when": {"==": [{"var": "country"}, "AQ"]}, "to": "none"},
        {
            "name": "Rest",
            "when": True,
            "to": {"split": {"host": 60, "partner": 40}},
            "followUp": {"first": "assigned", "withinHours": 48},
        },
    ],
    "consent": {"purpose": "follow_up", "unnamedRecipient": "hold"},
    "disputes": {"withinDays": 14},
    "retention": {"days": 365},
}


def write_file(path: Path, rows: int) -> None:
    """A CSV of people: one in ten came before, one in ten did not come, most said yes to both companies."""
    chance = random.Random(11)  # noqa: S311 - the same people in every run
    with path.open("w") as file:
        file.write("email,name,company,country,attended,consent.host,consent.partner\n")
        for number in range(rows):
            who = number if chance.random() > 0.1 else chance.randint(0, max(number - 1, 0))  # noqa: PLR2004 - a tenth
            came = "false" if chance.random() < 0.1 else "true"  # noqa: PLR2004 - a tenth
            answers = chance.choice(("yes,yes", "yes,yes", "yes,yes", "yes,no", "yes,"))
            country = chance.choice(COUNTRIES)
            file.write(
                f"p{who}@company{who % 9973}.example,Person {who},Company {who % 9973},{country},{came},{answers}\n"
            )
