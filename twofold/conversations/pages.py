"""The pages of decisions."""

from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.web.declaration import Pages, Panel, Section, Verb, pages

from .entities import DECISIONS, MESSAGES

DECISION_PAGES = pages(
    Pages(
        entity=DECISIONS,
        frame=IN_CAMPAIGN,
        lead_in="Approvals, scope changes and launch calls only. Use the channels for everything else.",
        empty="Record the first one here, or from a message in a channel.",
        add_label="Record a decision",
        view="all-decisions",
        card=("kind", "person", "createdAt"),
        sections=(Section("Decision", ("kind", "person", "company", "createdAt")),),
        panels=(Panel("conversations/decision.html", place="main"),),
        hides=("body",),
        own=frozenset({"campaign-decisions-new"}),
    )
)
pages(
    Pages(
        entity=MESSAGES,
        at="campaigns/<str:id>/channels",
        name="campaign-channels",
        frame=IN_CAMPAIGN,
        title="Channels",
        only="verbs",
        verbs=(Verb("delete", "Delete", "Message deleted.", icon="trash"),),
    )
)
"""Messages are read in their channel, which is no list; they are deleted there."""
