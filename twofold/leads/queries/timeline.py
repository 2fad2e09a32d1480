"""Why? Everything that happened to a lead, in sentences, with the decision that started it (journey, step 6)."""

import json
from typing import Any

from twofold.core.actor import Actor
from twofold.core.models import Side
from twofold.core.operations.query import query
from twofold.core.oplog.row_hash import row_hash
from twofold.leads.models import Consent, Disclosure, Lead, LeadStep, RoutingDecision
from twofold.rules.lead_share.sentences import with_names
from twofold.rules.lead_share.steps import UNACCEPTED
from twofold.rules.money import written

from .decision import WhichLead
from .lookup import visible

WITHDRAWN = "withdrawn"
ICONS = {
    "accepted": "circle-check",
    "returned": "arrow-back-up",
    "contacted": "message",
    "qualified": "star",
    "converted": "coin",
    "disqualified": "circle-x",
    WITHDRAWN: "circle-x",
    UNACCEPTED: "arrow-back-up",
}
OUTCOMES = {
    "duplicate": "This person was already shared, so this lead is not shared again.",
    "not_shared": "Under the rules, this is not a shared lead.",
    "bad_row": "This row couldn't be used.",
}


@query("lead.timeline", needs="leads.see")
def timeline(actor: Actor, input: WhichLead) -> dict[str, Any]:
    """`{entries: [{at, says, icon, side, note}], why, because, rules, verdict, decisionHash, consents, withdrawn: [{side,
    name, at}], mayWithdraw: [{side, name}]}`, oldest first. `withdrawn` names the sides that may not contact the person,
    because consent was taken back; `mayWithdraw` those for which you can record that it was.

    Both sides get the same, but for `mayWithdraw` and the evidence of consent, which is with whoever holds the card.
    """
    lead = visible(Lead, actor, input.id)
    found = (
        RoutingDecision.rows.visible_to(actor)
        .select_related("rules", "author", "host_list", "partner_list")
        .get(lead=lead)
    )
    verdict = json.loads(found.verdict)
    names = _names(lead.space_id)
    entries = [_arrived(lead, found), _decided(lead, found, verdict, names)]
    given, steps = _given(actor, lead), _taken(actor, lead)
    entries += [_disclosed(row, names) for row in given]
    entries += [_stepped(row, names) for row in steps]
    return {
        "entries": sorted(entries, key=lambda entry: (entry["at"], entry.pop("order"))),
        "why": with_names(verdict["why"], names),
        "because": [
            {"says": _reason(one, names), "outcome": "match" if one["matched"] else "skip"}
            for one in verdict["because"]
        ],
        "rules": {"id": found.rules_id, "number": found.rules.number, "hash": found.rules.hash},
        "verdict": verdict,
        "decisionHash": row_hash(found),
        "inputHash": found.input_hash,
        "consents": _consents(actor, lead),
        "withdrawn": _withdrawn(given, steps, names),
        "mayWithdraw": _may_withdraw(actor, lead, names),
    }


def _arrived(lead: Lead, found: RoutingDecision) -> dict[str, Any]:
    how = f"in row {lead.row} of a file" if lead.row else "by registration"
    return {
        "order": 0,
        "at": lead.created_at,
        "says": f"{found.author.name} added it {how}.",
        "icon": "inbox",
        "side": None,
        "note": "",
    }


def _decided(lead: Lead, found: RoutingDecision, verdict: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    says = OUTCOMES.get(verdict["status"], "")
    if not says:
        to = {"both": "both sides", "none": "nobody", **names}[verdict["to"]]
        says = f"Routed to {to}."
        if verdict["status"] == "held":
            lacking = " and ".join(names[side] for side in verdict["held"])
            says = f"Meant for {to}. On hold: no consent for {lacking} on file."
    listed, promised = _listed(found, verdict, names)
    return {
        "order": 1,
        "at": lead.created_at,
        "says": f"{says}{listed}",
        "icon": "route",
        "side": None,
        "note": f"{with_names(verdict['why'], names)} Rules version {found.rules.number}.{promised}",
    }


def _given(actor: Actor, lead: Lead) -> list[Disclosure]:
    return list(Disclosure.rows.visible_to(actor).filter(lead=lead).order_by("created_at"))


def _taken(actor: Actor, lead: Lead) -> list[LeadStep]:
    return list(LeadStep.rows.visible_to(actor).filter(lead=lead).select_related("person").order_by("created_at"))


def _disclosed(row: Disclosure, names: dict[str, str]) -> dict[str, Any]:
    return {
        "order": 2,
        "at": row.created_at,
        "says": f"The contact was released to {names[row.side]}.",
        "icon": "id-badge",
        "side": row.side,
        "note": f"On the basis of {row.basis}. Receipt {row.card_hash[:16]}.",
    }


def _stepped(row: LeadStep, names: dict[str, str]) -> dict[str, Any]:
    who = row.person.name if row.person else "Twofold"
    says = f"{who} of {names[row.side]} {row.state} it."
    if row.state == UNACCEPTED:
        says = f"{who} of {names[row.side]} took accepting it back."
    if row.state == WITHDRAWN:
        says = f"Consent for {names[row.side]} was withdrawn. Do not contact this person."
    deal = f" Worth {written(row.deal_minor, row.deal_currency)}." if row.deal_minor is not None else ""
    return {
        "order": 3,
        "at": row.created_at,
        "says": says,
        "icon": ICONS.get(row.state, "circle"),
        "side": row.side,
        "note": f"{row.note}{deal}".strip(),
    }


def _withdrawn(given: list[Disclosure], steps: list[LeadStep], names: dict[str, str]) -> list[dict[str, Any]]:
    """The sides for which consent was taken back and has not been given again since."""
    last = {row.side: row.created_at for row in given}
    taken = {row.side: row.created_at for row in steps if row.state == WITHDRAWN}
    return [
        {"side": side, "name": names[side], "at": at}
        for side, at in sorted(taken.items())
        if side not in last or last[side] < at
    ]


def _may_withdraw(actor: Actor, lead: Lead, names: dict[str, str]) -> list[dict[str, str]]:
    """The sides that the lead went to for which the acting company can write down a no: the company that brought it in
    for each, the other for itself.
    """
    if actor.company is None or not actor.company_space_id() or not actor.may("leads.work"):
        return []
    own, brought = actor.side_in(lead.space_id), lead.author_id == actor.company.pk
    return [
        {"side": side, "name": names[side]}
        for side in ("host", "partner")
        if getattr(lead, f"{side}_state") not in ("", "held") and (brought or side == own)
    ]


def _consents(actor: Actor, lead: Lead) -> list[dict[str, Any]]:
    if not actor.may("leads.people"):
        return []
    rows = Consent.rows.visible_to(actor).filter(lead=lead).select_related("recipient").order_by("captured_at")
    return [
        {
            "recipient": row.recipient.name,
            "side": row.side,
            "answer": row.answer,
            "purpose": row.purpose,
            "wording": row.wording,
            "capturedAt": row.captured_at,
            "source": row.source,
        }
        for row in rows
    ]


def _names(space_id: str) -> dict[str, str]:
    sides = Side.rows.filter(space_id=space_id).select_related("company").order_by("created_at")
    return {"host": "the host", "partner": "the partner", **{side.side: side.company.name for side in sides}}


def _reason(one: dict[str, Any], names: dict[str, str]) -> str:
    if one.get("list"):
        return f"Already in {names[one['list']]}'s pipeline"
    says = with_names(one["why"], names)
    return f"{one['route']}: {says}" if one.get("route") else says


def _listed(found: RoutingDecision, verdict: dict[str, Any], names: dict[str, str]) -> tuple[str, str]:
    """That somebody was in a side's pipeline already, and which promised list said so; both empty for others."""
    sides = [one["list"] for one in verdict["because"] if one.get("list")]
    if not sides:
        return "", ""
    whose = " and in ".join(f"{names[side]}'s pipeline" for side in sides)
    lists = [(names[side], getattr(found, f"{side}_list")) for side in sides]
    promised = " ".join(
        f"Said by the list that {name} committed on {row.created_at:%d %b %Y}, hash {row.hash[:16]}."
        for name, row in lists
        if row is not None
    )
    return f" It is already in {whose}.", f" {promised}"
