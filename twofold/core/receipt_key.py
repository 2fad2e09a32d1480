"""The server's own Ed25519 key, with which it signs receipts: made once for each data directory, for its owner only."""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from .paths import owners_folder

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
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))


def _make(path: Path) -> None:
    """Written aside and then linked to its name, so that of two processes that start at once one wins whole."""
    owners_folder(path.parent)
    aside = path.with_name(f"{NAME}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
