"""The server's own Ed25519 key, with which it signs receipts: made once for each data directory, for its owner only."""

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from twofold.core.storage.paths import create_once

NAME = "receipt.key"


def receipt_key() -> Ed25519PrivateKey:
    """The key. Whoever keeps its public half can tell this server's receipts from any other's."""
    return _read(Path(settings.DATA) / NAME)


def public_key_hex() -> str:
    """The public half, 64 lower-case hex digits."""
    return receipt_key().public_key().public_bytes_raw().hex()


@cache
def _read(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        create_once(path, Ed25519PrivateKey.generate().private_bytes_raw().hex())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
