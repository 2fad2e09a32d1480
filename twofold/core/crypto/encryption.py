"""Texts that only this installation can read again: encrypted with a key made of `SECRET_KEY`, one for each purpose."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings


def cipher(purpose: str) -> Fernet:
    """What encrypts and decrypts for one purpose; what was encrypted for another cannot be read."""
    return _cipher(purpose, settings.SECRET_KEY)


@lru_cache(maxsize=16)
def _cipher(purpose: str, secret: str) -> Fernet:
    key = hashlib.sha256(f"{purpose}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
