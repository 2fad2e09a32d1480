"""What of companies, people, invitations and tokens is shown, and to whom."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.models import Company, Membership, OutboxMessage, Space
from twofold.core.models.spaces import SpaceKind
from twofold.core.oplog.row_kinds import row_kinds
from twofold.core.resource import STANDARD, Field, Resource, resource

from .models import Invitation, Token


def shared_companies(actor: Actor) -> QuerySet[Company]:
    """The companies that share a space with the acting one, itself included."""
    return Company.rows.filter(sides__space_id__in=actor.space_ids(), sides__ended_at__isnull=True).distinct()


def colleagues(actor: Actor) -> QuerySet[Membership]:
    """The people of the acting company; a guest sees only themselves."""
    mine = Membership.rows.filter(company=actor.company, ended_at__isnull=True)
    return mine if actor.role != "guest" else mine.filter(person=actor.person)


def with_what_they_are(rows: QuerySet[Membership], actor: Actor) -> QuerySet[Membership]:
    """An item is a person in a company: it changes when either does."""
    return rows.annotate(
        item_version=F("version") + F("person__version") - 1,
        item_updated_at=Greatest("updated_at", "person__updated_at"),
    )


def places_for_guests(actor: Actor) -> list[tuple[str, str]]:
    """The campaigns and partnerships a guest can be invited to, as `(space id, what it is called)`, the newest first."""
    shared = Q(kind=SpaceKind.PARTNERSHIP)
    if "campaign" in row_kinds():  # not those that were removed
        shared |= Q(pk__in=row_kinds()["campaign"].rows.visible_to(actor).values("space_id"))
    spaces = Space.rows.filter(shared, pk__in=actor.space_ids()).order_by("-created_at")
    return [(space.pk, f"{SpaceKind(space.kind).label}: {space.name}") for space in spaces]


def with_state(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Invitations with their state."""
    return rows.annotate(
        state=Case(
            When(accepted_at__isnull=False, then=Value("accepted")),
            When(revoked_at__isnull=False, then=Value("revoked")),
            When(expires_at__lte=now(), then=Value("expired")),
            default=Value("open"),
        )
    )


COMPANIES = resource(
    Resource(
        noun="company",
        path="companies",
        model=Company,
        needs="company.see",
        visible=shared_companies,
        fields=(Field("name", filter=True, sort=True),),
        search=("name",),
        sort="name",
    )
)

PEOPLE = resource(
    Resource(
        noun="person",
        path="people",
        model=Membership,
        needs="company.see",
        visible=colleagues,
        base=with_what_they_are,
        standard=(
            Field("id", source="person_id", filter=True),
            Field("version", "integer", source="item_version"),
            Field("createdAt", "datetime", filter=True, sort=True),
            Field("updatedAt", "datetime", source="item_updated_at", filter=True, sort=True),
        ),
        fields=(
            Field("name", source="person__name", filter=True, sort=True),
            Field("email", source="person__email", filter=True, sort=True),
            Field("role", filter=True, sort=True),
            Field("timeZone", source="person__time_zone"),
            Field("companyId", source="company_id"),
        ),
        search=("person__name", "person__email"),
        sort="name",
    )
)

INVITATIONS = resource(
    Resource(
        noun="invitation",
        path="invitations",
        model=Invitation,
        needs="people.manage",
        base=with_state,
        fields=(
            Field("email", filter=True, sort=True),
            Field("name"),
            Field("purpose", filter=True, sort=True),
            Field("role", filter=True),
            Field("state", filter=True, sort=True),
            Field("partnerId", filter=True),
            Field("invitedBy", source="invited_by__name"),
            Field("expiresAt", "datetime", sort=True),
            Field("acceptedAt", "datetime", sort=True),
        ),
        search=("email", "name"),
    )
)

TOKENS = resource(
    Resource(
        noun="token",
        path="tokens",
        model=Token,
        needs="tokens.manage",
        fields=(
            Field("name", filter=True, sort=True),
            Field("person", source="membership__person__name"),
            Field("hint"),
            Field("scopes", "array"),
            Field("expiresAt", "datetime", sort=True),
            Field("lastUsedAt", "datetime", sort=True),
            Field("revokedAt", "datetime", sort=True),
        ),
        search=("name",),
        standard=STANDARD,
    )
)

DELIVERIES = resource(
    Resource(
        noun="delivery",
        path="deliveries",
        model=OutboxMessage,
        needs="company.manage",
        fields=(
            Field("kind", filter=True, sort=True),
            Field("state", filter=True, sort=True),
            Field("attempts", "integer", sort=True),
            Field("nextAt", "datetime", sort=True),
            Field("sentAt", "datetime", sort=True),
            Field("lastError"),
        ),
    )
)
