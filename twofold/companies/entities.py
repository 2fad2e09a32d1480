"""What of companies, people, invitations and tokens is shown, and to whom."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import STANDARD, Entity, entity, shown
from twofold.core.models import Company, Membership, OutboxMessage, Space
from twofold.core.models.spaces import SpaceKind
from twofold.core.oplog.row_kinds import row_kinds

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


COMPANIES = entity(
    Entity(
        noun="company",
        path="companies",
        model=Company,
        needs="company.see",
        visible=shared_companies,
        fields=(shown("name", filter=True, sort=True),),
        search=("name",),
        sort="name",
    )
)

PEOPLE = entity(
    Entity(
        noun="person",
        path="people",
        model=Membership,
        needs="company.see",
        title="name",
        visible=colleagues,
        base=with_what_they_are,
        standard=(
            shown("id", source="person_id", filter=True),
            shown("version", "integer", source="item_version"),
            shown("createdAt", "datetime", filter=True, sort=True),
            shown("updatedAt", "datetime", source="item_updated_at", filter=True, sort=True),
        ),
        fields=(
            shown("name", source="person__name", filter=True, sort=True),
            shown("email", source="person__email", filter=True, sort=True),
            shown("role", filter=True, group=True, sort=True),
            shown("timeZone", source="person__time_zone"),
            shown("companyId", source="company_id"),
        ),
        search=("person__name", "person__email"),
        sort="name",
    )
)

INVITATIONS = entity(
    Entity(
        noun="invitation",
        path="invitations",
        model=Invitation,
        needs="people.manage",
        base=with_state,
        fields=(
            shown("email", filter=True, sort=True),
            shown("name"),
            shown("purpose", filter=True, group=True, sort=True),
            shown("role", filter=True, group=True),
            shown("state", filter=True, group=True, sort=True),
            shown("partnerId", filter=True),
            shown("invitedBy", source="invited_by__name"),
            shown("expiresAt", "datetime", sort=True),
            shown("acceptedAt", "datetime", sort=True),
        ),
        search=("email", "name"),
    )
)

TOKENS = entity(
    Entity(
        noun="token",
        path="tokens",
        model=Token,
        needs="tokens.manage",
        fields=(
            shown("name", filter=True, sort=True),
            shown("person", source="membership__person__name"),
            shown("hint"),
            shown("scopes", "array"),
            shown("expiresAt", "datetime", sort=True),
            shown("lastUsedAt", "datetime", sort=True),
            shown("revokedAt", "datetime", sort=True),
        ),
        search=("name",),
        standard=STANDARD,
    )
)

DELIVERIES = entity(
    Entity(
        noun="delivery",
        path="deliveries",
        model=OutboxMessage,
        needs="company.manage",
        fields=(
            shown("kind", filter=True, group=True, sort=True),
            shown("state", filter=True, group=True, sort=True),
            shown("attempts", "integer", sort=True),
            shown("nextAt", "datetime", sort=True),
            shown("sentAt", "datetime", sort=True),
            shown("lastError"),
        ),
    )
)
