"""Trying rules on a file: every verdict is made and counted, no lead is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from twofold.core.personal import keyed_hash
from twofold.rules.canonical import canonical_hash
from twofold.rules.lead_files import LeadRow
from twofold.rules.lead_share import BadRow, Router, RoutingState, Verdict
from twofold.rules.lead_share.verdict import SHARED

from .arriving import Arriving, from_rows
from .existing_pipeline import NO_LISTS, NOBODY, Listing, PipelineLists

BATCH = 2000
SHOWN_PROBLEMS = 1000
SHOWN_ROWS = 20
KnownKeys = Callable[[list[str]], Mapping[str, tuple[str, str]]]


@dataclass
class Tally:
    """What would become of the leads of a file. `by_side` and `routes` count shared leads, `held` those that wait."""

    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    by_side: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    routes: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, verdict: Verdict | None) -> None:
        """Count one row; without rules there is no verdict and only the row counts."""
        self.rows += 1
        if verdict is None:
            return
        self.status[verdict.status] += 1
        if verdict.status in SHARED:
            self.by_side[verdict.to] += 1
            counted = self.routes.setdefault(verdict.route or "", Counter())
            counted[verdict.to] += 1
            if verdict.held:
                counted["held"] += 1
            for side in verdict.held:
                self.held[side] += 1

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
class Sighting:
    """What one pass over a file shows its uploader: counts, the first rows, what is wrong with which row."""

    tally: Tally
    first_rows: list[dict[str, Any]]
    problems: list[dict[str, Any]]
    problem_count: int


def look(
    rows: Iterable[LeadRow],
    router: Router | None,
    *,
    at: datetime,
    counters: Mapping[str, int] | None = None,
    known: KnownKeys | None = None,
    lists: PipelineLists = NO_LISTS,
) -> Sighting:
    """One pass over a file. With a router each row gets its verdict.

    `known` finds people of earlier leads, `lists` those in a side's pipeline.
    """
    sight = Sighting(Tally(), [], [], 0)
    state = RoutingState(dict(counters or {}))
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        arrivals = list(from_rows(batch))
        if known is not None and router is not None:
            _learn(state, arrivals, known)
        listing = lists.listing(one.person for one in arrivals if not isinstance(one.person, BadRow))
        for row, one in zip(batch, arrivals, strict=True):
            verdict = decided(router, one, state, at, listing) if router else None
            sight.tally.add(verdict)
            _show(sight, row, verdict)
    return sight


def decided(router: Router, one: Arriving, state: RoutingState, at: datetime, listing: Listing = NOBODY) -> Verdict:
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


def _learn(state: RoutingState, arrivals: list[Arriving], known: KnownKeys) -> None:
    keys = {
        keyed_hash(one.person.key, "lead-key"): one.person.key
        for one in arrivals
        if not isinstance(one.person, BadRow) and one.person.key not in state.known
    }
    for hashed, (ref, _) in known(list(keys)).items():
        state.known.setdefault(keys[hashed], ref)


def _show(sight: Sighting, row: LeadRow, verdict: Verdict | None) -> None:
    if len(sight.first_rows) < SHOWN_ROWS:
        sight.first_rows.append(
            {
                "row": row.number,
                "cells": {**row.person, **row.cells},
                "to": verdict.to if verdict else None,
                "status": verdict.status if verdict else None,
                "why": verdict.why if verdict else None,
            }
        )
    problem = row.problem
    if problem is None and verdict and verdict.status == "bad_row":
        problem = f"Row {row.number}, line {row.line}: {verdict.why}"
    if problem:
        sight.problem_count += 1
        if len(sight.problems) < SHOWN_PROBLEMS:
            sight.problems.append({"row": row.number, "line": row.line, "message": problem})
