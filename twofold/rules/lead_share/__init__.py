"""Lead share: the rules that both companies sign, and what they decide about each lead."""

from twofold.rules.lead_share.document import RulesDocument, read_rules
from twofold.rules.lead_share.facts import (
    BadRow,
    Facts,
    Person,
    input_hash,
    person_from_cells,
    person_from_values,
)
from twofold.rules.lead_share.findings import RulesInvalidError
from twofold.rules.lead_share.in_bulk import InBulk
from twofold.rules.lead_share.lead_rows import read_leads
from twofold.rules.lead_share.lint import lint
from twofold.rules.lead_share.replay import check_record, make_record
from twofold.rules.lead_share.router import Router
from twofold.rules.lead_share.routing_state import Arrival, ExclusionLists, RoutingState, read_list, route_all
from twofold.rules.lead_share.verdict import Consent, Verdict, verdict_json

__all__ = [
    "Arrival",
    "BadRow",
    "Consent",
    "ExclusionLists",
    "Facts",
    "InBulk",
    "Person",
    "Router",
    "RoutingState",
    "RulesDocument",
    "RulesInvalidError",
    "Verdict",
    "check_record",
    "input_hash",
    "lint",
    "make_record",
    "person_from_cells",
    "person_from_values",
    "read_leads",
    "read_list",
    "read_rules",
    "route_all",
    "verdict_json",
]
