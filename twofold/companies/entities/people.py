"""Companies, and the people in them."""

from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from twofold.core.actor import Actor
from twofold.core.entities import Entity, View, choices, entity, shown
from twofold.core.models import Company, Membership

ROLES = choices({"member": "Member", "admin": "Admin", "guest": "Guest"})


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


COMPANIES = entity(
    Entity(
        path="companies",
        model=Company,
        needs="company.see",
        plural="companies",
        icon="building",
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
        creates="people.manage",
        label="colleague",
        plural="people",
        page="company",
        page_of="",
        icon="user",
        subtitle=("role",),
        visible=colleagues,
        base=with_what_they_are,
        standard=(
            shown("id", source="person_id", filter=True, column="never"),
            shown("version", "integer", source="item_version", column="never"),
            shown("createdAt", "datetime", label="Since", filter=True, sort=True),
            shown("updatedAt", "datetime", label="Changed", source="item_updated_at", filter=True, sort=True, column="hidden"),
        ),
        fields=(
            shown("name", source="person__name", filter=True, sort=True),
            shown("email", "email", label="E-mail", source="person__email", filter=True, sort=True),
            shown("role", choices=ROLES, filter=True, sort=True),
            shown("timeZone", source="person__time_zone", column="hidden"),
            shown("companyId", source="company_id", column="never"),
        ),
        search=("person__name", "person__email"),
        sort="name",
        views=(View("colleagues", "All colleagues", columns=("name", "email", "role", "createdAt")),),
    )
)  # fmt: skip
