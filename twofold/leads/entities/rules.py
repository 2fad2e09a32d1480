"""The versions of a campaign's lead-share rules, and the lists of existing pipeline they ask."""

from typing import Any

from django.db.models import QuerySet

from twofold.core.actor import Actor
from twofold.core.entities import Entity, entity, shown
from twofold.core.models import DocumentVersion
from twofold.leads.models import KIND, ExclusionList
from twofold.leads.queries.rules import with_signatures


def only_rules(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Of all documents that are signed, the lead-share rules."""
    return rows.filter(kind=KIND)


RULES = entity(
    Entity(
        noun="lead_share",
        path="lead-share-rules",
        model=DocumentVersion,
        needs="campaigns.see",
        base=only_rules,
        sort="-number",
        fields=(
            shown("campaignId", source="subject_id", filter=True, group=True),
            shown("number", filter=True, sort=True),
            shown("hash", filter=True),
            shown("note"),
            shown("proposedBy"),
            shown("proposedByCompany", source="author__name"),
            shown("document", "object", source="body"),
            shown("latest", source="document__latest"),
            shown("inForceId", source="document__in_force_id"),
        ),
        extra=(shown("state"), shown("signatures", "array")),
        finish=with_signatures,
    )
)
EXCLUSION_LISTS = entity(
    Entity(
        model=ExclusionList,
        needs="leads.see",
        fields=(
            shown("campaignId", filter=True, group=True),
            shown("side", filter=True, group=True),
            shown("count", doc="How many entries; 0 where a list was taken back."),
            shown("hash", doc="SHA-256 of the list and a salt that stays with its owner."),
        ),
    )
)
