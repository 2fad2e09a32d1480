"""What of milestones, check-ins and the brief is shown."""

from twofold.campaigns.models import BriefSection, Checkin, Milestone
from twofold.core.entities import Entity, entity, shown

from .fields import CAMPAIGN, text

MILESTONES = entity(
    Entity(
        noun="milestone",
        path="milestones",
        model=Milestone,
        needs="campaigns.see",
        title="name",
        page="campaign",
        page_of="campaignId",
        icon="flag",
        fields=(
            CAMPAIGN,
            text("gate"),
            text("name"),
            shown("meaning"),
            shown("at", "datetime", filter=True, sort=True),
            shown("passedAt", "datetime", filter=True, sort=True),
            shown("position", "integer", sort=True),
        ),
        search=("name",),
        sort="position",
    )
)

CHECKINS = entity(
    Entity(
        noun="checkin",
        path="checkins",
        model=Checkin,
        needs="campaigns.see",
        label="check-in",
        title="name",
        page="campaign-checkins",
        page_of="campaignId",
        icon="calendar-check",
        fields=(
            CAMPAIGN,
            text("key"),
            text("kind"),
            text("name"),
            shown("purpose"),
            shown("startsAt", "datetime", filter=True, sort=True),
            shown("endsAt", "datetime", filter=True, sort=True),
            shown("minutes", "integer", filter=True, sort=True),
        ),
        search=("name",),
        sort="startsAt",
    )
)

BRIEF_SECTIONS = entity(
    Entity(
        noun="brief_section",
        path="brief-sections",
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
