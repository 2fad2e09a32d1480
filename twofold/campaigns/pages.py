"""The list of campaigns; what is inside one has pages of its own, because it is a workspace and no record."""

from twofold.web.declaration import Pages, Section, pages

from .entities import CAMPAIGNS

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
        own=frozenset({"campaign", "campaigns-new", "campaign-edit"}),
    )
)
