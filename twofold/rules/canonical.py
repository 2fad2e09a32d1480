"""One spelling for every JSON value, so that two companies hash the same bytes (RFC 8785)."""

import hashlib
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 form of a JSON value.

    Raises ValueError for anything that JSON cannot say (NaN, lone surrogates, whole
    numbers beyond 2**53 - 1 given as int, names that are not text).
    """
    return rfc8785.dumps(value)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def canonical_hash(value: Any) -> str:
    """Return the SHA-256 over the RFC 8785 form of a JSON value, in lower-case hex."""
    return sha256_hex(canonical(value))
