"""What of milestones, check-ins and the brief is shown."""

from twofold.campaigns.models import BriefSection, Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
from twofold.core.entities import View, choices, entity, listed, shown
from twofold.core.entities.own_rows import with_own

from .fields import in_order, of_campaign, text

KINDS = choices({"progress": "Progress", "go_no_go": "Go or no-go"})

MILESTONES = entity(
    in_order(
        model=Milestone,
        works="campaigns.lead",
        derives=("undo",),
        opposites={"confirm": "withdraw", "withdraw": "confirm"},
        page="milestone",
        icon="flag",
        base=with_own("confirmed", MilestoneConfirmation, "milestone", by="company"),
        fields=(
            text("gate", column="never"),
            listed("name", label="Milestone", search=True),
            shown("meaning", label="What it means"),
            listed("at", label="Planned"),
            listed("passedAt", label="Passed"),
            shown("confirmed", "boolean", label="Confirmed by us", column="hidden"),
        ),
    )
)

CHECKINS = entity(
    of_campaign(
        model=Checkin,
        label="check-in",
        page="checkin",
        icon="calendar-check",
        base=with_own("answered", CheckinAnswer, "checkin", by="person"),
        fields=(
            text("key", column="never"),
            listed("name", label="Check-in", search=True),
            listed("kind", choices=KINDS),
            listed("startsAt", label="Starts"),
            listed("endsAt", label="Ends", column="hidden"),
            listed("minutes"),
            shown("purpose", column="hidden"),
            shown("answered", "boolean", label="Answered by me", filter=True),
        ),
        sort="startsAt",
        views=(
            View("upcoming", "Upcoming", filter={"startsAtWithin": "next_30_days"}),
            View("to-answer", "To answer", filter={"startsAtWithin": "next_7_days", "answered": "false"}),
            View("past-checkins", "Past", filter={"startsAtWithin": "past"}, sort="-startsAt"),
        ),
    )
)

BRIEF_SECTIONS = entity(
    in_order(
        model=BriefSection,
        page="campaign-brief",
        page_of="campaignId",
        icon="file-text",
        fields=(
            text("key"),
            text("title", search=True),
            shown("prompt"),
            shown("required", filter=True),
            shown("text", search=True),
            text("writtenBy"),
            shown("writtenAt", sort=True),
        ),
    )
)
