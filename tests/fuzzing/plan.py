"""How many cases of each target: in every test run, and in the proof. Who makes it smaller has to say so here."""

from __future__ import annotations

PROMISED = 5_000_000
"""Cases of the proof, in all."""
RUN_SEED, PROOF_SEED = 1, 2026
"""A failure names seed and number; `trial.made` makes the case again from these."""
COUNTS: dict[str, tuple[int, int]] = {
    "JSON": (2_000, 60_000),
    "rules as bytes": (500, 15_000),
    "rules as values": (500, 12_000),
    "conditions": (1_000, 25_000),
    "leads as values": (10_000, 400_000),
    "receipts": (2_000, 50_000),
    "decisions": (500, 10_000),
    "states of routing": (2_000, 40_000),
    "times of files": (8_000, 200_000),
    "times of rules": (15_000, 800_000),
    "amounts and countries": (4_000, 150_000),
    "consent questions": (2_000, 60_000),
    "mail addresses": (4_000, 120_000),
    "lists of existing pipeline": (2_000, 60_000),
    "web addresses and names": (5_000, 150_000),
    "words of templates": (8_000, 300_000),
    "cells of exports": (10_000, 400_000),
    "checkpoints": (3_000, 450_000),
    "Markdown": (1_000, 20_000),
    "lead files": (500, 10_000),
    "leads as the format says": (4_000, 200_000),
    "templates": (150, 2_500),
    "inputs of operations and queries": (1_000, 12_000),
    "cursors": (10_000, 400_000),
    "filters": (5_000, 700_000),
    "requests before the rows": (800, 12_000),
    "inputs of the command line": (4_000, 250_000),
    "items of buckets": (1_000, 12_000),
    "paths of buckets": (4_000, 250_000),
    "buckets": (40, 600),
    "the form of the rules": (500, 8_000),
    "requests": (100, 20_000),
    "operations and queries": (600, 20_000),
}
"""Target → cases in every test run, cases in the proof."""


def count(name: str, *, proof: bool) -> int:
    """How many cases of a target."""
    return COUNTS[name][proof]


def promised(*, proof: bool) -> int:
    """How many cases of all targets together."""
    return sum(each[proof] for each in COUNTS.values())
