"""`twofold verify`: receipts of signatures checked from the files alone."""

from collections.abc import Callable, Iterable
from pathlib import Path

from twofold.doors.offline.problem import unreadable
from twofold.rules.receipts import check_receipt


def verify_files(paths: Iterable[Path | str]) -> int:
    """Check receipts and say for each what is wrong; returns 0, 1 on a mismatch, 2 if unreadable."""
    return check_files(paths, check_receipt)


def check_files(paths: Iterable[Path | str], check: Callable[[bytes], list[str]]) -> int:
    """Check files one by one, a line of standard output for each finding."""
    status = 0
    for path in paths:
        try:
            data = Path(path).read_bytes()
        except OSError as wrong:
            status = max(status, unreadable(path, wrong).report())
            continue
        found = check(data)
        for sentence in found or ["all agrees."]:
            print(f"{path}: {sentence}")  # noqa: T201 (a command prints)
        status = max(status, 1 if found else 0)
    return status
