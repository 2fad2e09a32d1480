"""Where the launch is found, and the tone of its states."""

from twofold.ui.links import shown_at
from twofold.ui.navigation import tab
from twofold.ui.state_colors import tones

tab("Calendar", "campaign-calendar", of="campaign", order=50, clock="owner")

shown_at("launch_calendar", "campaign-calendar", to_do="agreed")
shown_at("launch_item", "campaign-calendar", "item-")
shown_at("launch_decision", "campaign-calendar", to_do="go")
shown_at("blocker", "campaign-calendar", "blocker-")

tones(
    good="go, published, resolved",
    warn="conditional, waiting",
    bad="blocked, late, no-go",
    info="open, planned, scheduled",
)
