"""Where partners are found, and the tone of their stages."""

from twofold.ui.actions import action
from twofold.ui.navigation import nav_entry
from twofold.ui.state_colors import tones

nav_entry(
    "Partners",
    "partners",
    icon="users-group",
    needs="partners.see",
    order=20,
    covers="partner",
    keywords="pipeline crm",
)
action("Add a partner", "partners-new", icon="plus", order=100, needs="partners.work", keywords="new create record")
tones(good="active", busy="negotiating")
