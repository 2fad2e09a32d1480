"""The list of campaigns, and the page of one that is only tracked. One with a workspace is shown in one look."""

from collections.abc import Mapping
from typing import Any

from twofold.campaigns.entities import CAMPAIGNS
from twofold.core.actor import Actor
from twofold.web.declaration import Pages, Panel, Section, Verb, pages


def is_tracked(item: Mapping[str, Any], actor: Actor) -> bool:
    """Whether a campaign has no workspace and goes on; a workspace has gates before its stages."""
    return not item["template"] and item["status"] != "archived"


CAMPAIGN_PAGES = pages(
    Pages(
        entity=CAMPAIGNS,
        title="Campaigns",
        lead_in="Your campaigns with partners. Each partner sees only the campaigns it shares with you.",
        empty="Open a partner and start a campaign from a template: roles, tasks and dates are created for you.",
        view="running-campaigns",
        add_label="Start a campaign",
        add_url="partners",
        card=("partner", "status", "launchDate"),
        sections=(
            Section(
                "The campaign", ("name", "type", "channel", "startDate", "endDate", "budget", "currency", "budgetSplit")
            ),
            Section("Results", ("leads", "leadsEntered", "conversions", "revenue")),
            Section("Content", ("deliverables", "notes")),
        ),
        panels=(Panel("campaigns/parts/tracked.html", place="main"),),
        verbs=(
            Verb(
                "advance", "Move to the next stage", "“{title}” is in its next stage.", reads=("template", "status"),
                offered=is_tracked,
            ),
        ),
        own=frozenset({"campaign", "campaigns-new", "campaign-edit"}),
    )
)  # fmt: skip
