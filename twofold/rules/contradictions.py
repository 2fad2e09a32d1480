"""What two files that a server gave at different times say differently about the same: only one of them can be true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from twofold.rules import log_file, receipts
from twofold.rules.lead_share import replay

Named = tuple[str, dict[str, Any]]


def contradictions(files: list[Named]) -> list[str]:
    """A sentence for everything that two of these files say differently: receipts, logs and decisions, by name; each
    of them must have been found right for itself.
    """
    return [sentence for one, other in combinations(files, 2) for sentence in _between(one, other)]


def _between(one: Named, other: Named) -> Iterator[str]:
    both = [one, other]
    logs = [file for file in both if file[1]["kind"] == log_file.KIND]
    signed = [file for file in both if file[1]["kind"] == receipts.KIND]
    if len(logs) == len(both):
        yield from _logs(*sorted(both, key=lambda file: (file[1]["at"], file[1]["seq"])))
    elif len(signed) == len(both):
        yield from _receipts(one, other)
    elif logs and signed:
        yield from _receipt_in_log(signed[0], logs[0])
    elif all(file[1]["kind"] == replay.KIND for file in both):
        yield from _decisions(one, other)


def _logs(earlier: Named, later: Named) -> Iterator[str]:
    """A log only grows."""
    (first, before), (second, after) = earlier, later
    if before["space"] != after["space"]:
        return
    for seq, (old, new) in enumerate(zip(before["entries"], after["entries"], strict=False), start=1):
        if old != new:
            yield f"{second} has another entry {seq} than {first}: the log of space {after['space']} was rewritten."
            return
    if len(after["entries"]) < len(before["entries"]):
        yield f"{second} ends at entry {len(after['entries'])}, but {first}, given before it, at {len(before['entries'])}."


def _receipts(one: Named, other: Named) -> Iterator[str]:
    """A version has one text, each side signs it once, and one entry of the log is one signature."""
    (first, before), (second, after) = one, other
    if before["space"] != after["space"]:
        return
    same_version = all(before[name] == after[name] for name in ("documentKind", "version"))
    if same_version and before["documentHash"] != after["documentHash"]:
        yield f"{second} has another text of version {after['version']} than {first}."
    elif before["seq"] == after["seq"] or (same_version and before["signer"]["side"] == after["signer"]["side"]):
        for name in ("documentKind", "version", "documentHash", "signer", "signedAt", "seq", "entryHash"):
            if before[name] != after[name]:
                yield f"{second} says another {name} of the same signature than {first}."


def _receipt_in_log(receipt: Named, log: Named) -> Iterator[str]:
    """The signature stands in the log where its receipt says, for the same text."""
    (name, said), (where, kept) = receipt, log
    if said["space"] != kept["space"]:
        return
    if said["seq"] > len(kept["entries"]):
        if kept["at"] > said["signedAt"]:
            yield f"{where} ends before entry {said['seq']}, in which {name} says the signature stands."
        return
    text, hashed = kept["entries"][said["seq"] - 1]
    if hashed != said["entryHash"]:
        yield f"{where} has another entry {said['seq']} than {name} says."
        return
    signed = [change["fields"].get("hash", [None, None])[1] for change in json.loads(text)["changes"]]
    if said["documentHash"] not in signed:
        yield f"{where} says in entry {said['seq']} that another text was signed than {name} has."


def _decisions(one: Named, other: Named) -> Iterator[str]:
    """A lead is decided once. One side may have more of its facts than the other."""
    (first, before), (second, after) = one, other
    if before.get("id") is None or before.get("id") != after.get("id"):
        return
    for name in ("rules", "at", "consent", "state", "lists", "verdict", "facts", "factsUsed", "badRow"):
        told = name in before and name in after
        if before.get(name) != after.get(name) and (told or not name.startswith("facts")):
            yield f"{second} says another {name} of the same lead than {first}."
