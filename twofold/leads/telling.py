"""Telling the side a lead went to: one mail for each import or registration and each person who works leads."""

from __future__ import annotations

from twofold.core import permissions
from twofold.core.doing import Doing
from twofold.core.models import Membership

from .ground import Ground
from .models import Lead, LeadImport

KIND = "mail.leads_routed"


def tell_sides(do: Doing, ground: Ground, *, lead: Lead | None = None, imported: LeadImport | None = None) -> None:
    """Queue the mails. Nobody is told of what they brought in themselves by hand."""
    about = lead or imported
    assert about is not None
    for side, company in ground.companies.items():
        if not _got_any(ground, side, lead, imported):
            continue
        for membership in Membership.rows.filter(company_id=company, ended_at__isnull=True, person__is_active=True):
            own = lead is not None and do.actor.membership is not None and membership.pk == do.actor.membership.pk
            if own or not permissions.may("leads.work", membership.role):
                continue
            payload = {"membership": membership.pk, "side": side, "campaign": ground.campaign.pk}
            payload["lead" if lead else "import"] = about.pk
            do.send(KIND, f"leads:{about.pk}:{membership.pk}", payload, ground.campaign.space_id)


def _got_any(ground: Ground, side: str, lead: Lead | None, imported: LeadImport | None) -> bool:
    if lead is not None:
        return bool(getattr(lead, f"{side}_state") == "routed")
    return (
        Lead.rows.within(ground.campaign.space_id).filter(lead_import=imported, **{f"{side}_state": "routed"}).exists()
    )
