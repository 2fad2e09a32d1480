"""What of milestones, check-ins and the brief is shown."""

from twofold.campaigns.models import BriefSection, Checkin, Milestone
from twofold.core.resource import Field, Resource, resource

from .fields import CAMPAIGN, text

MILESTONES = resource(
    Resource(
        noun="milestone",
        path="milestones",
        model=Milestone,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("gate"),
            text("name"),
            Field("meaning"),
            Field("at", "datetime", filter=True, sort=True),
            Field("passedAt", "datetime", filter=True, sort=True),
            Field("position", "integer", sort=True),
        ),
        search=("name",),
        sort="position",
    )
)

CHECKINS = resource(
    Resource(
        noun="checkin",
        path="checkins",
        model=Checkin,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("key"),
            text("kind"),
            text("name"),
            Field("purpose"),
            Field("startsAt", "datetime", filter=True, sort=True),
            Field("endsAt", "datetime", filter=True, sort=True),
            Field("minutes", "integer", filter=True, sort=True),
        ),
        search=("name",),
        sort="startsAt",
    )
)

BRIEF_SECTIONS = resource(
    Resource(
        noun="brief_section",
        path="brief-sections",
        model=BriefSection,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("key"),
            text("title"),
            Field("prompt"),
            Field("required", "boolean", filter=True),
            Field("text"),
            text("writtenBy", source="written_by__name"),
            Field("writtenAt", "datetime", sort=True),
            Field("position", "integer", sort=True),
        ),
        search=("title", "text"),
        sort="position",
    )
)
