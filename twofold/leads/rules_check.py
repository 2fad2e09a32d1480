"""Whether rules can be proposed: valid by the format, and nothing in them that cannot be carried out."""

from typing import Any

from twofold.core.errors import Invalid
from twofold.rules.lead_share import RulesDocument, RulesInvalidError, read_rules
from twofold.rules.lead_share.limits import beyond_limits


def checked(rules: Any) -> RulesDocument:
    """Rules that can be proposed. Errors: Invalid; `errors[].field` is the JSONPath of the innermost wrong value."""
    try:
        document = read_rules(rules)
        problems = beyond_limits(document)
    except RulesInvalidError as wrong:
        problems = wrong.problems
    if problems:
        said = "one thing is" if len(problems) == 1 else f"{len(problems)} things are"
        found = [(problem.field, problem.message) for problem in problems]
        raise Invalid(f"These rules cannot be used yet: {said} wrong. {found[0][1]}", found)
    return document
