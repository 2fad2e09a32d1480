"""Where channels and decisions are found."""

from twofold.ui.links import shown_at
from twofold.ui.navigation import tab

tab("Channels", "campaign-channels", of="campaign", order=100)
tab("Decisions", "campaign-decisions", of="campaign", order=110)

shown_at("channel", "campaign-channels")
shown_at("message", "campaign-channel", "message-")
