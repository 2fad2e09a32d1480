"""Which fields of rules, imports, leads and consents an audience gets. A person is shown to their card's holder only."""

from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet

from twofold.campaigns.queries.lead_numbers import LEADS as LEAD_COUNTS
from twofold.core.actor import Actor
from twofold.core.models import DocumentVersion
from twofold.core.prepared import Prepared
from twofold.core.resource import Field, Resource, resource

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
_CARDS = Prepared(
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


RULES = resource(
    Resource(
        noun="lead_share",
        path="lead-share-rules",
        model=DocumentVersion,
        needs="campaigns.see",
        base=only_rules,
        base_takes=(),
        sort="-number",
        fields=(
            Field("campaignId", source="subject_id", filter=True),
            Field("number", "integer", filter=True, sort=True),
            Field("hash", filter=True),
            Field("note"),
            Field("proposedBy", source="proposed_by__name"),
            Field("proposedByCompany", source="author__name"),
            Field("document", "object", source="body"),
            Field("latest", "integer", source="document__latest"),
            Field("inForceId", source="document__in_force_id"),
        ),
        extra=(Field("state"), Field("signatures", "array")),
        finish=with_signatures,
    )
)
EXCLUSION_LISTS = resource(
    Resource(
        noun="exclusion_list",
        path="exclusion-lists",
        model=ExclusionList,
        needs="leads.see",
        fields=(
            Field("campaignId", filter=True),
            Field("side", filter=True),
            Field("count", "integer", doc="How many entries; 0 where a list was taken back."),
            Field("hash", doc="SHA-256 of the list and a salt that stays with its owner."),
        ),
    )
)
IMPORTS = resource(
    Resource(
        noun="lead_import",
        path="lead-imports",
        model=LeadImport,
        needs="leads.see",
        fields=(
            Field("campaignId", filter=True),
            Field("state", filter=True, sort=True),
            Field("format"),
            Field("rowsTotal", "integer"),
            Field("rowsDone", "integer"),
            Field("counts", "object"),
            Field("hash", source="preview_hash"),
            Field("rulesId"),
            Field("rulesNumber", "integer", source="rules__number"),
            Field("companyId", source="author_id"),
            Field("company", source="author__name"),
            Field("uploadedBy", source="uploaded_by__name"),
            Field("committedAt", "datetime", sort=True),
            Field("finishedAt", "datetime", sort=True),
            Field("trouble"),
        ),
    )
)
LEADS = resource(
    Resource(
        noun="lead",
        path="leads",
        model=Lead,
        needs="leads.see",
        searching=with_own_card,
        sort="-createdAt",
        fields=(
            Field("campaignId", filter=True),
            Field("campaignName", source="campaign__name"),
            Field("number", "integer", filter=True, sort=True),
            Field("status", filter=True, doc="What the rules said: routed, held, duplicate, not_shared, bad_row."),
            Field("state", filter=True, doc="How far it has come over both sides."),
            Field("hostState", filter=True, blank_is_null=True, doc="Null where the lead did not go there."),
            Field("partnerState", filter=True, blank_is_null=True, doc="Null where the lead did not go there."),
            Field("to", filter=True, doc="host, partner, both or none."),
            Field("route", filter=True, blank_is_null=True, doc="The route that matched; null where none did."),
            Field("first", filter=True, blank_is_null=True, doc="The side that follows up first; null: nobody."),
            Field("due", "datetime", filter=True, sort=True),
            Field("counter", "integer"),
            Field("source", filter=True),
            Field("importId", source="lead_import_id", filter=True),
            Field("row", "integer"),
            Field("duplicateOfId"),
            Field("duplicateOf", "integer", source="duplicate_of__number"),
            Field("facts", "object"),
            Field("broughtBy", source="author__name"),
            Field("spaceId"),
        ),
        extra=(
            Field("person", "object", doc="Who it is; only for the company that the lead was disclosed to."),
            Field("mySide"),
            Field("myState"),
        ),
        finish=with_person,
        search=("own_card__email", "own_card__name", "own_card__company"),
        trigger_count=LeadTally,
    )
)
CONSENTS = resource(
    Resource(
        noun="consent",
        path="consents",
        model=Consent,
        needs="leads.people",
        fields=(
            Field("leadId", filter=True),
            Field("recipientId", filter=True),
            Field("recipient", source="recipient__name"),
            Field("side", filter=True),
            Field("purpose", filter=True),
            Field("answer", filter=True),
            Field("wording"),
            Field("capturedAt", "datetime", filter=True, sort=True),
            Field("source"),
        ),
    )
)


def routed_leads() -> QuerySet[Any]:
    """How many leads routing has brought into the campaign that asks."""
    rows = RoutingState.rows.everywhere(because="a number inside the row of a campaign that was reached in scope")
    return rows.filter(campaign=OuterRef("pk")).values("shared")[:1]


LEAD_COUNTS.append(routed_leads)
