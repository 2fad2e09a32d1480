"""The rows that a batch of decisions leaves: built as tuples, because a million leads pass through here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.ids import new_ids
from twofold.leads.importing.incoming import IncomingLead, Origin, whole_name
from twofold.rules.lead_share import BadRow, Facts, Person, Verdict
from twofold.rules.lead_share.limits import LONGEST_NAME
from twofold.rules.lead_share.normal_text import ANSWERS
from twofold.rules.lead_share.times import as_text
from twofold.rules.sides import RECEIVERS

from .bulk_insert import CARDS, CONSENTS, DECISIONS, DISCLOSURES, LEADS, stored, stored_text
from .decision_hash import Parts, exact, exact_text, written_hash
from .exclusion_lists import ExclusionLists
from .routing_context import RoutingContext

BY_CONSENT = "consent"
_A_LEAD_NEEDS = 8  # ids: lead, decision, and for two sides card, disclosure, consent
_OF_THE_CARD = frozenset({"email", "name", "firstName", "lastName", "company", "phone", "jobTitle"})


def compact_json(value: Any) -> str:
    """Compact JSON: what `verdict_json` writes, made five times as fast."""
    return orjson.dumps(value).decode()


class RoutingRows:
    """Collects rows for five tables; `write` puts them there."""

    def __init__(
        self,
        context: RoutingContext,
        origin: Origin,
        lists: ExclusionLists,
        *,
        author_id: str,
        at: datetime,
        now: datetime,
        size: int,
    ) -> None:
        self.context, self.origin, self.author = context, origin, author_id
        self.space, self.campaign = context.campaign.space_id, context.campaign.pk
        self.rules, self.rules_hash = context.rules.pk, context.rules.hash
        self.at_text, self.at, self.now = as_text(at), stored(at), stored(now)
        self._exact_at, self._exact_now = exact(at), exact(now)
        self._disclosed: Parts = []
        self._said: Parts = []
        self.document = context.router.document
        read = self.document.facts_read
        self._facts = tuple(name for name in read if not name.startswith(ANSWERS))
        self._answers = tuple(name.removeprefix(ANSWERS) for name in read if name.startswith(ANSWERS))
        self._list_ids, self._list_hashes = lists.ids(), lists.hashes()
        self.basis = self.document.basis.basis[:200] if self.document.basis else ""
        self.lead_ids: list[str] = []
        self.hashes: list[str] = []
        self._ids = iter(new_ids(size * _A_LEAD_NEEDS))
        self._author_side = context.side_of(author_id)
        self._dues: dict[str, str] = {}
        self.leads: list[tuple[Any, ...]] = []
        self.decisions: list[tuple[Any, ...]] = []
        self.cards: list[tuple[Any, ...]] = []
        self.disclosures: list[tuple[Any, ...]] = []
        self.consents: list[tuple[Any, ...]] = []

    def add(self, one: IncomingLead, verdict: Verdict, key: str, number: int, duplicate_of: str | None) -> str:
        """Take up one decided lead; gives its id."""
        lead_id = next(self._ids)
        person = one.person
        used = "{}" if isinstance(person, BadRow) else compact_json(self._used(person.facts))
        states, state, host_state, partner_state = _standing(verdict.to, verdict.held)
        follow_up = verdict.follow_up or {}
        space = self.space
        self.leads.append(
            (
                lead_id, space, self.author, 1, self.now, self.now,
                self.campaign, number, one.ref, verdict.status, state,
                host_state, partner_state, verdict.to, (verdict.route or "")[:LONGEST_NAME],
                follow_up.get("first", ""), self._due(follow_up.get("due")), verdict.counter, key,
                duplicate_of, self.origin.import_id, one.row, self.origin.source, used,
            )
        )  # fmt: skip
        self._disclosed, self._said, card = [], [], ""
        if states and isinstance(person, Person):
            card = self._hand_over(lead_id, space, one, person, states)
        self._decided(lead_id, verdict, used, (number, one.row, key, duplicate_of, card))
        self.lead_ids.append(lead_id)
        return lead_id

    def write(self) -> None:
        """Everything into the database, in the order in which rows refer to each other."""
        LEADS.insert(self.leads)
        DECISIONS.insert(self.decisions)
        CARDS.insert(self.cards)
        DISCLOSURES.insert(self.disclosures)
        CONSENTS.insert(self.consents)

    def _decided(self, lead_id: str, verdict: Verdict, used: str, rest: tuple[Any, ...]) -> None:
        told, decision_id, input_hash = compact_json(verdict.as_dict()), next(self._ids), verdict.input_hash or ""
        *named, card = rest
        lead = (
            lead_id, self.space, self.author, self.context.campaign.pk, *named, self.origin.import_id, self._exact_now,
            decision_id, self.rules, input_hash,
        )  # fmt: skip
        written = written_hash(lead, card, self._disclosed, self._said)
        hashed = decision_hash(told, used, self.at_text, self.rules_hash, self._list_hashes, written)
        self.hashes.append(hashed)
        self.decisions.append(
            (
                decision_id, self.space, self.author, 1, self.now, self.now,
                lead_id, self.rules, *self._list_ids, self.at, told, used, input_hash, hashed,
            )
        )  # fmt: skip

    def _hand_over(self, lead_id: str, space: str, one: IncomingLead, person: Person, states: Mapping[str, str]) -> str:
        """A card for each side that may have it; one that waits, where a side lacks consent and the author has none.

        Gives the hash of what the cards hold.
        """
        context, card = self.context, one.card
        rest = {name: value for name, value in card.items() if name not in _OF_THE_CARD}
        content = (
            card["email"][:320], whole_name(card)[:300], card.get("company", "")[:300], card.get("phone", "")[:100],
            card.get("jobTitle", "")[:300], compact_json(rest), compact_json(person.facts),
        )  # fmt: skip
        handed = card_hash(content[:5], rest, person.facts)
        for side, state in states.items():
            answer = one.consent.of(side)
            if state == "routed":
                company = context.companies[side]
                self._card(lead_id, context.spaces[side], content, self.at)
                basis = BY_CONSENT if answer == "yes" else self.basis
                receipt = next(self._ids)
                self.disclosures.append(
                    (
                        receipt, space, self.author, 1, self.now, self.now,
                        lead_id, company, side, basis, self.at, handed,
                    )
                )  # fmt: skip
                self._disclosed.append((receipt, space, self.author, company, side, basis, self._exact_at, handed))
                if answer == "yes":
                    self._consent(lead_id, context.spaces[side], side, answer, person)
            elif answer == "no":
                self._consent(lead_id, context.spaces[self._author_side], side, answer, person)
        if "held" in states.values() and states.get(self._author_side) != "routed":
            self._card(lead_id, context.spaces[self._author_side], content, None)
        return handed

    def _card(self, lead_id: str, space: str, content: tuple[str, ...], disclosed_at: Any) -> None:
        self.cards.append((next(self._ids), space, self.author, 1, self.now, self.now, lead_id, *content, disclosed_at))

    def _consent(self, lead_id: str, space: str, side: str, answer: str, person: Person) -> None:
        captured = self.origin.captured_at.get(side) or person.facts.get("registered_at")
        consent_id, company, wording = next(self._ids), self.context.companies[side], self.origin.wording.get(side, "")
        evidence, purpose = self.origin.evidence, "follow_up"
        self.consents.append(
            (
                consent_id, space, self.author, 1, self.now, self.now, lead_id, company, side, purpose, answer, wording,
                stored_text(captured) if captured else self.at, evidence,
            )
        )  # fmt: skip
        when = exact_text(captured) if captured else self._exact_at
        self._said.append((consent_id, space, self.author, company, side, purpose, answer, wording, when, evidence))

    def _used(self, facts: Facts) -> Facts:
        """As `facts_used` of the replay: the facts that the rules can read."""
        used: Facts = {name: facts[name] for name in self._facts if name in facts}
        answers = facts["answers"]
        used["answers"] = {key: answers[key] for key in self._answers if key in answers} if answers else answers
        return used

    def _due(self, text: str | None) -> str | None:
        if text is None:
            return None
        found = self._dues.get(text)
        if found is None:
            found = self._dues[text] = stored_text(text)
        return found


@lru_cache(maxsize=64)
def _standing(to: str, held: tuple[str, ...]) -> tuple[Mapping[str, str], str, str, str]:
    """Where a lead that came out like this stands: each receiver's state by side, over all sides, the host's, the partner's."""
    states = {side: "held" if side in held else "routed" for side in RECEIVERS[to]}
    state = "routed" if "routed" in states.values() else "held" if states else "new"
    return states, state, states.get("host", ""), states.get("partner", "")


def decision_hash(verdict: str, used: str, at: str, rules_hash: str, lists: Mapping[str, str], written: str) -> str:
    """SHA-256 over a stored decision: its verdict and facts as stored, its time, the hashes of its rules and lists, and
    the hash of what was `written` with it.
    """
    asked = "".join(f"\n{side} {hashed}" for side, hashed in lists.items())
    return hashlib.sha256(f"{rules_hash}{asked}\n{written}\n{at}\n{used}\n{verdict}".encode()).hexdigest()


def card_hash(texts: tuple[str, ...], details: Any, facts: Any) -> str:
    """The keyed hash of a card's content, so that a receipt says which card without saying who.

    Names in one order: PostgreSQL gives them back in its own.
    """
    spelled = (orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode() for value in (details, facts))
    return keyed_hash("\x1f".join((*texts, *spelled)), "card")
