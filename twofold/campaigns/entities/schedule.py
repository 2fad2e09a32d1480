"""What of milestones, check-ins and the brief is shown."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from twofold.campaigns.models import BriefSection, Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
from twofold.core.actor import Actor
from twofold.core.entities import Entity, View, choices, entity, listed, shown

from .fields import CAMPAIGN, text

KINDS = choices({"progress": "Progress", "go_no_go": "Go or no-go"})
MEETING = ("name", "kind", "startsAt", "minutes", "answered")


def confirmed_by(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Milestones with whether one's own side has confirmed them."""
    company = actor.company.pk if actor.company else ""
    ours = MilestoneConfirmation.rows.visible_to(actor).filter(milestone=OuterRef("pk"), author_id=company)
    return rows.annotate(confirmed=Exists(ours))


def answered_by(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Check-ins with whether who looks has answered."""
    person = actor.person.pk if actor.person else ""
    mine = CheckinAnswer.rows.visible_to(actor).filter(checkin=OuterRef("pk"), person_id=person)
    return rows.annotate(answered=Exists(mine))


MILESTONES = entity(
    Entity(
        noun="milestone",
        model=Milestone,
        needs="campaigns.see",
        works="campaigns.lead",
        derives=("undo",),
        opposites={"confirm": "withdraw", "withdraw": "confirm"},
        title="name",
        page="milestone",
        icon="flag",
        base=confirmed_by,
        fields=(
            CAMPAIGN,
            text("gate", column="never"),
            listed("name", label="Milestone"),
            shown("meaning", label="What it means"),
            listed("at", "datetime", label="Planned"),
            listed("passedAt", "datetime", label="Passed"),
            shown("confirmed", "boolean", label="Confirmed by us", column="hidden"),
            shown("position", "integer", sort=True, column="never"),
        ),
        search=("name",),
        sort="position",
    )
)

CHECKINS = entity(
    Entity(
        noun="checkin",
        model=Checkin,
        needs="campaigns.see",
        label="check-in",
        title="name",
        page="checkin",
        icon="calendar-check",
        fields=(
            CAMPAIGN,
            text("key", column="never"),
            listed("name", label="Check-in"),
            listed("kind", choices=KINDS),
            listed("startsAt", "datetime", label="Starts"),
            listed("endsAt", "datetime", label="Ends", column="hidden"),
            listed("minutes", "integer"),
            shown("purpose", column="hidden"),
            shown("answered", "boolean", label="Answered by me", filter=True),
        ),
        base=answered_by,
        search=("name",),
        sort="startsAt",
        views=(
            View("upcoming", "Upcoming", filter={"startsAtWithin": "next_30_days"}, columns=MEETING),
            View(
                "to-answer", "To answer", filter={"startsAtWithin": "next_7_days", "answered": "false"}, columns=MEETING
            ),
            View("past-checkins", "Past", filter={"startsAtWithin": "past"}, sort="-startsAt", columns=MEETING),
        ),
    )
)

BRIEF_SECTIONS = entity(
    Entity(
        noun="brief_section",
        model=BriefSection,
        needs="campaigns.see",
        title="title",
        page="campaign-brief",
        page_of="campaignId",
        icon="file-text",
        fields=(
            CAMPAIGN,
            text("key"),
            text("title"),
            shown("prompt"),
            shown("required", "boolean", filter=True),
            shown("text"),
            text("writtenBy", source="written_by__name"),
            shown("writtenAt", "datetime", sort=True),
            shown("position", "integer", sort=True),
        ),
        search=("title", "text"),
        sort="position",
    )
)
