"""Texts that only this installation can read again: sealed with a key made of `SECRET_KEY`, one for each purpose."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def box(purpose: str) -> Fernet:
    """What seals and opens for one purpose; what was sealed for another does not open."""
    key = hashlib.sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
