"""Where campaigns are found: the start page, the list, the tabs of a campaign; and the tone of its states."""

from twofold.ui.actions import action
from twofold.ui.links import shown_at
from twofold.ui.navigation import nav_entry, tab
from twofold.ui.state_colors import tones

nav_entry("Home", "home", icon="home", order=10, keywords="start dashboard overview work")
nav_entry("Campaigns", "campaigns", icon="speakerphone", needs="campaigns.see", order=30, covers="campaign")
nav_entry("Tasks", "tasks", icon="checkbox", needs="campaigns.see", order=38, covers="task")

action(
    "Start a campaign", "campaign-new", of="partner", icon="speakerphone", order=200, needs="campaigns.start",
    keywords="new create",
)  # fmt: skip
action(
    "Start a campaign", "partners", icon="speakerphone", order=210, needs="campaigns.start", keywords="new create",
)  # fmt: skip

tab("Overview", "campaign", of="campaign", order=10)
tab("Tasks", "campaign-tasks", of="campaign", order=20)
tab("Brief", "campaign-brief", of="campaign", order=70)
tab("Roles", "campaign-roles", of="campaign", order=80)
tab("Check-ins", "campaign-checkins", of="campaign", order=90)

shown_at("campaign", "campaign")
shown_at("brief", "campaign-brief")
shown_at("brief_section", "campaign-brief", "brief-")
shown_at("role", "role", own_page=True)
shown_at("raci", "campaign-roles", "raci-")
shown_at("raci_row", "campaign-roles", "raci-")
shown_at("task_list", "campaign-tasks", "group-")
shown_at("task", "task", own_page=True)
shown_at("checkin", "checkin", own_page=True)
shown_at("dot", "campaign", "hill")
shown_at("milestone", "milestone", own_page=True)

tones(
    good="complete, completed, done, ready",
    warn="attention, due, due soon, waived",
    bad="at risk, blocked, late, overdue",
    busy="creating, promoting, in progress",
    info="new, open, planning",
)
