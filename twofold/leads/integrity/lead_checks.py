"""Doctor's look at leads. They come in by the thousand, so the log holds one hash over a batch of decisions: here each
decision is held against its own hash, each batch against the log, each lead and what was handed over against its verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from twofold.campaigns.models import Campaign
from twofold.core.models import DocumentVersion, Side, Space, SpaceRow
from twofold.core.upkeep.doctor import integrity_check
from twofold.leads.models import (
    KIND,
    Consent,
    ContactCard,
    Disclosure,
    ExclusionList,
    Lead,
    RoutingDecision,
    RoutingState,
)
from twofold.leads.routing.batch import SHARED
from twofold.rules.canonical import sha256_hex

from .decision_check import CampaignRecords, mismatches
from .log_batches import Batch, LogBatches, log_batches

_WHY = "doctor looks at every row"
_CHUNK = 500


@integrity_check("leads against the log")
def leads_are_as_decided() -> Iterator[str]:
    """Campaign by campaign; what the log records of single rows is looked at with all other rows."""
    lists = dict(ExclusionList.rows.everywhere(because=_WHY).values_list("pk", "hash"))
    rules = {row.pk: row for row in DocumentVersion.rows.everywhere(because=_WHY).filter(kind=KIND)}
    for campaign in Campaign.rows.everywhere(because=_WHY).only("pk", "space_id").iterator(_CHUNK):
        logged = log_batches(campaign.space_id)
        sides = set(Side.rows.filter(space=campaign.space_id).values_list("side", "company_id"))
        own = Space.rows.filter(kind="company", sides__company__in={company for _, company in sides})
        spaces = dict(own.values_list("sides__company_id", "pk"))
        records = CampaignRecords(lists, rules, spaces, sides, logged.changed, logged.sealed)
        walk = _Walk(campaign, logged, records)
        for sentence in (*walk.leads(), *walk.rest()):
            yield f"Campaign {campaign.pk}, {sentence}"


class _Walk:
    """Through the leads of one campaign in the order of their numbers, which is the order of the log's batches."""

    def __init__(self, campaign: Campaign, logged: LogBatches, records: CampaignRecords) -> None:
        self.campaign_id, self.space_id, self.records, self.last = campaign.pk, campaign.space_id, records, logged.last
        self._batches = list(reversed(logged.batches))
        self._seen: dict[int, tuple[str, str | None]] = {}
        self._dealt: dict[str, dict[str, int]] = defaultdict(dict)
        self._shared = 0

    def leads(self) -> Iterator[str]:
        """What is wrong with single leads, and with batches that are complete."""
        rows = Lead.rows.everywhere(because=_WHY).filter(campaign=self.campaign_id).select_related("duplicate_of")
        every = rows.order_by("number").iterator(_CHUNK)
        while some := list(islice(every, _CHUNK)):
            yield from self._some(some)
            yield from self._batches_up_to(some[-1].number)

    def rest(self) -> Iterator[str]:
        """What the log tells of and is not there, what is there and the log does not tell of, what routing remembers."""
        yield from self._batches_up_to(self.last)
        yield from (f"lead {number}: the log does not know of it." for number in sorted(self._seen))
        state = RoutingState.rows.everywhere(because=_WHY).filter(campaign=self.campaign_id).first()
        remembers = (state.last_number, state.shared, state.counters) if state else (0, 0, {})
        if remembers[:2] != (self.last, self._shared):
            yield f"routing: it does not go on after lead {self.last} and {self._shared} shared ones, as the log tells."
        if state and state.space_id != self.space_id:
            yield "routing: what it remembers stands in another space than the campaign."
        if {rules: dealt for rules, dealt in remembers[2].items() if dealt or rules in self._dealt} != self._dealt:
            yield "routing: its splits do not go on where the decisions left them."

    def _some(self, leads: list[Lead]) -> Iterator[str]:
        ids = [lead.pk for lead in leads]
        decisions = {row.lead_id: row for row in RoutingDecision.rows.everywhere(because=_WHY).filter(lead_id__in=ids)}
        self.records.disclosures = _by_lead(Disclosure, ids)
        self.records.cards = _by_lead(ContactCard, ids)
        self.records.consents = _by_lead(Consent, ids)
        for lead in leads:
            decision = decisions.get(lead.pk)
            if decision is None:
                yield f"lead {lead.number}: the decision about it is gone."
                continue
            self._seen[lead.number] = (decision.hash, lead.lead_import_id)
            self._shared += lead.status in SHARED
            dealt = self._dealt[decision.rules_id]
            if lead.counter is not None:
                dealt[lead.route] = lead.counter
            yield from (f"lead {lead.number}: {sentence}" for sentence in mismatches(lead, decision, self.records))

    def _batches_up_to(self, number: int) -> Iterator[str]:
        while self._batches and self._batches[-1].last <= number:
            yield from _batch(self._batches.pop(), self._seen)


def _by_lead(model: type[SpaceRow], ids: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in model.rows.everywhere(because=_WHY).filter(lead_id__in=ids):
        found[row.lead_id].append(row)
    return found


def _batch(batch: Batch, seen: dict[int, tuple[str, str | None]]) -> Iterator[str]:
    """Each lead of a batch is there, of its import, with the decision that the log has the hash of."""
    numbers = range(batch.first, batch.last + 1)
    gone = [number for number in numbers if number not in seen]
    found = [seen.pop(number) for number in numbers if number in seen]
    yield from (f"lead {number}: it is gone, or its decision is." for number in gone)
    if any(import_id != batch.import_id for _, import_id in found):
        yield f"leads {batch.first} to {batch.last}: not all are of the import that entry {batch.seq} of the log tells of."
    if not gone and sha256_hex("".join(hashed for hashed, _ in found).encode()) != batch.hash:
        yield f"leads {batch.first} to {batch.last}: their decisions are not those of entry {batch.seq} of the log."
