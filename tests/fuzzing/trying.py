"""What the tests of fuzzing do with a target: as many cases as planned, said aloud in the proof."""

from __future__ import annotations

import pytest

from tests.fuzzing.plan import PROOF_SEED, RUN_SEED, count
from tests.fuzzing.trial import Target, tried


def some(target: Target) -> None:
    """As many cases as a test run tries."""
    tally = tried(target, count(target.name, proof=False), RUN_SEED)
    assert tally.cases == count(target.name, proof=False)


def all_there_are(target: Target, capsys: pytest.CaptureFixture[str]) -> None:
    """As many as the proof promises; some of them are taken and some refused, or only the first line would be tried."""
    tally = tried(target, count(target.name, proof=True), PROOF_SEED)
    with capsys.disabled():
        print(f"\nfuzzing, {target.name}, seed {PROOF_SEED}: {tally}")
    assert tally.cases >= count(target.name, proof=True)
    assert tally.taken
    assert tally.taken < tally.cases or target.takes_all
