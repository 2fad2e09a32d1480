"""Keyed hashes: how the log says that a personal value changed without saying what it was."""

import hashlib
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings

_BLOCK = 64
_INNER, _OUTER = bytes(byte ^ 0x36 for byte in range(256)), bytes(byte ^ 0x5C for byte in range(256))


def keyed_hash(value: object, purpose: str) -> str:
    """HMAC-SHA-256 of a value's text under the server's key; the purpose keeps uses apart."""
    return keyed_hasher(purpose)(str(value).encode())


def keyed_hasher(purpose: str) -> Callable[[bytes], str]:
    """What gives these hashes of bytes, for those who need many."""
    return _hasher(purpose, settings.SECRET_KEY)


@lru_cache(maxsize=64)
def _hasher(purpose: str, secret: str) -> Callable[[bytes], str]:
    """Both halves of an HMAC begin with the key: they are begun once, which is half of the work for a short text."""
    key = hashlib.sha256(f"{purpose}:{secret}".encode()).digest().ljust(_BLOCK, b"\0")
    inner, outer = hashlib.sha256(key.translate(_INNER)), hashlib.sha256(key.translate(_OUTER))

    def hashed(text: bytes) -> str:
        one, other = inner.copy(), outer.copy()
        one.update(text)
        other.update(one.digest())
        return other.hexdigest()

    return hashed
