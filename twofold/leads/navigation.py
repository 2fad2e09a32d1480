"""Where leads and their rules are found, and the tone of their states."""

from twofold.ui.actions import action
from twofold.ui.links import shown_at
from twofold.ui.navigation import nav_entry, tab
from twofold.ui.state_colors import tones

nav_entry("Leads", "leads", icon="user-check", needs="leads.see", order=40, covers="lead")

action(
    "Import leads", "campaign-lead-import", of="campaign", icon="file-import", order=300, needs="leads.import",
    keywords="upload csv attendees",
)  # fmt: skip
action(
    "Import leads", "campaigns", icon="file-import", order=310, needs="leads.import", keywords="upload csv attendees",
)  # fmt: skip

tab("Leads", "campaign-leads", of="campaign", order=30)
tab("Rules", "campaign-rules", of="campaign", order=40)

shown_at("lead", "lead", own_page=True)
shown_at("accept_lead", "campaign-leads", query="{side}State=routed&sort=due")
shown_at("contact_lead", "campaign-leads", query="{side}State=accepted&sort=due")
shown_at("lead_share_rules", "campaign-rules")

tones(
    good="accepted, converted, done, in force, signed",
    warn="held, proposed, stopped, unsigned",
    bad="conflict, erased, returned, unconsented",
    busy="contacted, importing, routing, running",
    info="new, received, routed",
)
