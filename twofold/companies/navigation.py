"""Where companies and people are found, and the tone of what becomes of an invitation, a token or a delivery."""

from twofold.ui.actions import action
from twofold.ui.navigation import nav_entry
from twofold.ui.state_colors import tones

nav_entry(
    "Activity", "activity", icon="history", needs="activity.see", order=80, keywords="history log audit",
)  # fmt: skip
nav_entry(
    "Company", "company", icon="building", needs="company.see", order=90,
    keywords="settings organisation organization team members users",
)  # fmt: skip

action(
    "Invite a colleague", "company-invitations-new", icon="user-plus", order=400, needs="people.manage",
    keywords="add person people member guest",
)  # fmt: skip

tones(good="accepted, joined", warn="expired", bad="failed", info="invited, open, sent")
