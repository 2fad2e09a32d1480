"""What every page of a campaign has around it: the name, the two companies, the tabs."""

from typing import Any

from django.urls import reverse

from twofold.core.domain import Actor, NotFound
from twofold.core.entities import get
from twofold.core.reading import visible_row
from twofold.ui.navigation import Tab, tabs_of
from twofold.web.declaration import Frame

from .entities import CAMPAIGNS
from .links import link_to
from .models import Campaign
from .queries.sides import sides_json, sides_of_campaigns


def overview_context(actor: Actor, found: dict[str, Any], active: str, *below: tuple[str, str]) -> dict[str, Any]:
    """The same as `page_context`, for a page that has asked for the whole overview."""
    campaign, companies, tabs = found["campaign"], found["companies"], tabs_of("campaign")
    shown = next((each for each in tabs if each.is_of(active)), tabs[0])
    return {
        **{name: found[name] for name in ("campaign", "workspace", "companies", "joined")},
        "own": found["side"],
        "other": found["otherSide"],
        "own_name": companies[found["side"]],
        "other_name": companies[found["otherSide"]],
        "tab": shown.label if shown != tabs[0] else "",
        "zone_says": _zone_says(campaign["timeZone"], shown),
        "zone": campaign["timeZone"] if shown.clock == "owner" else "",
        "can_lead": actor.may("campaigns.lead"),
        "tabs": [
            (each.label, each.address(campaign["id"]), each.is_of(active), None) for each in tabs if found["workspace"]
        ],
        "way": [("Campaigns", reverse("campaigns")), (campaign["name"], link_to("campaign", campaign["id"])), *below],
        "within": campaign["name"],
        "watched": f"space:{campaign['spaceId']}",
    }


def page_context(actor: Actor, id: str, active: str, *below: tuple[str, str]) -> dict[str, Any]:
    """The context of a campaign's page; `active` is the URL name of its tab, `below` the label and address of each page
    between the campaign and this one. Errors: NotFound.
    """
    campaign = visible_row(Campaign, actor, id, deleted=False)
    if campaign is None:
        raise NotFound
    sides = sides_of_campaigns(actor, [campaign])[campaign.pk]
    found = {"campaign": get(CAMPAIGNS, actor, campaign.pk), "workspace": campaign.is_workspace, **sides_json(sides)}
    return overview_context(actor, found, active, *below)


IN_CAMPAIGN = Frame(
    "campaigns/frame.html",
    lambda request, campaign, active: page_context(request.actor, campaign, active),
    "campaignId",
    at="campaigns/<str:id>",
    name="campaign",
)
"""Around lists and items that belong to a campaign: its name, companies and tabs."""


def _zone_says(zone: str, shown: Tab) -> str:
    """Whose clock the page shows: the reader's, or on some tabs that of the campaign."""
    if not zone:
        return ""
    if shown.clock == "owner":
        return f"Times shown in the campaign's time zone: {zone}"
    return f"Times shown in your time zone · campaign: {zone}"
