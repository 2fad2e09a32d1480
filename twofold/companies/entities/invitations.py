"""Invitations, and where guests can be invited to."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from twofold.companies.models import Invitation
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Entity, Field, View, choices, entity, shown
from twofold.core.models import Space
from twofold.core.models.spaces import SpaceKind
from twofold.core.oplog.row_kinds import row_kinds

from .people import ROLES


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


INVITATIONS = entity(
    Entity(
        model=Invitation,
        needs="people.manage",
        creates="people.manage",
        no_import="An invitation is a mail to one person, so each is written by itself.",
        title="email",
        page="company-invitations",
        page_of="",
        icon="mail",
        base=with_state,
        fields=(
            Field("email", "email", label="E-mail", write="create", sealed=True),
            Field("name", write="create", sealed=True, filter=False, sort=False),
            shown(
                "purpose", label="To", filter=True, sort=True,
                choices=choices({"colleague": "Join your company", "guest": "Be a guest", "partner": "Become a partner"}),
            ),
            Field(
                "role", write="create", choices=ROLES, default="member", sort=False, column="hidden",
                help="A member works with your partners and campaigns. An admin also manages people, tokens and "
                "invitations. A guest sees one campaign or partnership, and nothing else of your company.",
            ),
            Field(
                "seatSpaceId", label="What does the guest see?", write="create", when="role=guest", column="never",
                filter=False, sort=False,
            ),
            shown("seatSpace", label="Guest of", column="hidden"),
            shown(
                "state", filter=True, sort=True,
                choices=choices(
                    {"open": "Open", "expired": "Expired", "accepted": "Accepted", "revoked": "Withdrawn"},
                    {"open": "info", "expired": "warn", "accepted": "good", "revoked": "bad"},
                ),
            ),
            shown("partnerId", filter=True, column="never"),
            shown("invitedBy", sort=True),
            shown("expiresAt", label="Open until", filter=True, sort=True),
            shown("acceptedAt", label="Accepted", filter=True, sort=True, column="hidden"),
        ),
        search=("email", "name"),
        views=(
            View(
                "pending-invitations", "Not accepted yet", filter={"state": "open,expired"},
                empty="Nobody you invited still has to answer.",
            ),
            View("all-invitations", "All invitations"),
        ),
    )
)  # fmt: skip
