"""Routing a batch of leads: one at a time in a campaign, in order of arrival, everything in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.operations.context import OperationContext
from twofold.core.oplog.one_row import lock_row
from twofold.leads.importing.incoming import IncomingLead, Origin
from twofold.leads.models import RoutingState
from twofold.rules.lead_share import BadRow, Verdict
from twofold.rules.lead_share.verdict import SHARED

from .exclusion_lists import ExclusionLists, lists_in_force
from .routing_context import RoutingContext
from .routing_rows import RoutingRows

_QUESTION = 900  # keys asked for at once: within every database's limit of parameters
_KNOWN = (
    "SELECT key_hash, ref, id FROM leads_lead WHERE campaign_id = %s AND status IN ('routed', 'held') AND key_hash IN"
)
_OF_A_SIDE = {side: f" AND (author_id = %s OR {side}_state NOT IN ('', 'held'))" for side in ("host", "partner")}
Known = dict[str, tuple[str, str]]


@dataclass
class Counts:
    """What became of a number of leads."""

    status: Counter[str] = field(default_factory=Counter)
    to: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        self.status[verdict.status] += 1
        if verdict.status in SHARED:
            self.to[verdict.to] += 1
            self.routes[verdict.route or ""] += 1
            for side in verdict.held:
                self.held[side] += 1

    @property
    def shared(self) -> int:
        """Those that count as shared."""
        return sum(self.to.values())

    def as_dict(self) -> dict[str, dict[str, int]]:
        """As JSON, sorted; `routes` counts shared leads by route, an empty name for exclusion lists."""
        return {name: dict(sorted(getattr(self, name).items())) for name in ("status", "to", "held", "routes")}

    def merged(self, before: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
        """Together with earlier counts."""
        return {
            name: dict(sorted((Counter(before.get(name, {})) + Counter(counted)).items()))
            for name, counted in self.as_dict().items()
        }


@dataclass(frozen=True)
class Routed:
    """What a batch left: counts, and the ids of its leads in order."""

    counts: Counts
    lead_ids: list[str]


def lock_routing(do: OperationContext, campaign: Campaign, author_id: str) -> RoutingState:
    """Take the campaign's routing for this transaction: nobody else routes in it until this one ends."""
    state = lock_row(RoutingState.rows.within(campaign.space_id).filter(campaign=campaign))
    return state or do.create(RoutingState, campaign.space_id, campaign=campaign, author_id=author_id)


def route_batch(
    do: OperationContext,
    context: RoutingContext,
    incoming: list[IncomingLead],
    origin: Origin,
    *,
    author_id: str,
    at: datetime,
    lists: ExclusionLists | None = None,
) -> Routed:
    """Decide about each lead and write it with decision, cards, disclosures and consents. `at` is the time of routing.

    `lists` are those that an import began with; by default those in force once nobody else routes in the campaign.
    Two leads of one person are found here, and by the unique key if all else failed.
    """
    state = lock_routing(do, context.campaign, author_id)
    dealt = dict(state.counters.get(context.rules.pk, {}))
    keys = ["" if isinstance(one.person, BadRow) else keyed_hash(one.person.key, "lead-key") for one in incoming]
    known = known_people(context.campaign, keys)
    if lists is None:
        lists = lists_in_force(context.campaign, context.router.document)
    listing = lists.listing(one.person for one in incoming if not isinstance(one.person, BadRow))
    rows = RoutingRows(context, origin, lists, author_id=author_id, at=at, size=len(incoming))
    counts, number, decide, lead_ids = Counts(), state.last_number, context.router.decide, list[str]()
    for one, key in zip(incoming, keys, strict=True):
        number += 1
        person = one.person
        if isinstance(person, BadRow):
            verdict = decide(one.ref, person, consent=one.consent, at=at)
            first = None
        else:
            first = known.get(key)
            verdict = decide(
                one.ref,
                person.facts,
                consent=one.consent,
                at=at,
                duplicate_of=first[0] if first else None,
                listed=listing.get(person.key, ()),
                counters=dealt,
            )
        lead_id = rows.add(one, verdict, key, number, first[1] if first else None)
        lead_ids.append(lead_id)
        if verdict.status in SHARED:
            known[key] = (one.ref, lead_id)
            if verdict.counter is not None and verdict.route is not None:
                dealt[verdict.route] = verdict.counter
        counts.add(verdict)
    do.create_many(rows.batch, rows.all())
    counters = {**state.counters, context.rules.pk: dealt}
    do.change(state, last_number=number, counters=counters, shared=state.shared + counts.shared)
    return Routed(counts, lead_ids)


def known_people(campaign: Campaign, keys: Iterable[str]) -> Known:
    """Of these keyed hashes, those that a shared lead of the campaign has: → (its name in verdicts, its id)."""
    return _known(campaign, keys, "", [])


def known_to(actor: Actor, campaign: Campaign, keys: Iterable[str]) -> Known:
    """Of these keyed hashes, those of people whom the acting company brought in or was given: all that a preview may
    tell, since nothing of it is recorded.
    """
    side = actor.side_in(campaign.space_id)
    if side is None or actor.company is None:
        return {}
    return _known(campaign, keys, _OF_A_SIDE[side], [actor.company.pk])


def _known(campaign: Campaign, keys: Iterable[str], narrowed: str, by: list[str]) -> Known:
    wanted = [key for key in keys if key]
    found: Known = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _QUESTION):
            some = wanted[start : start + _QUESTION]
            # Statuses stand in the statement itself: a parameter would keep SQLite from the partial index.
            cursor.execute(f"{_KNOWN} ({', '.join(['%s'] * len(some))}){narrowed}", [campaign.pk, *some, *by])
            found.update((key, (ref, pk)) for key, ref, pk in cursor.fetchall())
    return found
