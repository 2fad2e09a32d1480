"""Telling a side of leads that came to it, or that a person withdrew: by mail, to whoever answers for follow-up there."""

from __future__ import annotations

from twofold.campaigns.models import Campaign, Role
from twofold.core import permissions
from twofold.core.models import Membership, Space
from twofold.core.operations.context import OperationContext
from twofold.leads.models import Lead, LeadImport
from twofold.leads.routing.routing_context import companies_of

KIND = "mail.leads_routed"
WITHDRAWN = "mail.lead_withdrawn"
OWNER = "follow_up_lead"
"""The key of the role "Lead Follow-up Owner" in every template of the library."""


def notify_sides(
    do: OperationContext,
    campaign: Campaign,
    *,
    lead: Lead | None = None,
    imported: LeadImport | None = None,
    only: str = "",
) -> None:
    """Queue the mails, each in its reader's own company; with `only`, to that side alone. Nobody is told of what they
    brought in themselves by hand.
    """
    about = lead or imported
    assert about is not None
    for side, (company, _) in companies_of(campaign.space_id).items():
        if (only and side != only) or not _got_any(campaign, side, lead, imported):
            continue
        home = Space.rows.get(kind="company", sides__company=company)
        for membership in people_to_notify(campaign, side, company):
            if lead is not None and do.actor.membership is not None and membership.pk == do.actor.membership.pk:
                continue
            payload = {"membership": membership.pk, "side": side, "campaign": campaign.pk}
            payload["lead" if lead else "import"] = about.pk
            again = f":{lead.version}" if lead else ""  # a lead may be withdrawn and come back
            do.send(KIND, f"leads:{about.pk}{again}:{membership.pk}", payload, home)


def notify_withdrawn(do: OperationContext, lead: Lead, side: str, company: str) -> None:
    """Queue the mails that say not to contact a person any more, to the side that had been given the lead."""
    home = Space.rows.get(kind="company", sides__company=company)
    for membership in people_to_notify(lead.campaign, side, company):
        if do.actor.membership is None or membership.pk != do.actor.membership.pk:
            payload = {"membership": membership.pk, "side": side, "lead": lead.pk}
            do.send(WITHDRAWN, f"withdrawn:{lead.pk}:{lead.version}:{membership.pk}", payload, home)


def people_to_notify(campaign: Campaign, side: str, company_id: str) -> list[Membership]:
    """Who of a side is told of new leads: its follow-up owner, else its lead of the campaign, else everybody there who
    works leads. Somebody who has left, or may not work leads, does not count as filling a role.
    """
    able = [
        each
        for each in Membership.rows.filter(company_id=company_id, ended_at__isnull=True, person__is_active=True)
        if permissions.may("leads.work", each.role)
    ]
    filled = list(Role.of(campaign).filter(side=side, person__isnull=False))
    owners = {role.person_id for role in filled if role.key == OWNER}
    leading = {role.person_id for role in filled if role.runs_campaign}
    for people in (owners, leading):
        if found := [each for each in able if each.person_id in people]:
            return found
    return able


def _got_any(campaign: Campaign, side: str, lead: Lead | None, imported: LeadImport | None) -> bool:
    if lead is not None:
        return bool(getattr(lead, f"{side}_state") == "routed")
    return Lead.rows.within(campaign.space_id).filter(lead_import=imported, **{f"{side}_state": "routed"}).exists()
