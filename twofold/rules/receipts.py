"""Receipts of signatures: one file that proves who signed which document when, without the server.

A receipt is for any document that both companies sign. Its bytes are exactly the RFC 8785 form
and carry the server's Ed25519 signature over all the rest, so that any changed byte is found.
Numbers: `seq` and `entry_hash` anchor it in the oplog of its space.
"""

import re
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.strict_json import NotStrictJsonError, plain, read_strict

KIND = "signature-receipt/1"
_NOT_A_RECEIPT = "This is not a receipt of a signature."
_HEX = {"documentHash": 64, "entryHash": 64, "publicKey": 64, "signature": 128}
_TEXTS = ("documentKind", "signedAt", "space")
_NUMBERS = ("version", "seq")
_NAMES = {"kind", "document", "signer", *_HEX, *_TEXTS, *_NUMBERS}


@dataclass(frozen=True, slots=True)
class Signer:
    """The person who signed, for which company, on which side (`host` or `partner`)."""

    name: str
    company: str
    side: str


@dataclass(frozen=True, slots=True)
class Signing:
    """One signature: the document and its version, who, when (UTC text), where it is logged, and the hash of the text
    that was signed, where it is known from elsewhere than the text.
    """

    document_kind: str
    document: Any
    version: int
    signer: Signer
    signed_at: str
    space: str
    seq: int
    entry_hash: str
    signed_hash: str | None = None


def make_receipt(signing: Signing, private_key: Ed25519PrivateKey) -> bytes:
    """Return the receipt of a signature, signed with the server's key."""
    document = plain(signing.document)
    receipt: dict[str, Any] = {
        "kind": KIND,
        "documentKind": signing.document_kind,
        "document": document,
        "documentHash": canonical_hash(document) if signing.signed_hash is None else signing.signed_hash,
        "version": signing.version,
        "signer": {"name": signing.signer.name, "company": signing.signer.company, "side": signing.signer.side},
        "signedAt": signing.signed_at,
        "space": signing.space,
        "seq": signing.seq,
        "entryHash": signing.entry_hash,
        "publicKey": private_key.public_key().public_bytes_raw().hex(),
    }
    receipt["signature"] = private_key.sign(canonical(receipt)).hex()
    return canonical(receipt)


def check_receipt(data: bytes, *, public_key: str | None = None) -> list[str]:
    """Return what is wrong with a receipt, one sentence each; empty when all agrees.

    `public_key` (hex) is the server's key if it is known from elsewhere; without it the
    receipt is checked against the key it carries.
    """
    try:
        receipt = read_strict(data)
    except NotStrictJsonError as wrong:
        return [f"{_NOT_A_RECEIPT} {one.message}" for one in wrong.problems]
    if not isinstance(receipt, dict) or receipt.get("kind") != KIND:
        return [_NOT_A_RECEIPT]
    found = _shape(receipt)
    if found:
        return found
    if canonical(receipt) != data:
        found.append("The file is not in the canonical form (RFC 8785) in which receipts are written.")
    if canonical_hash(receipt["document"]) != receipt["documentHash"]:
        found.append("documentHash is not the hash of the document.")
    if public_key is not None and receipt["publicKey"] != public_key:
        found.append(f"The receipt is signed with another key than the server's: {receipt['publicKey']}.")
    signature = bytes.fromhex(receipt.pop("signature"))
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(receipt["publicKey"])).verify(signature, canonical(receipt))
    except (InvalidSignature, ValueError):
        found.append("The signature of the server does not fit what the receipt says.")
    return found


def signed_with(data: bytes) -> str:
    """The public key that a receipt carries, 64 hex digits; ask `check_receipt` first."""
    return str(read_strict(data)["publicKey"])


def _shape(receipt: dict[str, Any]) -> list[str]:
    if set(receipt) != _NAMES:
        return ["The receipt does not have exactly the parts that a receipt has."]
    found = [
        f"{name} must be {length} lower-case hex digits."
        for name, length in _HEX.items()
        if not isinstance(receipt[name], str) or not re.fullmatch(f"[0-9a-f]{{{length}}}", receipt[name])
    ]
    found += [f"{name} must be text." for name in _TEXTS if not isinstance(receipt[name], str)]
    found += [f"{name} must be a whole number." for name in _NUMBERS if type(receipt[name]) is not int]
    signer = receipt["signer"]
    if not isinstance(signer, dict) or set(signer) != {"name", "company", "side"}:
        found.append("signer must say name, company and side.")
    return found
