"""Doctor's look at leads. They come in by the thousand, so the log holds one hash over a batch of decisions: here each
decision is held against its own hash, each batch against the log, each lead and what was handed over against its verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from twofold.campaigns.models import Campaign
from twofold.core.doctor import examination
from twofold.core.models import DocumentVersion, Side, Space
from twofold.rules.canonical import sha256_hex

from .as_decided import Handed, wrong_about
from .models import KIND, Consent, ContactCard, Disclosure, ExclusionList, Lead, RoutingDecision, RoutingState
from .told_leads import Batch, Told, told_of

_WHY = "doctor looks at every row"
_CHUNK = 500


@examination("leads against the log")
def leads_are_as_decided() -> Iterator[str]:
    """Campaign by campaign; what the log records of single rows is looked at with all other rows."""
    lists = dict(ExclusionList.rows.everywhere(because=_WHY).values_list("pk", "hash"))
    rules = {row.pk: row for row in DocumentVersion.rows.everywhere(because=_WHY).filter(kind=KIND)}
    for campaign in Campaign.rows.everywhere(because=_WHY).only("pk", "space_id").iterator(_CHUNK):
        told = told_of(campaign.space_id)
        sides = set(Side.rows.filter(space=campaign.space_id).values_list("side", "company_id"))
        own = Space.rows.filter(kind="company", sides__company__in={company for _, company in sides})
        spaces = dict(own.values_list("sides__company_id", "pk"))
        handed = Handed(lists, rules, spaces, sides, told.changed)
        hashes: dict[int, tuple[str, str | None]] = {}
        for sentence in _each_lead(campaign.pk, handed, hashes):
            yield f"Campaign {campaign.pk}, {sentence}"
        for sentence in (*_each_batch(told, hashes), *_counters(campaign.pk, told)):
            yield f"Campaign {campaign.pk}, {sentence}"


def _each_lead(campaign_id: str, handed: Handed, hashes: dict[int, tuple[str, str | None]]) -> Iterator[str]:
    """What is wrong with single leads; fills in number → (hash of its decision, its import)."""
    leads = Lead.rows.everywhere(because=_WHY).filter(campaign=campaign_id).select_related("duplicate_of")
    every = leads.order_by("number").iterator(_CHUNK)
    while some := list(islice(every, _CHUNK)):
        ids = [lead.pk for lead in some]
        decisions = {row.lead_id: row for row in RoutingDecision.rows.everywhere(because=_WHY).filter(lead_id__in=ids)}
        handed.disclosures = _by_lead(Disclosure, ids)
        handed.cards = _by_lead(ContactCard, ids)
        handed.consents = _by_lead(Consent, ids)
        for lead in some:
            decision = decisions.get(lead.pk)
            if decision is None:
                yield f"lead {lead.number}: its decision is gone."
                continue
            hashes[lead.number] = (decision.hash, lead.lead_import_id)
            yield from (f"lead {lead.number}: {sentence}" for sentence in wrong_about(lead, decision, handed))


def _by_lead(model: type, ids: list[str]) -> dict[str, list]:
    found = defaultdict(list)
    for row in model.rows.everywhere(because=_WHY).filter(lead_id__in=ids):
        found[row.lead_id].append(row)
    return found


def _each_batch(told: Told, hashes: dict[int, tuple[str, str | None]]) -> Iterator[str]:
    """Each batch that the log tells of is there, whole, and nothing else is."""
    for batch in told.batches:
        yield from _batch(batch, hashes)
    unknown = sorted(hashes)
    for number in unknown:
        yield f"lead {number}: the log does not know of it."


def _batch(batch: Batch, hashes: dict[int, tuple[str, str | None]]) -> Iterator[str]:
    numbers = range(batch.first, batch.last + 1)
    gone = [number for number in numbers if number not in hashes]
    found = [hashes.pop(number) for number in numbers if number in hashes]
    yield from (f"lead {number}: it is gone, or its decision is." for number in gone)
    if any(import_id != batch.import_id for _, import_id in found):
        yield f"leads {batch.first} to {batch.last}: not all are of the import that entry {batch.seq} of the log tells of."
    if not gone and sha256_hex("".join(hashed for hashed, _ in found).encode()) != batch.hash:
        yield f"leads {batch.first} to {batch.last}: their decisions are not those of entry {batch.seq} of the log."


def _counters(campaign_id: str, told: Told) -> Iterator[str]:
    """What routing remembers between leads."""
    state = RoutingState.rows.everywhere(because=_WHY).filter(campaign=campaign_id).first()
    if (state.last_number if state else 0) != told.last:
        yield f"routing: it does not go on after lead {told.last}, which is the last that the log tells of."
