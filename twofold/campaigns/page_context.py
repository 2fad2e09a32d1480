"""What every page of a campaign has around it: the name, the two companies, the tabs."""

import contextlib
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from twofold.core import usual
from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.resource import get

from .models import Campaign
from .queries.sides import sides_of_campaigns

TABS = (
    ("Overview", "campaign"),
    ("Tasks", "campaign-tasks"),
    ("Leads", "campaign-leads"),
    ("Rules", "campaign-rules"),
    ("Calendar", "campaign-calendar"),
    ("Assets", "campaign-assets"),
    ("Brief", "campaign-brief"),
    ("Roles", "campaign-roles"),
    ("Check-ins", "campaign-checkins"),
    ("Channels", "campaign-channels"),
    ("Decisions", "campaign-decisions"),
)

_ANY = "any-campaign"


def overview_context(actor: Actor, found: dict[str, Any], active: str) -> dict[str, Any]:
    """The same as `frame`, for a page that has asked for the whole overview."""
    own, other, companies = found["side"], found["otherSide"], found["companies"]
    return {
        "campaign": found["campaign"],
        "workspace": found["workspace"],
        "own": own,
        "other": other,
        "own_name": companies[own],
        "other_name": companies[other],
        "companies": companies,
        "joined": found["joined"],
        "tab": next((label for label, name in TABS if name == active and name != "campaign"), ""),
        "zone_says": _zone_says(found["campaign"]["timeZone"], active),
        "can_lead": actor.may("campaigns.lead"),
        "tabs": _tabs(found["campaign"]["id"], active) if found["workspace"] else [],
    }


def page_context(actor: Actor, id: str, active: str) -> dict[str, Any]:
    """The context of a campaign's page; `active` is the URL name of its tab. Errors: NotFound."""
    from .resources import CAMPAIGNS

    campaign = usual.row(Campaign, actor, id, deleted=False)
    if campaign is None:
        raise NotFound
    sides = sides_of_campaigns(actor, [campaign])[campaign.pk]
    names = sides.names
    found = {
        "campaign": get(CAMPAIGNS, actor, campaign.pk),
        "workspace": campaign.is_workspace,
        "side": sides.own,
        "otherSide": sides.other,
        "companies": {"host": names.host, "partner": names.partner},
        "joined": sides.joined,
    }
    return overview_context(actor, found, active)


def _zone_says(zone: str, active: str) -> str:
    """Whose clock the page shows: everywhere the reader's, on the calendar that of the campaign."""
    if not zone:
        return ""
    if active == "campaign-calendar":
        return f"Times on the calendar are the campaign's: {zone}."
    return f"Times are yours; the campaign runs on {zone}."


def _tabs(id: str, active: str) -> list[tuple[str, str, bool, None]]:
    return [(label, address.replace(_ANY, id), name == active, None) for label, name, address in _addresses()]


@cache
def _addresses() -> list[tuple[str, str, str]]:
    """Label, name and address of each tab, the last for a campaign whose id is left open."""
    found = []
    for label, name in TABS:
        with contextlib.suppress(NoReverseMatch):
            found.append((label, name, reverse(name, kwargs={"id": _ANY})))
    return found
