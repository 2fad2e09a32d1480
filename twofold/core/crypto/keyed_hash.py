"""Keyed hashes: how the log says that a personal value changed without saying what it was."""

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings


def keyed_hash(value: object, purpose: str) -> str:
    """HMAC-SHA-256 of a value's text under the server's key; the purpose keeps uses apart."""
    return hmac.digest(_key(purpose, settings.SECRET_KEY), str(value).encode(), "sha256").hex()


@lru_cache(maxsize=64)
def _key(purpose: str, secret: str) -> bytes:
    return hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
