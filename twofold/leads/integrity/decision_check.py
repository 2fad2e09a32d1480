"""One lead held against the decision about it: what its columns must be, and what was handed over to whom."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.models import DocumentVersion
from twofold.leads.models import Consent, ContactCard, Disclosure, Lead, RoutingDecision
from twofold.leads.routing.card_hash import hash_of_card
from twofold.leads.routing.decision_hash import decision_hash, written_with
from twofold.leads.routing.routing_rows import BY_CONSENT
from twofold.rules.lead_share.address import address_key
from twofold.rules.lead_share.limits import LONGEST_NAME
from twofold.rules.lead_share.times import as_text
from twofold.rules.sides import RECEIVERS, SIDES

HELD = "held"


@dataclass
class CampaignRecords:
    """What a campaign's leads are held against. `spaces` is company → its own space, `sides` pairs of side and company,
    `changed` lead → columns of which the log knows better, `sealed` the rows that it knows as a whole; the other three
    hold the rows of some leads at a time.
    """

    lists: Mapping[str, str]
    rules: Mapping[str, DocumentVersion]
    spaces: Mapping[str, str]
    sides: set[tuple[str, str]]
    changed: Mapping[str, set[str]]
    sealed: set[str]
    disclosures: Mapping[str, list[Disclosure]] = field(default_factory=dict)
    cards: Mapping[str, list[ContactCard]] = field(default_factory=dict)
    consents: Mapping[str, list[Consent]] = field(default_factory=dict)


def mismatches(lead: Lead, decision: RoutingDecision, records: CampaignRecords) -> Iterator[str]:
    """Everything about one lead that is not as it was decided."""
    if _hash(lead, decision, records) != decision.hash:
        yield "the decision about it does not have its hash."
        return
    try:
        verdict = json.loads(decision.verdict)
        wanted = _columns(verdict, decision, imported=lead.lead_import_id is not None)
    except (ValueError, TypeError, KeyError, AttributeError):
        yield "the decision about it cannot be read."
        return
    known = records.changed.get(lead.pk, set())
    for name, value in wanted.items():
        if name not in known and _told(lead, name) != value:
            yield f"its {name} is not what was decided."
    yield from _as_written(lead, decision, records)
    yield from _handed_over(lead, decision, verdict, records)


def _as_written(lead: Lead, decision: RoutingDecision, records: CampaignRecords) -> Iterator[str]:
    """Of rows that no operation has written since, also those columns that say when and how often that was done."""
    rows = (
        lead,
        decision,
        *(row for kept in (records.disclosures, records.cards, records.consents) for row in kept.get(lead.pk, [])),
    )
    for row in rows:
        untouched = (row.version, row.updated_at, row.deleted_at) == (1, row.created_at, None)
        if row.pk not in records.sealed and not (untouched and row.created_at == lead.created_at):
            yield f"the log does not know the {row._meta.verbose_name} as it is."


def _content(lead: Lead, records: CampaignRecords) -> str:
    """The hash of what the lead's cards hold: all receipts and cards agree on it, or one of them is found out."""
    said = [row.card_hash for row in records.disclosures.get(lead.pk, [])]
    return said[0] if said else next((hash_of_card(card) for card in records.cards.get(lead.pk, [])), "")


def basis_of(rules: str) -> str:
    """The basis other than consent that some rules name."""
    named = json.loads(rules)["consent"]["unnamedRecipient"]
    return named["basis"][:200] if isinstance(named, dict) else ""


def _hash(lead: Lead, decision: RoutingDecision, records: CampaignRecords) -> str:
    """As it was computed when the lead was routed."""
    written = written_with(
        lead,
        decision,
        _content(lead, records),
        records.disclosures.get(lead.pk, []),
        records.consents.get(lead.pk, []),
    )
    rules = records.rules.get(decision.rules_id)
    asked = {
        side: records.lists.get(pk, "") for side in SIDES if (pk := getattr(decision, f"{side}_list_id")) is not None
    }
    return decision_hash(
        decision.verdict, decision.facts, as_text(decision.at), rules.hash if rules else "", asked, written
    )


def _columns(verdict: dict[str, Any], decision: RoutingDecision, *, imported: bool) -> dict[str, Any]:
    """Column of the lead → what it is after routing, until an operation changes it."""
    held, follow_up = verdict.get(HELD, []), verdict["followUp"] or {}
    states = {side: HELD if side in held else "routed" for side in RECEIVERS[verdict["to"]]}
    return {
        "space_id": decision.space_id,
        "author_id": decision.author_id,
        "ref": verdict["lead"],
        "status": verdict["status"],
        "state": "routed" if "routed" in states.values() else HELD if states else "new",
        "host_state": states.get("host", ""),
        "partner_state": states.get("partner", ""),
        "to": verdict["to"],
        "route": (verdict["route"] or "")[:LONGEST_NAME],
        "counter": verdict["counter"],
        "first": follow_up.get("first", ""),
        "due": follow_up.get("due"),
        "duplicate_of": verdict.get("of"),
        "facts": json.loads(decision.facts),
        "deleted_at": None,
        "source": "import" if imported else "registered",
    }


def _told(lead: Lead, name: str) -> Any:
    """A column of the lead in the words of a verdict."""
    if name == "due":
        return as_text(lead.due) if lead.due else None
    if name == "duplicate_of":
        return lead.duplicate_of.ref if lead.duplicate_of else None
    return getattr(lead, name)


def _handed_over(
    lead: Lead, decision: RoutingDecision, verdict: dict[str, Any], records: CampaignRecords
) -> Iterator[str]:
    """What routing hands over to each side that the lead goes to: a receipt, and what the person said."""
    receipts: dict[str, list[Disclosure]] = defaultdict(list)
    for row in sorted(records.disclosures.get(lead.pk, []), key=lambda row: row.at):
        receipts[row.side].append(row)
    said = {(row.side, row.answer) for row in records.consents.get(lead.pk, [])}
    receivers, held = RECEIVERS[verdict["to"]], verdict.get(HELD, [])
    for side in receivers:
        answer, waits = verdict["consent"][side], side in held
        if (answer == "yes" or (answer == "no" and waits)) and (side, answer) not in said:
            yield f"the {answer} for the {side} is gone."
        if not waits:
            yield from _receipt(side, receipts[side], decision, answer, records)
    yield from _cards(lead, receivers, receipts, records)


def _receipt(
    side: str, receipts: list[Disclosure], decision: RoutingDecision, answer: str, records: CampaignRecords
) -> Iterator[str]:
    """The receipt that routing wrote; later ones, after a consent that was withdrawn and given again, have others."""
    basis = BY_CONSENT if answer == "yes" else basis_of(records.rules[decision.rules_id].body)
    found = next((row for row in receipts if row.at == decision.at), None)
    if found is None:
        yield f"the receipt of its disclosure to the {side} is gone."
    elif found.basis != basis:
        yield f"the receipt of its disclosure to the {side} has another basis."


def _cards(
    lead: Lead, receivers: tuple[str, ...], receipts: Mapping[str, list[Disclosure]], records: CampaignRecords
) -> Iterator[str]:
    """A side that has the lead has the card it was given last, as it was; every card is of the lead's person."""
    cards = {card.space_id: card for card in records.cards.get(lead.pk, [])}
    for side, rows in receipts.items():
        if not rows:
            continue
        if side not in receivers or any((side, row.to_company_id) not in records.sides for row in rows):
            yield f"a receipt of its disclosure to the {side} is of none that was decided."
        elif getattr(lead, f"{side}_state") != HELD:
            card = cards.get(records.spaces.get(rows[-1].to_company_id, ""))
            if card is None:
                yield f"the card that the {side} was given is gone."
            elif hash_of_card(card) != rows[-1].card_hash:
                yield f"the card of the {side} is not the one that was handed over."
    yield from _kept(lead, cards, receipts, records)


def _kept(
    lead: Lead, cards: Mapping[str, ContactCard], receipts: Mapping[str, list[Disclosure]], records: CampaignRecords
) -> Iterator[str]:
    """Every card of a lead, whoever keeps it: the one that came in, of the lead's person, where it may lie."""
    home = records.spaces.get(lead.author_id, "")
    if HELD in (lead.host_state, lead.partner_state) and home not in cards:
        yield "the card that waits is gone."
    content = _content(lead, records)
    for card in cards.values():
        yield from _place(lead, card, receipts, records)
        if hash_of_card(card) != content:
            yield "a card is not as it was when the lead came in."
        key = address_key(card.email)
        if key and keyed_hash(key[0], "lead-key") != lead.key_hash:
            yield "its key is not that of its card's person."


def _place(
    lead: Lead, card: ContactCard, receipts: Mapping[str, list[Disclosure]], records: CampaignRecords
) -> Iterator[str]:
    """A card lies with who brought the lead in or with whom a receipt names; since when, if the log does not say."""
    every = [row for rows in receipts.values() for row in rows]
    here = [row for row in every if records.spaces.get(row.to_company_id) == card.space_id]
    if not here and card.space_id != records.spaces.get(lead.author_id):
        yield "a card lies where it was never handed to."
    if card.pk not in records.sealed:
        first = next((row.at for row in here if row.created_at == lead.created_at), None)
        if card.disclosed_at != first or card.author_id != lead.author_id:
            yield "a card says something else about its disclosure than its receipt."
