"""Public identifiers: 21-character nanoids, drawn from the operating system's randomness."""

import os

ALPHABET = "_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 21
_OWN = 12
_LETTERS = bytes(ALPHABET[byte & 63].encode()[0] for byte in range(256))


def new_id() -> str:
    """A new public id of 126 random bits. Integers never leave the house."""
    return os.urandom(LENGTH).translate(_LETTERS).decode()


def new_ids(count: int) -> list[str]:
    """As many new ids as asked for, from one draw and in order: for imports.

    They begin alike, so that an index takes them side by side; among a million rows, ids that lie anywhere cost a page
    of every index for every row. The beginning, 54 random bits, is this draw's alone: no other id lies between them, so
    that the log can name them by the first and the last. What follows are 72 random bits in each.
    """
    letters = os.urandom(_OWN * count).translate(_LETTERS).decode()
    together = new_id()[: LENGTH - _OWN]
    return [together + each for each in sorted(letters[at : at + _OWN] for at in range(0, len(letters), _OWN))]


def is_id(text: object) -> bool:
    """Whether a text could be one of our ids, before the database is asked."""
    return isinstance(text, str) and len(text) == LENGTH and all(letter in ALPHABET for letter in text)
