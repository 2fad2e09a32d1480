"""A receipt of a signature is checked without the server, and any changed byte of it is found."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import many
from twofold.rules.canonical import canonical, canonical_hash
from twofold.rules.receipts import Signer, Signing, check_receipt, make_receipt, signed_with

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
SIGNING = Signing(
    document_kind="lead_share",
    document={"schema": "lead-share/1", "name": "Größe", "number": 0.5},
    version=3,
    signer=Signer("Ana Example", "Northwind Example", "partner"),
    signed_at="2026-11-20T09:00:00Z",
    space="V1StGXR8_Z5jdHi6B-myT",
    seq=17,
    entry_hash="ab" * 32,
)
RECEIPT = make_receipt(SIGNING, KEY)


def test_a_receipt_agrees_with_itself_and_says_who_signed_what() -> None:
    assert check_receipt(RECEIPT) == check_receipt(RECEIPT, public_key=PUBLIC) == []
    found = json.loads(RECEIPT)
    assert found["documentHash"] == canonical_hash(SIGNING.document)
    assert found["signer"] == {"name": "Ana Example", "company": "Northwind Example", "side": "partner"}
    assert (found["version"], found["seq"], found["entryHash"]) == (3, 17, "ab" * 32)


def test_every_single_bit_counts() -> None:
    for place in range(len(RECEIPT)):
        for bit in range(8):
            changed = bytearray(RECEIPT)
            changed[place] ^= 1 << bit
            assert check_receipt(bytes(changed)), (place, bit)


@settings(max_examples=many(1000), deadline=None)
@given(st.integers(0, len(RECEIPT) - 1), st.integers(0, 255), st.sampled_from([b" ", b"\n", b"0"]))
def test_any_changed_or_added_byte_is_found(place: int, byte: int, added: bytes) -> None:
    changed = RECEIPT[:place] + bytes([byte]) + RECEIPT[place + 1 :]
    assert bool(check_receipt(changed)) is (changed != RECEIPT)
    assert check_receipt(RECEIPT[:place] + added + RECEIPT[place:])
    assert check_receipt(RECEIPT[:place])


def signed_anew(key: Ed25519PrivateKey, **changes: Any) -> bytes:
    found = json.loads(RECEIPT) | changes
    del found["signature"]
    found["publicKey"] = key.public_key().public_bytes_raw().hex()
    found["signature"] = key.sign(canonical(found)).hex()
    return canonical(found)


def test_a_receipt_by_another_key_is_found_when_the_key_is_known() -> None:
    forged = signed_anew(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert check_receipt(forged) == []
    assert check_receipt(forged, public_key=PUBLIC) == [
        f"The receipt is signed with another key than the server's: {signed_with(forged)}."
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"document": {}}, "documentHash is not"),
        ({"signature": None, "extra": 1}, "exactly the parts"),
        ({"version": 1.5}, "version must be"),
        ({"version": True}, "version must be"),
        ({"space": 1}, "space must be"),
        ({"signer": "Ana"}, "signer must"),
        ({"entryHash": "AB" * 32}, "entryHash must be"),
        ({"kind": "other"}, "not a receipt"),
    ],
)
def test_a_signed_receipt_that_says_something_impossible_is_refused(changes: dict[str, Any], says: str) -> None:
    assert says in check_receipt(signed_anew(KEY, **changes))[0]


@given(st.binary(max_size=60))
def test_what_is_no_receipt_is_said_to_be_none(data: bytes) -> None:
    assert "not a receipt" in check_receipt(data)[0]
