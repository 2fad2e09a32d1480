"""A lead as both sides see it: made by imports and routing, changed by its own verbs only."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from twofold.campaigns.queries.lead_numbers import LEADS as LEAD_COUNTS
from twofold.core.entities import Entity, View, choices, entity, shown
from twofold.leads.models import Lead, LeadTally, RoutingState

from . import follow_up
from .person import of_person, title, with_own_card, with_person

SIDES = {"host": "Host", "partner": "Partner"}
OUTCOMES = choices(
    {
        "routed": "Routed",
        "held": "On hold: no consent",
        "duplicate": "Duplicate",
        "not_shared": "Not shared",
        "bad_row": "Row with an error",
    },
    {"routed": "info", "held": "warn"},
)
_KNOWN: Any = {"filter": True, "group": True}
_SORTED: Any = {**_KNOWN, "sort": True}
_STATE: Any = {**_SORTED, "choices": follow_up.OF_SIDE, "blank_is_null": True, "column": "hidden"}

LEADS = entity(
    Entity(
        model=Lead,
        needs="leads.see",
        works="leads.work",
        derives=("undo",),
        opposites={"accept": "unaccept"},
        creates="leads.import",
        title="title",
        page="lead",
        icon="user-check",
        searching=with_own_card,
        sort="-createdAt",
        fields=(
            shown("campaignId", to="campaign", **_SORTED),
            shown("campaignName", source="campaign__name", column="never"),
            shown("number", filter=True, sort=True, column="hidden"),
            shown(
                "status", label="Outcome", choices=OUTCOMES, column="hidden",
                doc="What the rules said: routed, held, duplicate, not_shared, bad_row.", **_SORTED,
            ),
            shown(
                "state", choices=follow_up.STATES,
                doc="How far it has come over both sides.", **_SORTED,
            ),
            shown("hostState", label="At the host", doc="Null where the lead did not go there.", **_STATE),
            shown("partnerState", label="At the partner", doc="Null where the lead did not go there.", **_STATE),
            shown(
                "to", label="Goes to", side=True, choices=choices({**SIDES, "both": "Both", "none": "Nobody"}),
                doc="host, partner, both or none.", **_SORTED,
            ),
            shown("route", blank_is_null=True, doc="The route that matched; null where none did.", **_SORTED),
            shown(
                "first", label="Follows up first", side=True, choices=choices(SIDES), column="hidden",
                blank_is_null=True, doc="The side that follows up first; null: nobody.", **_SORTED,
            ),
            shown("due", label="First follow-up", filter=True, sort=True),
            shown("counter", column="never"),
            shown("source", filter=True, group=True, column="hidden"),
            shown(
                "importId", label="Import", source="lead_import_id", to="lead_import", filter=True, group=True,
                column="hidden",
            ),
            shown("row", label="Row of the file", column="hidden"),
            shown("duplicateOfId", column="never"),
            shown("duplicateOf", label="Same person as lead", source="duplicate_of__number", column="hidden"),
            shown("facts", "object"),
            shown("broughtBy", label="Imported by", source="author__name", column="hidden"),
            shown("spaceId", column="never"),
        ),
        extra=(
            shown("person", "object", doc="Who it is; only for the company that the lead was disclosed to."),
            shown("mySide", column="never"),
            # Neither follow-up is sorted by: which column it is differs from campaign to campaign.
            shown(
                "myState", label="Your follow-up", choices=follow_up.OF_SIDE, filter=True, group=True, column="hidden",
                in_sql=follow_up.OWN,
            ),
            shown(
                "theirState", label="Their follow-up", choices=follow_up.OF_SIDE, filter=True, group=True,
                column="hidden", calculate=follow_up.their_state, in_sql=follow_up.OTHER,
                doc="How far the other side is.",
            ),
            shown(
                "overdue", "boolean", filter=True, column="hidden", calculate=follow_up.overdue, in_sql=follow_up.OVERDUE,
                doc="Whether the first follow-up is late.",
            ),
            shown("title", label="Lead", calculate=title, doc="The person where you know them, else the number."),
            shown("contactName", label="Name", column="hidden", calculate=of_person("name")),
            shown("contactCompany", label="Company", calculate=of_person("company")),
            shown("contactEmail", "email", label="E-mail", column="hidden", calculate=of_person("email")),
            shown("contactPhone", label="Phone", column="hidden", calculate=of_person("phone")),
            shown("contactJobTitle", label="Job title", column="hidden", calculate=of_person("jobTitle")),
        ),
        finish=with_person,
        moves=follow_up.MOVES,
        search=("own_card__email", "own_card__name", "own_card__company"),
        search_title=("own_card__name", "own_card__email"),
        subtitle=("campaignName",),
        trigger_count=LeadTally,
        views=(
            View("all-leads", "All leads"),
            View("to-follow-up", "For you to follow up", filter={"myState": "routed,accepted"}, sort="due"),
            View("with-partner", "Waiting on the other side", filter={"theirState": "routed,accepted"}, sort="due"),
            View("overdue-leads", "Overdue", filter={"overdue": "true"}, sort="due"),
            View("held-leads", "On hold: no consent", filter={"status": "held"}),
            View("duplicate-leads", "Duplicates", filter={"status": "duplicate"}),
            View("leads-with-errors", "Rows with an error", filter={"status": "bad_row"}),
            View("leads-by-state", "By state", sort="due", group="state"),
            View("your-board", "Your follow-up as a board", sort="due", layout="board"),
        ),
    )
)  # fmt: skip


def routed_leads() -> QuerySet[Any]:
    """How many leads routing has brought into the campaign that asks."""
    rows = RoutingState.rows.everywhere(because="a number inside the row of a campaign that was reached in scope")
    return rows.filter(campaign=OuterRef("pk")).values("shared")[:1]


LEAD_COUNTS.append(routed_leads)
