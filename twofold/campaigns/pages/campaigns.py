"""The list of campaigns, and the page of one that is only tracked. One with a workspace is shown in one look."""

from typing import Any

from twofold.campaigns.entities import CAMPAIGNS
from twofold.campaigns.queries.moves import LIVE
from twofold.ui.panels import Notice
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Panel, Section, Verb, pages


def tracked(request: Request, item: dict[str, Any]) -> Notice:
    """Who sees a campaign that has no workspace."""
    return Notice(["Tracked by your company only. There is no shared workspace."])


CAMPAIGN_PAGES = pages(
    Pages(
        entity=CAMPAIGNS,
        lead_in="Your campaigns with partners. Each partner sees only the campaigns it shares with you.",
        empty="Start a campaign from a partner's page: roles, tasks and dates are created for you.",
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
        panels=(Panel(draw=tracked, place="main"),),
        verbs=(
            Verb(
                "advance", "Move to the next stage", "“{title}” is in its next stage.",
                when={"template": {""}, "status": LIVE},
            ),
        ),
        own=frozenset({"campaign", "campaigns-new"}),
        unchanged=("leads",),
        edit_lead_in=lambda item: "Both sides see what you write here." if item["template"] else "Only your company sees it.",
    )
)  # fmt: skip
