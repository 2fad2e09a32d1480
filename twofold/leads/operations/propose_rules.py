"""Proposing lead-share rules: checked whole, then a new version that both sides have to sign."""

from typing import Any

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.core import signoff
from twofold.core.doing import Doing
from twofold.core.errors import Conflict, Invalid
from twofold.core.models import DocumentVersion
from twofold.core.operation import Input, operation
from twofold.leads.models import KIND
from twofold.rules.lead_share import RulesDocument, RulesInvalidError, read_rules


class ProposeRules(Input):
    """The whole document of the lead-share format, as JSON."""

    rules: Any
    note: str = Declared("", max_length=500)


@operation(
    "lead_share.propose",
    on=Campaign,
    needs="documents.propose",
    says="{actor} proposed lead-share rules for {target}",
    fact="lead_share.proposed",
)
def propose_rules(do: Doing, campaign: Campaign, input: ProposeRules) -> DocumentVersion:
    """A new version of the rules (S1.67). Errors: Invalid with the JSONPath of everything that is wrong."""
    if not campaign.is_workspace:
        raise Conflict("Only a campaign that two companies share has lead-share rules.")
    document = checked(input.rules)
    version = signoff.propose(do, campaign, KIND, document.source, input.note)
    do.details["version"] = version.pk
    return version


def checked(rules: Any) -> RulesDocument:
    """Rules that are valid. Errors: Invalid; `errors[].field` is the JSONPath of the innermost wrong value."""
    try:
        return read_rules(rules)
    except RulesInvalidError as wrong:
        found = [(error["field"], error["message"]) for error in wrong.errors]
        count = len(found)
        said = "one thing is" if count == 1 else f"{count} things are"
        raise Invalid(f"These rules cannot be used yet: {said} wrong. {found[0][1]}", found) from None
