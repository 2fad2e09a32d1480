"""What the format allows but nobody can carry out: times beyond a hundred years, names longer than a line.

Such rules stay valid, and whoever has them signed can read and replay them; they are refused where rules are proposed.
"""

import unicodedata
from typing import Final

from twofold.rules.json_path import Path
from twofold.rules.lead_share.document import RulesDocument
from twofold.rules.lead_share.findings import Findings
from twofold.rules.strict_json import Problem

MOST_DAYS: Final = 36_500
LONGEST_NAME: Final = 200


def beyond_limits(document: RulesDocument) -> list[Problem]:
    """Everything in valid rules that cannot be carried out, where it stands."""
    findings = Findings()
    for place, route in enumerate(document.routes):
        path: Path = ("routes", place)
        if len(route.name) > LONGEST_NAME:
            findings.add(
                (*path, "name"), f"name must be at most {LONGEST_NAME} characters; here it is {len(route.name)}."
            )
        if any(unicodedata.category(one) == "Cc" for one in route.name):
            findings.add((*path, "name"), "name must be one line, without control characters.")
        if route.follow_up and route.follow_up.within_hours > MOST_DAYS * 24:
            findings.add((*path, "followUp", "withinHours"), f"withinHours must be at most {MOST_DAYS * 24}.")
    for section, name, days in (
        ("attribution", "windowDays", document.attribution.window_days),
        ("disputes", "withinDays", document.dispute_days),
        ("retention", "days", document.retention_days),
    ):
        if days > MOST_DAYS:
            findings.add((section, name), f"{name} must be at most {MOST_DAYS}, which is a hundred years.")
    return findings.problems
