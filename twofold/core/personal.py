"""Keyed hashes: how the log says that a personal value changed without saying what it was."""

import hashlib
import hmac

from django.conf import settings


def keyed_hash(value: object, purpose: str) -> str:
    """HMAC-SHA-256 of a value's text under the server's key; the purpose keeps uses apart."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()
