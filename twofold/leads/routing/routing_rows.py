"""The rows that a batch of decisions leaves, as the database keeps them: a million leads pass through here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

import orjson

from twofold.core.models import SpaceRow
from twofold.core.oplog.bulk_rows import BulkBatch, Columns
from twofold.core.oplog.row_hash import json_text, moment_text
from twofold.leads.importing.incoming import IncomingLead, Origin, whole_name
from twofold.leads.models import Consent, ContactCard, Disclosure, Lead, RoutingDecision
from twofold.rules.lead_share import BadRow, Facts, Person, Verdict
from twofold.rules.lead_share.limits import LONGEST_NAME
from twofold.rules.lead_share.normal_text import ANSWERS
from twofold.rules.sides import RECEIVERS

from .card_hash import card_hash
from .exclusion_lists import ExclusionLists
from .routing_context import RoutingContext

BY_CONSENT = "consent"
_A_LEAD_NEEDS = 8  # ids: lead, decision, and for two sides card, disclosure, consent
_LEADS_IN_A_BLOCK = 50
_TABLES = (Lead, RoutingDecision, ContactCard, Disclosure, Consent)
_OF_THE_CARD = frozenset({"email", "name", "firstName", "lastName", "company", "phone", "jobTitle"})


class RoutingRows:
    """Collects rows for five tables; who has taken up all writes them."""

    def __init__(
        self,
        context: RoutingContext,
        origin: Origin,
        lists: ExclusionLists,
        *,
        author_id: str,
        at: datetime,
        size: int,
    ) -> None:
        self.context, self.origin, self.author = context, origin, author_id
        self.space, self.campaign, self.rules = context.campaign.space_id, context.campaign.pk, context.rules.pk
        self.at = moment_text(at)
        self.document = context.router.document
        read = self.document.facts_read
        self._facts = tuple(name for name in read if not name.startswith(ANSWERS))
        self._answers = tuple(name.removeprefix(ANSWERS) for name in read if name.startswith(ANSWERS))
        self._lists = lists.ids()
        self.basis = self.document.basis.basis[:200] if self.document.basis else ""
        self.batch = BulkBatch(_TABLES, size * _A_LEAD_NEEDS, _LEADS_IN_A_BLOCK * _A_LEAD_NEEDS)
        self._ids = iter(self.batch.ids)
        self._author_side = context.side_of(author_id)
        self.leads: list[Columns] = []
        self.decisions: list[Columns] = []
        self.cards: list[Columns] = []
        self.disclosures: list[Columns] = []
        self.consents: list[Columns] = []

    def add(self, one: IncomingLead, verdict: Verdict, key: str, number: int, duplicate_of: str | None) -> str:
        """Take up one decided lead; gives its id."""
        lead_id, person = next(self._ids), one.person
        used = json_text({} if isinstance(person, BadRow) else self._used(person.facts))
        states, state, host_state, partner_state = _standing(verdict.to, verdict.held)
        follow_up = verdict.follow_up or {}
        due = follow_up.get("due")
        self.leads.append(
            {
                "id": lead_id, "space_id": self.space, "author_id": self.author, "campaign_id": self.campaign,
                "number": number, "ref": one.ref, "status": verdict.status, "state": state, "host_state": host_state,
                "partner_state": partner_state, "to": verdict.to, "route": (verdict.route or "")[:LONGEST_NAME],
                "first": follow_up.get("first", ""), "due": kept_moment(due) if due else None,
                "counter": verdict.counter, "key_hash": key, "duplicate_of_id": duplicate_of,
                "lead_import_id": self.origin.import_id, "row": one.row, "source": self.origin.source,
                "facts": used,
            }
        )  # fmt: skip
        self.decisions.append(
            {
                "id": next(self._ids), "space_id": self.space, "author_id": self.author, "lead_id": lead_id,
                "rules_id": self.rules, "host_list_id": self._lists[0], "partner_list_id": self._lists[1],
                "at": self.at, "verdict": orjson.dumps(verdict.as_dict()).decode(), "facts": used,
                "input_hash": verdict.input_hash or "",
            }
        )  # fmt: skip
        if states and isinstance(person, Person):
            self._hand_over(lead_id, one, person, states)
        return lead_id

    def all(self) -> dict[type[SpaceRow], list[Columns]]:
        """Everything that was taken up, by table."""
        rows = (self.leads, self.decisions, self.cards, self.disclosures, self.consents)
        return dict(zip(_TABLES, rows, strict=True))

    def _hand_over(self, lead_id: str, one: IncomingLead, person: Person, states: Mapping[str, str]) -> None:
        """A card for each side that may have it; one that waits, where a side lacks consent and the author has none."""
        context, card = self.context, one.card
        rest = {name: value for name, value in card.items() if name not in _OF_THE_CARD}
        texts = (
            card["email"][:320], whole_name(card)[:300], card.get("company", "")[:300], card.get("phone", "")[:100],
            card.get("jobTitle", "")[:300],
        )  # fmt: skip
        details, facts = json_text(rest), json_text(person.facts)
        content = (*texts, details, facts)
        handed = card_hash(texts, details, facts)
        for side, state in states.items():
            answer = one.consent.of(side)
            if state == "routed":
                self._card(lead_id, context.spaces[side], content, self.at)
                self.disclosures.append(
                    {
                        "id": next(self._ids), "space_id": self.space, "author_id": self.author, "lead_id": lead_id,
                        "to_company_id": context.companies[side], "side": side,
                        "basis": BY_CONSENT if answer == "yes" else self.basis, "at": self.at, "card_hash": handed,
                    }
                )  # fmt: skip
                if answer == "yes":
                    self._consent(lead_id, context.spaces[side], side, answer, person)
            elif answer == "no":
                self._consent(lead_id, context.spaces[self._author_side], side, answer, person)
        if "held" in states.values() and states.get(self._author_side) != "routed":
            self._card(lead_id, context.spaces[self._author_side], content, None)

    def _card(self, lead_id: str, space: str, content: tuple[str, ...], disclosed_at: str | None) -> None:
        email, name, company, phone, job_title, details, facts = content
        self.cards.append(
            {
                "id": next(self._ids), "space_id": space, "author_id": self.author, "lead_id": lead_id, "email": email,
                "name": name, "company": company, "phone": phone, "job_title": job_title, "details": details,
                "facts": facts, "disclosed_at": disclosed_at,
            }
        )  # fmt: skip

    def _consent(self, lead_id: str, space: str, side: str, answer: str, person: Person) -> None:
        captured = self.origin.captured_at.get(side) or person.facts.get("registered_at")
        self.consents.append(
            {
                "id": next(self._ids), "space_id": space, "author_id": self.author, "lead_id": lead_id,
                "recipient_id": self.context.companies[side], "side": side, "purpose": "follow_up", "answer": answer,
                "wording": self.origin.wording.get(side, ""),
                "captured_at": kept_moment(captured) if captured else self.at, "source": self.origin.evidence,
            }
        )  # fmt: skip

    def _used(self, facts: Facts) -> Facts:
        """As `facts_used` of the replay: the facts that the rules can read."""
        used: Facts = {name: facts[name] for name in self._facts if name in facts}
        answers = facts["answers"]
        used["answers"] = {key: answers[key] for key in self._answers if key in answers} if answers else answers
        return used


def kept_moment(moment: str) -> str:
    """A UTC text of the rules (`2026-03-01T12:00:00Z`) as the database keeps it."""
    return f"{moment[:10]} {moment[11:19]}"


@lru_cache(maxsize=64)
def _standing(to: str, held: tuple[str, ...]) -> tuple[Mapping[str, str], str, str, str]:
    """Where a lead that came out like this stands: each receiver's state by side, over all sides, the host's, the partner's."""
    states = {side: "held" if side in held else "routed" for side in RECEIVERS[to]}
    state = "routed" if "routed" in states.values() else "held" if states else "new"
    return states, state, states.get("host", ""), states.get("partner", "")
