"""Public identifiers: 21-character nanoids, drawn from the operating system's randomness."""

import os

ALPHABET = "_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 21
_LETTERS = bytes(ALPHABET[byte & 63].encode()[0] for byte in range(256))


def new_id() -> str:
    """A new public id of 126 random bits. Integers never leave the house."""
    return os.urandom(LENGTH).translate(_LETTERS).decode()


def new_ids(count: int) -> list[str]:
    """As many new ids as asked for, from one draw: for imports."""
    letters = os.urandom(LENGTH * count).translate(_LETTERS).decode()
    return [letters[at : at + LENGTH] for at in range(0, len(letters), LENGTH)]


def is_id(text: object) -> bool:
    """Whether a text could be one of our ids, before the database is asked."""
    return isinstance(text, str) and len(text) == LENGTH and all(letter in ALPHABET for letter in text)
