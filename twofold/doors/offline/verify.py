"""`twofold verify`: what a server gave, receipts, logs and decisions, checked from the files alone and against each other."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from twofold.doors.offline.problem import unreadable
from twofold.rules import log_file
from twofold.rules.contradictions import contradictions
from twofold.rules.lead_share import replay
from twofold.rules.log_file import check_log_file
from twofold.rules.receipts import check_receipt
from twofold.rules.strict_json import NotStrictJsonError, read_strict


def verify_files(paths: Iterable[Path | str], key: str = "") -> int:
    """Check files one by one and against each other, and say what is wrong and which key signed each; returns 0, 1 on a
    mismatch, 2 if unreadable.

    `key` is the server's public key, as its page of rules and `GET /api/v1/receipt-key` tell it; without it a file
    that anybody signed with a key of their own agrees, too, and the line says so.
    """
    wanted = key.strip().lower()

    def check(data: bytes) -> list[str]:
        kind = _read(data).get("kind")
        if kind == replay.KIND:
            return replay.check_record(data)
        return (check_log_file if kind == log_file.KIND else check_receipt)(data, public_key=wanted or None)

    def agrees(data: bytes) -> str:
        signed = _read(data).get("publicKey")
        if signed is None:
            return "all agrees."
        told = "" if wanted else ". Without --key nobody checked whose key that is"
        return f"all agrees, signed with the key {signed}{told}."

    return check_files(paths, check, agrees)


def check_files(
    paths: Iterable[Path | str],
    check: Callable[[bytes], list[str]],
    agrees: Callable[[bytes], str] = lambda _: "all agrees.",
) -> int:
    """Check files one by one, a line of standard output for each finding, or what `agrees` says of one that is right;
    then those that are right against each other.
    """
    status, right = 0, []
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
        if not found:
            right.append((str(path), _read(data)))
    for sentence in contradictions(right):
        print(sentence)  # noqa: T201
        status = max(status, 1)
    return status


def _read(data: bytes) -> dict[str, Any]:
    try:
        found = read_strict(data, noncharacters=True)
    except NotStrictJsonError:
        return {}
    return found if isinstance(found, dict) else {}
