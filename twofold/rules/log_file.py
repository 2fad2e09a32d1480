"""The log of a space as one file that either side keeps: what was in it at that moment, signed by the server.

`entries` are pairs of an entry's text and its hash, from the first to the last. Each text names the hash of the entry
before it, so the last hash stands for all of them: the signature is over that and what says of which log it is the
last. A later file of the same log begins with the same entries.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from twofold.rules.canonical import canonical, sha256_hex
from twofold.rules.strict_json import NotStrictJsonError, read_strict

KIND = "space-log/1"
_NAMES = {"kind", "space", "at", "seq", "hash", "entries", "publicKey", "signature"}
_NOT_A_LOG = "This is not a log of a space."
_HEX = re.compile("[0-9a-f]{64}")
Entries = list[tuple[str, str]]


def make_log_file(
    space: str, at: str, head: tuple[int, str], entries: Entries, private_key: Ed25519PrivateKey
) -> bytes:
    """The file: entries as (text, hash) in order, `head` the number and hash of the last, `at` the moment as UTC text."""
    said: dict[str, Any] = {
        "kind": KIND,
        "space": space,
        "at": at,
        "seq": head[0],
        "hash": head[1],
        "publicKey": private_key.public_key().public_bytes_raw().hex(),
    }
    signature = private_key.sign(canonical(said)).hex()
    file = said | {"signature": signature, "entries": [list(entry) for entry in entries]}
    return json.dumps(file, ensure_ascii=False, indent=0).encode()


def check_log_file(data: bytes, *, public_key: str | None = None) -> list[str]:
    """What is wrong with a log, one sentence each; empty when all agrees. `public_key` (hex) as for receipts."""
    try:
        file = read_strict(data)
    except NotStrictJsonError as wrong:
        return [f"{_NOT_A_LOG} {one.message}" for one in wrong.problems]
    if not isinstance(file, dict) or file.get("kind") != KIND or not _shaped(file):
        return [_NOT_A_LOG]
    found = []
    if public_key is not None and file["publicKey"] != public_key:
        found.append(f"The log is signed with another key than the server's: {file['publicKey']}.")
    said = {name: value for name, value in file.items() if name not in {"entries", "signature"}}
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(file["publicKey"])).verify(
            bytes.fromhex(file["signature"]), canonical(said)
        )
    except (InvalidSignature, ValueError):
        found.append("The signature of the server does not fit what the log says.")
    return found + _breaks(file)


def _shaped(file: dict[str, Any]) -> bool:
    texts = all(isinstance(file.get(name), str) for name in ("space", "at", "hash", "publicKey", "signature"))
    entries = file.get("entries")
    return (
        set(file) == _NAMES
        and texts
        and type(file["seq"]) is int
        and _HEX.fullmatch(file["publicKey"]) is not None
        and isinstance(entries, list)
        and all(isinstance(pair, list) and [type(each) for each in pair] == [str, str] for pair in entries)
    )


def _breaks(file: dict[str, Any]) -> list[str]:
    """Where the chain does not hold."""
    found, entries = [], file["entries"]
    for (_, before), (seq, (text, hashed)) in pairwise([(0, ("", "")), *enumerate(entries, start=1)]):
        if sha256_hex(text.encode()) != hashed:
            found.append(f"Entry {seq} does not have its hash.")
        try:
            body = read_strict(text)
        except NotStrictJsonError:
            body = None
        told = {name: body.get(name) for name in ("space", "seq", "prev")} if isinstance(body, dict) else {}
        if told != {"space": file["space"], "seq": seq, "prev": before[1]}:
            found.append(f"Entry {seq} does not follow the entry before it.")
    if (file["seq"], file["hash"]) != (len(entries), entries[-1][1] if entries else ""):
        found.append(f"The log should end at entry {file['seq']}; it ends at {len(entries)}, or at another entry.")
    return found
