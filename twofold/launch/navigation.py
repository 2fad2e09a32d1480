"""Where the launch is found, and the tone of its states."""

from twofold.ui.actions import action
from twofold.ui.links import shown_at
from twofold.ui.navigation import nav_entry, tab
from twofold.ui.state_colors import tones

nav_entry(
    "Calendar", "calendar", icon="calendar-event", needs="campaigns.see", order=33, covers="launch_item",
    keywords="launch schedule agenda dates",
)  # fmt: skip
action(
    "Add a calendar item", "calendar-new", icon="plus", order=250, needs="campaigns.work",
    keywords="new create launch publication schedule",
)  # fmt: skip
tab(
    "Calendar", "campaign-calendar", of="campaign", order=50, clock="owner", covers=("campaign-blockers", "campaign-go"),
)  # fmt: skip

shown_at("launch_calendar", "campaign-calendar", to_do="agreed")
shown_at("launch_item", "launch_item", own_page=True)
shown_at("launch_decision", "campaign-go")
shown_at("blocker", "blocker", own_page=True)
shown_at("blockers", "campaign-blockers")

tones(
    good="go, published, resolved",
    warn="conditional, waiting",
    bad="blocked, late, no-go",
    info="open, planned, scheduled",
)
