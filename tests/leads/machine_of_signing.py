"""Proposing, trying and signing lead-share rules of two campaigns, by everybody, rightly and wrongly."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import initialize, invariant, rule

from bench.rules import RULES
from tests.leads.machine import SIDES, Machine, rows
from tests.leads.shared import csv_of, file_of
from tests.leads.signing_reference import (
    NO_SESSION,
    READ_ONLY,
    Agreement,
    Asked,
    Passwords,
    Version,
    proposing,
    signing,
)
from tests.worlds import PASSWORD
from twofold.campaigns.models import Campaign
from twofold.core.operations.query import ask
from twofold.core.spaces import signoff
from twofold.leads.models import KIND
from twofold.rules.receipts import check_receipt

WHO = some.sampled_from([*SIDES, "rival", "stranger", "left", "nobody"])
SIGNERS = some.sampled_from(
    ["host", "partner", "passkey", "both_as_host", "both_as_partner", "both_as_host", "both_as_partner", "host_member"]
)
WHERE = some.sampled_from([0, 0, 0, 1])
BACK = some.sampled_from([0, 0, 0, 1, 2])  # how many versions before the newest
KEY = some.sampled_from(["", "", "", "a", "b"])
PASSWORDS = {"right": PASSWORD, "wrong": "not this one", "": ""}
WRONG = {**RULES, "extra": 1}
_VERSIONS = "SELECT id, subject_id, number, body, hash FROM core_documentversion ORDER BY document_id, number"
_DOCUMENTS = "SELECT subject_id, latest, in_force_id FROM core_document"
_SIGNATURES = "SELECT signed_version_id, side, person_id, company_id, hash FROM core_signature"
_COUNTS = "SELECT (SELECT count(*) FROM leads_dryrun), (SELECT count(*) FROM core_idempotencykey)"
FILE = csv_of("a@x.example,A,,DE,true,yes,yes", "b@x.example,B,,FR,true,yes,")


@dataclass(frozen=True)
class Call:
    """A call that may come once more, and what it was for."""

    who: str
    name: str
    given: tuple[tuple[str, Any], ...]
    on: str


class Signing(Machine):
    """After every step the product is in the state in which the reference is. `last` is what was touched, and `where`."""

    last: Version
    where: int
    campaigns: ClassVar[list[Campaign]]
    key: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.agreed = [Agreement() for _ in self.campaigns]
        self.passwords = Passwords()
        self.used: dict[tuple[str, str], Call] = {}
        self.entries = [0, 0]
        self.tried = 0

    @initialize()
    def begin(self) -> None:
        """Each campaign has rules to sign, of nobody yet."""
        for where in (1, 0):
            self.propose("host", where, 30, "", sound=True)

    @rule(who=WHO, where=WHERE, days=some.integers(30, 33), sound=some.sampled_from([True, True, True, False]), key=KEY)
    def propose(self, who: str, where: int, days: int, key: str, *, sound: bool) -> None:
        """New rules, or the same once more, or a text that the format does not allow."""
        given = {"rules": {**(RULES if sound else WRONG), "retention": {"days": days}}}
        call = Call(who, "lead_share.propose", (("days", days), ("sound", sound)), self.campaigns[where].pk)
        expected = self._repeated(call, key) or proposing(who, SIDES.get(who), sound=sound)
        came, version = self.act(who, call.name, given, call.on, key=key)
        assert came == expected, (came, expected)
        if came == "won":
            self.where, self.last = where, Version(version.pk, version.hash)
            self.agreed[where].versions.append(self.last)
            self._done(call, key, where)

    @rule(
        who=WHO,
        where=WHERE,
        back=BACK,
        seen=some.sampled_from(["this", "this", "this", "before", "other"]),
        password=some.sampled_from(["right", "right", "right", "wrong", ""]),
        tried=some.sampled_from(["", "", "", "own", "unknown"]),
        key=KEY,
    )
    def sign(self, who: str, where: int, back: int, seen: str, password: str, tried: str, key: str) -> None:
        """Anybody, with any hash, password and dry run."""
        version = self._version(where, back)
        hashes = {"this": version.hash, "before": self.agreed[where].versions[0].hash, "other": "0" * 64}
        dry = {"": "", "own": next(iter(sorted(version.tried)), ""), "unknown": "1" * 64}[tried]
        self._sign(who, where, version, Asked(hashes[seen], password, dry), key)

    @rule(who=SIGNERS, where=WHERE, back=BACK)
    def sign_rightly(self, who: str, where: int, back: int) -> None:
        """Who may sign, with all that belongs to it; mostly the newest version."""
        version = self._version(where, back)
        self._sign(who, where, version, Asked(version.hash, "right"), "")

    @rule(where=WHERE)
    def sign_for_both_companies(self, where: int) -> None:
        """Who is in both companies, for the one, and when that has been done, for the other."""
        version = self._version(where, 0)
        who = "both_as_partner" if version.signed.get("host") == "both" else "both_as_host"
        self._sign(who, where, version, Asked(version.hash, "right"), "")

    @rule(who=some.sampled_from(["host", "both_as_host", "both_as_partner"]), where=WHERE)
    def guess(self, who: str, where: int) -> None:
        """Somebody tries passwords, perhaps as both whom they act for."""
        version = self._version(where, 0)
        self._sign(who, where, version, Asked(version.hash, "wrong"), "")

    @rule(who=WHO, where=WHERE, back=BACK)
    def try_on_a_file(self, who: str, where: int, back: int) -> None:
        """A dry run, whose hash may then be signed along."""
        version = self._version(where, back)
        came, answer = self.act(who, "lead_share.dry_run", {"file": file_of(FILE)}, version.id)
        expected = proposing(who, SIDES.get(who), sound=True)
        assert came == expected, (came, expected)
        if came == "won":
            version.tried.add(answer["hash"])
            self.entries[where] += 1
            self.tried += 1

    @rule(minutes=some.sampled_from([1, 5, 16]))
    def wait(self, minutes: int) -> None:
        """Time goes by, and with it wrong passwords are forgotten."""
        self.at += timedelta(minutes=minutes)

    def _version(self, where: int, back: int) -> Version:
        versions = self.agreed[where].versions
        self.where, self.last = where, versions[max(-len(versions), -1 - back)]
        return self.last

    def _sign(self, who: str, where: int, version: Version, asked: Asked, key: str) -> None:
        given = {"hash": asked.hash, "password": PASSWORDS[asked.password], "dryRunHash": asked.tried}
        call = Call(who, "lead_share.sign", tuple(given.items()), version.id)
        expected = self._repeated(call, key)
        if not expected and who in NO_SESSION:
            expected = "Refused"
        expected = (
            expected
            or self.passwords.refuses(who, asked.password, self.at + timedelta(seconds=1))
            or signing(self.agreed[where], version, who, SIDES.get(who), asked)
        )
        came, _ = self.act(who, call.name, given, version.id, key=key)
        assert came == expected, (came, expected)
        if came == "won":
            self._done(call, key, where)

    def _repeated(self, call: Call, key: str) -> str:
        """What comes of a key that was used before; nothing where it is new."""
        before = self.used.get((_member(call.who), key)) if key else None
        if before is None or call.who == "nobody":
            return ""
        if (before.name, before.given, before.on) != (call.name, call.given, call.on):
            return "Invalid"
        signs, token = call.name == "lead_share.sign", call.who in NO_SESSION
        return "Refused" if call.who in READ_ONLY or (signs and token) else "again"

    def _done(self, call: Call, key: str, where: int) -> None:
        self.entries[where] += 1
        if key:
            self.used[_member(call.who), key] = call

    @invariant()
    def versions_are_dense_and_have_their_hashes(self) -> None:
        """Numbers from 1, texts in order of proposal, each with the SHA-256 of what is stored."""
        found: dict[str, list[tuple[str, str]]] = {campaign.pk: [] for campaign in self.campaigns}
        for id, subject, number, body, stored in rows(_VERSIONS):
            found[subject].append((id, stored))
            assert number == len(found[subject])
            assert hashlib.sha256(body.encode()).hexdigest() == stored
        assert found == {
            campaign.pk: [(version.id, version.hash) for version in agreed.versions]
            for campaign, agreed in zip(self.campaigns, self.agreed, strict=True)
        }

    @invariant()
    def what_is_in_force_was_signed_by_both(self) -> None:
        """And it is what the reference says; nothing else is."""
        assert {subject: (latest, in_force) for subject, latest, in_force in rows(_DOCUMENTS)} == {
            campaign.pk: (len(agreed.versions), agreed.in_force.id if agreed.in_force else None)
            for campaign, agreed in zip(self.campaigns, self.agreed, strict=True)
        }
        campaign, agreed = self.campaigns[self.where], self.agreed[self.where]
        found = signoff.in_force(campaign.space_id, KIND, campaign.pk)
        assert (found.pk if found else None) == (agreed.in_force.id if agreed.in_force else None)
        assert agreed.in_force is None or set(agreed.in_force.signed) == {"host", "partner"}

    @invariant()
    def signatures_are_those_of_the_reference(self) -> None:
        """One a side, of two people of two companies, each under the hash of its version."""
        expected = {
            (version.id, side, *self._signer(who, side), version.hash)
            for agreed in self.agreed
            for version in agreed.versions
            for side, who in version.signed.items()
        }
        found = rows(_SIGNATURES)
        assert set(found) == expected
        assert len(found) == len(expected)
        assert len({(version, person) for version, _, person, *_ in found}) == len(found)
        assert len({(version, company) for version, _, _, company, _ in found}) == len(found)

    @invariant()
    def the_log_has_one_entry_for_each_thing_done(self) -> None:
        """What was refused has none and leaves nothing; the chain goes on from where it was."""
        for where, campaign in enumerate(self.campaigns):
            assert len(self.written(campaign.space_id)) == self.entries[where]
            self.entries[where] = 0
        assert rows(_COUNTS) == [(self.tried, len(self.used))]

    @invariant()
    def each_side_is_told_what_is_and_receipts_verify(self) -> None:
        """Of the version that was touched last: its state, its signatures, and a receipt of each."""
        version, asks = self.last, ("host", "partner")[self.steps % 2]
        told = ask(self.cast[asks], "lead_share.get", {"id": version.id})
        assert told["state"] == self.agreed[self.where].state(version)
        assert {one["side"] for one in told["signatures"]} == set(version.signed)
        receipts = ask(self.cast[asks], "lead_share.receipt", {"id": version.id})["items"] if version.signed else []
        assert {one["side"] for one in receipts} == set(version.signed)
        assert not [wrong for one in receipts for wrong in check_receipt(one["text"].encode(), public_key=self.key)]

    def _signer(self, who: str, side: str) -> tuple[str, str]:
        actor = self.cast[f"both_as_{side}" if who == "both" else who]
        assert actor.person is not None
        assert actor.company is not None
        return actor.person.pk, actor.company.pk


def _member(who: str) -> str:
    """Of which membership a key is: a token's is its person's."""
    return {"writing_token": "host", "reading_token": "partner", "passkey": "partner"}.get(who, who)
