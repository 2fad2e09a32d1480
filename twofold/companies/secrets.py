"""The secrets that links and tokens carry; at rest there is only their SHA-256."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

PREFIX = "tf_"


def new_token() -> str:
    """A token for programs: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def new_salt() -> str:
    """What is hashed together with something that could be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def derived(purpose: str, row_id: str) -> str:
    """The secret of a link, which the worker can make again when it renders the mail."""
    key = hashlib.sha256(f"link:{settings.SECRET_KEY}".encode()).digest()
    made = hmac.new(key, f"{purpose}:{row_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def at_rest(secret: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
