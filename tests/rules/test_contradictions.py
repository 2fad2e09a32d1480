"""Files of different days held against each other: what a server rewrote or left out shows in them."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from twofold.doors.offline.verify import verify_files
from twofold.rules.canonical import canonical, sha256_hex
from twofold.rules.log_file import check_log_file, make_log_file
from twofold.rules.receipts import Signer, Signing, make_receipt

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
SPACE, TEXT = "s" * 21, {"split": 50}


def chain(*what: str) -> list[tuple[str, str]]:
    """Entries that follow one another; the second tells of a signature."""
    made: list[tuple[str, str]] = []
    for seq, word in enumerate(what, start=1):
        fields = {"hash": [None, sha256_hex(canonical(TEXT))]} if word == "signed" else {}
        body = {"space": SPACE, "seq": seq, "prev": made[-1][1] if made else "", "operation": word,
                "changes": [{"kind": "signature", "id": "x", "fields": fields}]}  # fmt: skip
        text = canonical(body).decode()
        made.append((text, sha256_hex(text.encode())))
    return made


def log(at: str, *what: str) -> bytes:
    entries = chain(*what)
    return make_log_file(SPACE, at, (len(entries), entries[-1][1]), entries, KEY)


def receipt(**changed: object) -> bytes:
    told = {
        "document_kind": "lead_share", "document": TEXT, "version": 1, "signer": Signer("Pia", "Brightleaf", "partner"),
        "signed_at": "2026-03-01T12:00:00.000Z", "space": SPACE, "seq": 2, "entry_hash": chain("opened", "signed")[1][1],
    }  # fmt: skip
    return make_receipt(Signing(**{**told, **changed}), KEY)  # type: ignore[arg-type]


EARLIER, LATER = "2026-03-02T12:00:00.000Z", "2026-03-03T12:00:00.000Z"
HELD = {"log": log(EARLIER, "opened", "signed", "moved"), "receipt": receipt()}


def verified(folder: Path, capsys: pytest.CaptureFixture[str], **files: bytes) -> tuple[int, str]:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    status = verify_files([folder / name for name in files], KEY.public_key().public_bytes_raw().hex())
    return status, capsys.readouterr().out


def test_a_log_that_has_only_grown_agrees_with_what_was_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = verified(tmp_path, capsys, **HELD, now=log(LATER, "opened", "signed", "moved", "done"))
    assert status == 0
    assert said.count("all agrees") == 3


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (log(LATER, "opened", "signed", "staid"), "has another entry 3 than"),
        (log(LATER, "begun", "signed", "moved"), "was rewritten"),
        (log(LATER, "opened", "signed"), "ends at entry 2, but"),
        (log(LATER, "opened"), "ends before entry 2, in which"),
        (receipt(document={"split": 60}), "has another text of version 1"),
        (receipt(version=2), "another version of the same signature"),
        (receipt(seq=3), "another seq of the same signature"),
        (receipt(entry_hash="0" * 64), "has another entry 2 than"),
        (receipt(document={"split": 60}, version=2), "another text was signed"),
    ],
)
def test_what_a_server_rewrote_with_all_its_hashes_contradicts_what_was_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], now: bytes, sentence: str
) -> None:
    status, said = verified(tmp_path, capsys, **HELD, now=now)
    assert status == 1
    assert sentence in said


def test_a_log_with_one_changed_byte_is_found_by_itself() -> None:
    whole = HELD["log"].decode()
    assert check_log_file(whole.encode()) == []
    for was, now in (("moved", "moves"), ('"seq": 3', '"seq": 4'), (EARLIER, LATER), (SPACE, "t" * 21)):
        assert was in whole
        assert check_log_file(whole.replace(was, now, 1).encode()) != []
    without = json.loads(whole)
    without["entries"] = without["entries"][:2]
    assert any("should end at entry 3" in each for each in check_log_file(json.dumps(without).encode()))
    assert check_log_file(b"{") != []
    assert check_log_file(b'{"kind": "space-log/1"}') == ["This is not a log of a space."]
    other = Ed25519PrivateKey.from_private_bytes(b"o" * 32).public_key().public_bytes_raw().hex()
    assert any("another key" in each for each in check_log_file(HELD["log"], public_key=other))


def test_a_receipt_of_a_text_that_was_changed_after_signing_does_not_verify(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = verified(
        tmp_path, capsys, now=receipt(document={"split": 60}, signed_hash=sha256_hex(canonical(TEXT)))
    )
    assert status == 1
    assert "documentHash is not the hash of the document" in said
