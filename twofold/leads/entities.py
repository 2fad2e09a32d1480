"""Which fields of rules, imports, leads and consents an audience gets. A person is shown to their card's holder only."""

from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet

from twofold.campaigns.queries.lead_numbers import LEADS as LEAD_COUNTS
from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, shown
from twofold.core.models import DocumentVersion
from twofold.core.reading import CompiledQuery

from .models import KIND, Consent, ContactCard, ExclusionList, Lead, LeadImport, LeadTally, RoutingState
from .queries.rules import with_signatures


def only_rules(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Of all documents that are signed, the lead-share rules."""
    return rows.filter(kind=KIND)


def with_own_card(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Joins the card that the acting company holds, where a search asks for it; guests and others hold none."""
    own = actor.company_space_id() if actor.may("leads.people") else ""
    mine = Q(cards__space_id=own or "-", cards__disclosed_at__isnull=False)
    return rows.annotate(own_card=FilteredRelation("cards", condition=mine))


_PERSON = {
    "email": "email",
    "name": "name",
    "company": "company",
    "phone": "phone",
    "jobTitle": "job_title",
    "details": "details",
    "facts": "facts",
}
_CARDS = CompiledQuery(
    lambda own, leads: (
        ContactCard.rows.within(own)
        .filter(lead_id__in=leads, disclosed_at__isnull=False)
        .values_list("lead_id", *_PERSON.values())
    )
)
"""Of some leads, the cards that were disclosed to the company whose own space this is."""


def with_person(items: list[dict[str, Any]], actor: Actor) -> None:
    """`person`, where the acting company was given the card; `mySide` and `myState` for the side that looks."""
    people: dict[str, dict[str, Any]] = {}
    own = actor.company_space_id()
    if own and items and actor.may("leads.people"):
        cards = _CARDS.rows(own=own, leads=[item["id"] for item in items])
        people = {lead: dict(zip(_PERSON, card, strict=True)) for lead, *card in cards}
    sides = actor.sides()
    for item in items:
        item["person"] = people.get(item["id"])
        side = sides.get(item["spaceId"])
        item["mySide"] = side
        item["myState"] = item[f"{side}State"] if side else None


RULES = entity(
    Entity(
        noun="lead_share",
        path="lead-share-rules",
        model=DocumentVersion,
        needs="campaigns.see",
        base=only_rules,
        base_takes=(),
        sort="-number",
        fields=(
            shown("campaignId", source="subject_id", filter=True, group=True),
            shown("number", "integer", filter=True, sort=True),
            shown("hash", filter=True),
            shown("note"),
            shown("proposedBy", source="proposed_by__name"),
            shown("proposedByCompany", source="author__name"),
            shown("document", "object", source="body"),
            shown("latest", "integer", source="document__latest"),
            shown("inForceId", source="document__in_force_id"),
        ),
        extra=(shown("state"), shown("signatures", "array")),
        finish=with_signatures,
    )
)
EXCLUSION_LISTS = entity(
    Entity(
        noun="exclusion_list",
        path="exclusion-lists",
        model=ExclusionList,
        needs="leads.see",
        fields=(
            shown("campaignId", filter=True, group=True),
            shown("side", filter=True, group=True),
            shown("count", "integer", doc="How many entries; 0 where a list was taken back."),
            shown("hash", doc="SHA-256 of the list and a salt that stays with its owner."),
        ),
    )
)
IMPORTS = entity(
    Entity(
        noun="lead_import",
        path="lead-imports",
        model=LeadImport,
        needs="leads.see",
        fields=(
            shown("campaignId", filter=True, group=True),
            shown("state", filter=True, group=True, sort=True),
            shown("format"),
            shown("rowsTotal", "integer"),
            shown("rowsDone", "integer"),
            shown("counts", "object"),
            shown("hash", source="preview_hash"),
            shown("rulesId"),
            shown("rulesNumber", "integer", source="rules__number"),
            shown("companyId", source="author_id"),
            shown("company", source="author__name"),
            shown("uploadedBy", source="uploaded_by__name"),
            shown("committedAt", "datetime", sort=True),
            shown("finishedAt", "datetime", sort=True),
            shown("trouble"),
        ),
    )
)
LEADS = entity(
    Entity(
        noun="lead",
        path="leads",
        model=Lead,
        needs="leads.see",
        page="lead",
        icon="user-check",
        searching=with_own_card,
        sort="-createdAt",
        fields=(
            shown("campaignId", filter=True, group=True),
            shown("campaignName", source="campaign__name"),
            shown("number", "integer", filter=True, sort=True),
            shown(
                "status",
                filter=True,
                group=True,
                doc="What the rules said: routed, held, duplicate, not_shared, bad_row.",
            ),
            shown("state", filter=True, group=True, doc="How far it has come over both sides."),
            shown(
                "hostState", filter=True, group=True, blank_is_null=True, doc="Null where the lead did not go there."
            ),
            shown(
                "partnerState", filter=True, group=True, blank_is_null=True, doc="Null where the lead did not go there."
            ),
            shown("to", filter=True, group=True, doc="host, partner, both or none."),
            shown(
                "route", filter=True, group=True, blank_is_null=True, doc="The route that matched; null where none did."
            ),
            shown(
                "first",
                filter=True,
                group=True,
                blank_is_null=True,
                doc="The side that follows up first; null: nobody.",
            ),
            shown("due", "datetime", filter=True, sort=True),
            shown("counter", "integer"),
            shown("source", filter=True, group=True),
            shown("importId", source="lead_import_id", filter=True, group=True),
            shown("row", "integer"),
            shown("duplicateOfId"),
            shown("duplicateOf", "integer", source="duplicate_of__number"),
            shown("facts", "object"),
            shown("broughtBy", source="author__name"),
            shown("spaceId"),
        ),
        extra=(
            shown("person", "object", doc="Who it is; only for the company that the lead was disclosed to."),
            shown("mySide"),
            shown("myState"),
        ),
        finish=with_person,
        search=("own_card__email", "own_card__name", "own_card__company"),
        search_title=("own_card__name", "own_card__email"),
        subtitle=("campaignName",),
        trigger_count=LeadTally,
    )
)
CONSENTS = entity(
    Entity(
        noun="consent",
        path="consents",
        model=Consent,
        needs="leads.people",
        fields=(
            shown("leadId", filter=True),
            shown("recipientId", filter=True, group=True),
            shown("recipient", source="recipient__name"),
            shown("side", filter=True, group=True),
            shown("purpose", filter=True, group=True),
            shown("answer", filter=True, group=True),
            shown("wording"),
            shown("capturedAt", "datetime", filter=True, sort=True),
            shown("source"),
        ),
    )
)


def routed_leads() -> QuerySet[Any]:
    """How many leads routing has brought into the campaign that asks."""
    rows = RoutingState.rows.everywhere(because="a number inside the row of a campaign that was reached in scope")
    return rows.filter(campaign=OuterRef("pk")).values("shared")[:1]


LEAD_COUNTS.append(routed_leads)
