"""On what ground the leads of a campaign are routed: its companies, their spaces, the rules in force."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from twofold.campaigns.models import Campaign
from twofold.core.errors import Conflict, Invalid
from twofold.core.models import DocumentVersion, Side, Space
from twofold.core.spaces import signoff
from twofold.leads.models import KIND
from twofold.rules.lead_files import Recipients
from twofold.rules.lead_share import Router, read_rules


@dataclass(frozen=True)
class RoutingContext:
    """What is the same for every lead of a batch. `companies`, `names` and `spaces` go by side."""

    campaign: Campaign
    rules: DocumentVersion
    router: Router
    companies: dict[str, str]
    names: dict[str, str]
    spaces: dict[str, str]

    def side_of(self, company_id: str) -> str:
        """The side of one of the two companies."""
        return next(side for side, company in self.companies.items() if company == company_id)


def companies_of(space_id: str) -> dict[str, tuple[str, str]]:
    """Side → (company id, name) in a campaign's space; the partner may still be missing."""
    sides = Side.rows.filter(space_id=space_id, ended_at__isnull=True).select_related("company")
    return {side.side: (side.company_id, side.company.name) for side in sides}


def side_named(space_id: str, recipient: str, field: str = "recipient") -> str:
    """The side a consent is about, named as a side or by a company's id. Errors: Invalid, at `field`."""
    if recipient in ("host", "partner"):
        return recipient
    found = next((side for side, (company, _) in companies_of(space_id).items() if company == recipient), None)
    if found is None:
        raise Invalid.field(field, "Name a recipient of this campaign: host, partner, or a company's id.")
    return found


def recipients_of(space_id: str) -> Recipients:
    """The two names that a consent question may mention."""
    found = companies_of(space_id)
    return Recipients(host=found.get("host", ("", ""))[1], partner=found.get("partner", ("", ""))[1])


def rules_in_force(campaign: Campaign) -> DocumentVersion | None:
    """The version of the rules that both sides have signed, if there is one."""
    return signoff.in_force(campaign.space_id, KIND, campaign.pk)


def load_routing_context(campaign: Campaign, rules: DocumentVersion | None = None) -> RoutingContext:
    """The ground of a campaign under one version of its rules, by default the one in force. Errors: Conflict."""
    rules = rules or rules_in_force(campaign)
    if rules is None:
        raise Conflict(
            "No lead-share rules are in force yet. Once both companies sign them on the rules page, leads can be imported."
        )
    found = companies_of(campaign.space_id)
    if len(found) < 2:  # noqa: PLR2004 - a host and a partner
        raise Conflict("Your partner has not joined this campaign yet. Leads can be imported once they have.")
    ids = {side: company for side, (company, _) in found.items()}
    spaces = dict(
        Space.rows.filter(kind="company", sides__company__in=ids.values()).values_list("sides__company_id", "pk")
    )
    return RoutingContext(
        campaign,
        rules,
        router_of(rules.hash, rules.body),
        ids,
        {side: name for side, (_, name) in found.items()},
        {side: spaces[company] for side, company in ids.items()},
    )


@lru_cache(maxsize=64)
def router_of(rules_hash: str, body: str) -> Router:
    """The compiled rules of a version."""
    return Router(read_rules(json.loads(body)))
