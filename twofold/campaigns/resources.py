"""What of a campaign workspace is shown, and what lists can be filtered and sorted by."""

from typing import Any

from django.db.models import Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.models import Side
from twofold.core.resource import Field, Resource, resource
from twofold.partners.models import Partner

from .models import BriefSection, Campaign, Checkin, Dot, Milestone, RaciRow, Role, Task, TaskList

CAMPAIGN = Field("campaignId", source="campaign_id", filter=True)


def text(name: str, source: str = "") -> Field:
    """A text one can filter and sort by."""
    return Field(name, source=source, filter=True, sort=True)


def number(name: str) -> Field:
    """A number one can filter and sort by."""
    return Field(name, "number", filter=True, sort=True)


def as_seen(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Campaigns with what depends on who looks: one's own partner record and side, never the other company's."""
    own = Partner.rows.within(actor.company_space_id() or "nobody's")
    mine = own.filter(Q(partnership__isnull=False, partnership=OuterRef("space__parent")) | Q(pk=OuterRef("tracked_partner")))
    sides = Side.rows.filter(space=OuterRef("space"), ended_at__isnull=True)
    company = actor.company.pk if actor.company else ""
    return rows.annotate(
        partner_id=Subquery(mine.values("pk")[:1]),
        partner=Coalesce(
            Subquery(mine.values("company")[:1]),
            Subquery(sides.exclude(company_id=company).values("company__name")[:1]),
        ),
        side=Subquery(sides.filter(company_id=company).values("side")[:1]),
        roi=Case(
            When(budget__gt=0, then=(F("revenue") - F("budget")) / F("budget")),
            default=Value(None),
            output_field=FloatField(null=True),
        ),
    )


CAMPAIGNS = resource(
    Resource(
        noun="campaign",
        path="campaigns",
        model=Campaign,
        needs="campaigns.see",
        base=as_seen,
        fields=(
            text("name"),
            text("partnerId"),
            text("partner"),
            text("type"),
            text("channel"),
            text("status"),
            Field("startDate", "date", filter=True, sort=True),
            Field("endDate", "date", filter=True, sort=True),
            number("budget"),
            text("budgetSplit"),
            number("leads"),
            number("conversions"),
            number("revenue"),
            number("roi"),
            Field("deliverables", "array"),
            Field("notes"),
            Field("launchDate", "date", filter=True, sort=True),
            Field("launchAt", "datetime", filter=True, sort=True),
            text("timeZone"),
            text("template"),
            Field("options", "array"),
            text("side"),
            text("key"),
            Field("spaceId", source="space_id", filter=True),
            Field("startedBy", source="author__name"),
        ),
        search=("name", "channel", "partner"),
    )
)


def filled(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Roles with whether somebody has them: `filled`, `waived` or `open`."""
    return rows.annotate(
        state=Case(
            When(person__isnull=False, then=Value("filled")),
            When(~Q(waived_because=""), then=Value("waived")),
            default=Value("open"),
        )
    )


ROLES = resource(
    Resource(
        noun="role",
        path="roles",
        model=Role,
        needs="campaigns.see",
        base=filled,
        fields=(
            CAMPAIGN,
            text("key"),
            text("side"),
            text("title"),
            Field("does"),
            Field("required", "boolean", filter=True),
            Field("waivable", "boolean", filter=True),
            Field("runsCampaign", "boolean", filter=True),
            Field("personId", source="person_id", filter=True),
            text("person", source="person__name"),
            Field("assignedAt", "datetime", sort=True),
            Field("waivedBecause"),
            text("state"),
            Field("position", "integer", sort=True),
        ),
        search=("title", "person__name"),
        sort="position",
    )
)


def with_task_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Tasks with their state: `done`, `overdue` or `open`."""
    return rows.annotate(
        state=Case(
            When(finished_at__isnull=False, then=Value("done")),
            When(due__lte=now(), then=Value("overdue")),
            default=Value("open"),
        )
    )


TASKS = resource(
    Resource(
        noun="task",
        path="tasks",
        model=Task,
        needs="campaigns.see",
        base=with_task_state,
        fields=(
            CAMPAIGN,
            Field("listId", source="task_list_id", filter=True),
            text("list", source="task_list__key"),
            text("title"),
            Field("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            text("side", source="dri__side"),
            Field("personId", source="dri__person_id", filter=True),
            text("person", source="dri__person__name"),
            Field("due", "datetime", filter=True, sort=True),
            text("state"),
            Field("finishedAt", "datetime", filter=True, sort=True),
            text("finishedBy", source="finished_by__name"),
            Field("position", "integer", sort=True),
            Field("authorId", source="author_id", filter=True),
        ),
        search=("title", "dri__title"),
        sort="due",
    )
)

TASK_LISTS = resource(
    Resource(
        noun="task_list",
        path="task-lists",
        model=TaskList,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("key"),
            text("name"),
            Field("purpose"),
            Field("driRoleId", source="dri_id", filter=True),
            text("dri", source="dri__title"),
            Field("position", "integer", sort=True),
        ),
        search=("name",),
        sort="position",
    )
)

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

DOTS = resource(
    Resource(
        noun="dot",
        path="dots",
        model=Dot,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            Field("listId", source="task_list_id", filter=True),
            text("name"),
            Field("position", "integer", source="place", filter=True, sort=True),
            Field("note"),
            Field("movedAt", "datetime", filter=True, sort=True),
        ),
        sort="name",
    )
)

RACI_ROWS = resource(
    Resource(
        noun="raci_row",
        path="raci-rows",
        model=RaciRow,
        needs="campaigns.see",
        fields=(CAMPAIGN, text("area"), Field("letters", "object"), Field("position", "integer", sort=True)),
        search=("area",),
        sort="position",
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
