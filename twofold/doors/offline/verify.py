"""`twofold verify`: receipts of signatures checked from the files alone."""

from collections.abc import Callable, Iterable
from pathlib import Path

from twofold.doors.offline.problem import unreadable
from twofold.rules.receipts import check_receipt, signed_with


def verify_files(paths: Iterable[Path | str], key: str = "") -> int:
    """Check receipts and say for each what is wrong and which key signed it; returns 0, 1 on a mismatch, 2 if unreadable.

    `key` is the server's public key, as its page of rules and `GET /api/v1/receipt-key` tell it; without it a receipt
    that anybody signed with a key of their own agrees, too, and the line says so.
    """
    wanted = key.strip().lower()

    def agrees(data: bytes) -> str:
        told = "" if wanted else ". Without --key nobody checked whose key that is"
        return f"all agrees, signed with the key {signed_with(data)}{told}."

    return check_files(paths, lambda data: check_receipt(data, public_key=wanted or None), agrees)


def check_files(
    paths: Iterable[Path | str],
    check: Callable[[bytes], list[str]],
    agrees: Callable[[bytes], str] = lambda _: "all agrees.",
) -> int:
    """Check files one by one, a line of standard output for each finding, or what `agrees` says of one that is right."""
    status = 0
    for path in paths:
        try:
            data = Path(path).read_bytes()
        except OSError as wrong:
            status = max(status, unreadable(path, wrong).report())
            continue
        found = check(data)
        for sentence in found or [agrees(data)]:
            print(f"{path}: {sentence}")  # noqa: T201 (a command prints)
        status = max(status, 1 if found else 0)
    return status
