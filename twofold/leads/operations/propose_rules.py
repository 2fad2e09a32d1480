"""Proposing lead-share rules: checked whole, then a new version that both sides have to sign."""

from typing import Any

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict
from twofold.core.models import DocumentVersion
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.core.spaces import signoff
from twofold.leads.models import KIND
from twofold.leads.rules_check import checked


class ProposeRules(Input):
    """The whole document of the lead-share format, as JSON."""

    rules: Any
    note: str = Declared("", max_length=500)


@operation("lead_share.propose", needs="documents.propose", says="{actor} proposed lead-share rules for {target}")
def propose_rules(do: OperationContext, campaign: Campaign, input: ProposeRules) -> DocumentVersion:
    """A new version of the rules (S1.67).

    Errors: Invalid with the JSONPath of everything that is wrong: what the format does not allow, times of more than a
    hundred years, and names of routes that are longer than 200 characters or more than one line.
    """
    if not campaign.is_workspace:
        raise Conflict("Only a campaign that two companies share has lead-share rules.")
    document = checked(input.rules)
    version = signoff.propose(do, campaign, KIND, document.source, input.note)
    do.details["version"] = version.pk
    return version
