"""Trying rules on a file: every verdict is made and counted, no lead is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, zip_longest
from typing import Any

from twofold.core.bulk import gc_paused
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.leads.routing.exclusion_lists import NO_LISTS, NOBODY, ExclusionLists, Listing
from twofold.rules.canonical import canonical_hash
from twofold.rules.lead_files import LeadRow
from twofold.rules.lead_share import BadRow, InBulk, Router, RoutingState, Verdict
from twofold.rules.lead_share.sentences import sentence_bad_row
from twofold.rules.lead_share.verdict import SHARED, Outcome

from .incoming import IncomingLead, from_rows

BATCH = 2000
SHOWN_PROBLEMS = 1000
SHOWN_ROWS = 20
KnownKeys = Callable[[list[str]], Mapping[str, tuple[str, str]]]


@dataclass
class DryRunCounts:
    """What would become of the leads of a file. `by_side` and `routes` count shared leads, `held` those that wait."""

    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    by_side: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    routes: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, found: Outcome, times: int = 1) -> None:
        """Count so many leads that came out like this; their rows are counted where they are read."""
        self.status[found.status] += times
        if found.status in SHARED:
            self.by_side[found.to] += times
            counted = self.routes.setdefault(found.route or "", Counter())
            counted[found.to] += times
            if found.held:
                counted["held"] += times
            for side in found.held:
                self.held[side] += times

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "rows": self.rows,
            "status": dict(sorted(self.status.items())),
            "to": dict(sorted(self.by_side.items())),
            "held": dict(sorted(self.held.items())),
            "routes": [{"route": name, **dict(sorted(counted.items()))} for name, counted in self.routes.items()],
        }


@dataclass
class FileReport:
    """What one pass over a file shows its uploader: counts, the first rows, what is wrong with which row."""

    counts: DryRunCounts
    first_rows: list[dict[str, Any]]
    problems: list[dict[str, Any]]
    problem_count: int


def dry_run_file(
    rows: Iterable[LeadRow],
    router: Router | None,
    *,
    at: datetime,
    counters: Mapping[str, int] | None = None,
    known: KnownKeys | None = None,
    lists: ExclusionLists = NO_LISTS,
) -> FileReport:
    """One pass over a file. With a router each row gets its verdict.

    `known` finds people of earlier leads, `lists` those in a side's pipeline.
    """
    report = FileReport(DryRunCounts(), [], [], 0)
    deciding = _Deciding(router, dict(counters or {}), at, lists, known) if router else None
    source = iter(rows)
    while _read_batch(report, source, deciding):
        pass
    return report


@gc_paused()
def _read_batch(report: FileReport, source: Iterator[LeadRow], deciding: _Deciding | None) -> bool:
    """Read the next rows and take up what they are; gives whether there were any."""
    batch = list(islice(source, BATCH))
    incoming = list(from_rows(batch))
    verdicts = deciding.take(report, incoming) if deciding else []
    report.counts.rows += len(batch)
    for row, verdict in zip_longest(batch[: SHOWN_ROWS - len(report.first_rows)], verdicts):
        _show(report, row, verdict)
    for row, one in zip(batch, incoming, strict=True):
        _tell(report, row, one, judged=deciding is not None)
    return bool(batch)


class _Deciding:
    """What rules say of a file's leads, batch after batch: all of them counted, the first with reasons."""

    def __init__(
        self, router: Router, counters: dict[str, int], at: datetime, lists: ExclusionLists, known: KnownKeys | None
    ) -> None:
        self.router, self.at, self.counters, self.lists = router, at, counters, lists
        self.ask, self.bulk, self.known = known, InBulk(router), set[str]()

    def take(self, report: FileReport, incoming: list[IncomingLead]) -> list[Verdict]:
        """Count the leads that come next; gives whole verdicts on the first that are shown, if these are they."""
        earlier = self._earlier(incoming, self.ask) if self.ask else {}
        listing = self.lists.listing(one.person for one in incoming if not isinstance(one.person, BadRow))
        verdicts: list[Verdict] = []
        if not report.first_rows:
            state = RoutingState(dict(self.counters), dict(earlier))
            verdicts = [decided(self.router, one, state, self.at, listing) for one in incoming[:SHOWN_ROWS]]
        self._count(report.counts, incoming, listing)
        return verdicts

    def _earlier(self, incoming: list[IncomingLead], ask: KnownKeys) -> dict[str, str]:
        """Those of the people who were in the campaign before: key → the name of their lead in verdicts."""
        keys = {
            keyed_hash(one.person.key, "lead-key"): one.person.key
            for one in incoming
            if not isinstance(one.person, BadRow) and one.person.key not in self.known
        }
        found = {keys[hashed]: ref for hashed, (ref, _) in ask(list(keys)).items()}
        self.known.update(found)
        return found

    def _count(self, counts: DryRunCounts, incoming: list[IncomingLead], listing: Listing) -> None:
        """What becomes of each lead, counted."""
        people = [(one.person, one.consent) for one in incoming if not isinstance(one.person, BadRow)]
        keys = [person.key for person, _ in people]
        found = self.bulk.outcomes(
            self.bulk.columns([person.facts for person, _ in people]),
            [consent for _, consent in people],
            listed=[listing.get(key, ()) for key in keys] if listing else None,
            keys=keys,
            known=self.known,
            counters=self.counters,
        )
        for outcome, times in Counter(found.outcomes).items():
            counts.add(outcome, times)
        if bad := len(incoming) - len(people):
            counts.add(Outcome("bad_row"), bad)


def decided(router: Router, one: IncomingLead, state: RoutingState, at: datetime, listing: Listing = NOBODY) -> Verdict:
    """The verdict on one lead after those before it."""
    person = one.person
    if isinstance(person, BadRow):
        return router.decide(one.ref, person, consent=one.consent, at=at)
    verdict = router.decide(
        one.ref,
        person.facts,
        consent=one.consent,
        at=at,
        duplicate_of=state.known.get(person.key),
        listed=listing.get(person.key, ()),
        counters=state.counters,
    )
    state.learn(verdict, person.key)
    return verdict


def report_hash(rules_hash: str, file_sha256: str, counts: dict[str, Any]) -> str:
    """The hash of a report: which rules, which file, which outcome."""
    return canonical_hash({"rules": rules_hash, "file": file_sha256, "counts": counts})


def _show(report: FileReport, row: LeadRow, verdict: Verdict | None) -> None:
    report.first_rows.append(
        {
            "row": row.number,
            "cells": {**row.person, **row.cells},
            "to": verdict.to if verdict else None,
            "status": verdict.status if verdict else None,
            "why": verdict.why if verdict else None,
        }
    )


def _tell(report: FileReport, row: LeadRow, one: IncomingLead, *, judged: bool) -> None:
    """Note what is wrong with a row; rules say a little more of rows that they cannot use."""
    problem = row.problem
    if problem is None and judged and isinstance(one.person, BadRow):
        problem = f"Row {row.number}, line {row.line}: {sentence_bad_row(one.person.reason)}"
    if problem:
        report.problem_count += 1
        if len(report.problems) < SHOWN_PROBLEMS:
            report.problems.append({"row": row.number, "line": row.line, "message": problem})
