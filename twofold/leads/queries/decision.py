"""The decision about a lead as a file that anyone can recompute: `twofold replay` needs nothing else."""

import json
from typing import Any

from twofold.core.actor import Actor
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.leads.models import ContactCard, Lead, RoutingDecision
from twofold.leads.routing.exclusion_lists import ExclusionLists
from twofold.rules.lead_share import BadRow, Consent, Verdict, read_rules
from twofold.rules.lead_share.replay import make_record

from .lookup import visible

_BAD_ROW = "This row cannot be used: "


class WhichLead(Input):
    """Which lead."""

    id: str


@query("lead.decision", needs="leads.see")
def decision(actor: Actor, input: WhichLead) -> dict[str, Any]:
    """The replay record: `{fileName, text, complete}`; `text` is the file, byte for byte.

    Whoever holds the card gets all facts; the other side gets the facts that the rules read, which prove the
    verdict, but not that they are the ones behind `inputHash`.
    """
    lead = visible(Lead, actor, input.id)
    found = RoutingDecision.rows.visible_to(actor).select_related("rules", "host_list", "partner_list").get(lead=lead)
    verdict = verdict_of(json.loads(found.verdict))
    card = None
    if actor.may("leads.people"):
        card = ContactCard.rows.visible_to(actor).filter(lead=lead, disclosed_at__isnull=False).first()
    facts: Any = card.facts if card else json.loads(found.facts)
    if verdict.status == "bad_row":
        facts = bad_row_of(verdict)
    lists = ExclusionLists(found.host_list, found.partner_list).hashes()
    record = make_record(
        read_rules(found.rules.body), verdict, facts, found.at, only_used=card is None, lists=lists, id=lead.pk
    )
    return {"fileName": f"lead-{lead.number}.decision.json", "text": record.decode(), "complete": card is not None}


def bad_row_of(verdict: Verdict) -> BadRow:
    """What was wrong with the row that could not be used."""
    return BadRow(verdict.why.removeprefix(_BAD_ROW).removesuffix("."))


def verdict_of(told: dict[str, Any]) -> Verdict:
    """A verdict from its JSON."""
    consent = told["consent"]
    return Verdict(
        told["lead"],
        told["status"],
        told["to"],
        told["route"],
        told["counter"],
        told["followUp"],
        Consent(consent["host"], consent["partner"]),
        told["because"],
        told["why"],
        told["rulesHash"],
        told["inputHash"],
        held=tuple(told.get("held", ())),
        of=told.get("of"),
    )
