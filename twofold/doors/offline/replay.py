"""`twofold replay`: decisions about leads recomputed from their records alone."""

from collections.abc import Iterable
from pathlib import Path

from twofold.doors.offline.verify import check_files
from twofold.rules.lead_share.replay import check_record


def replay_files(paths: Iterable[Path | str]) -> int:
    """Recompute decisions and say what does not agree; returns 0, 1 on a mismatch, 2 if unreadable."""
    return check_files(paths, check_record)
