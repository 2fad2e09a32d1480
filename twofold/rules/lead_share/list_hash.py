"""A list of existing pipeline, promised before it is used: its hash says which list it was without showing it.

Source: security rule 28; lead-share format version 1, "exclusions".
"""

from collections.abc import Iterable

from twofold.rules.canonical import sha256_hex


def list_hash(entries: Iterable[str], salt: str) -> str:
    """SHA-256 over lines that each end in LF: the salt, then the normal entries, each once, sorted by code point.

    The salt keeps the other side from guessing a short list of well-known domains. Who has the list and its salt
    can show later that this was the list.
    """
    return sha256_hex("".join(f"{line}\n" for line in (salt, *sorted(set(entries)))).encode())
