"""Sign-off: one mechanism for everything both companies must agree on.

Versions are immutable canonical JSON. A signature echoes the hash it saw; two people of two companies sign;
a version is in force only when both have. Tokens, agents and guests never sign.
"""

from __future__ import annotations

from typing import Any

from twofold.core.errors import Conflict, Refused
from twofold.core.models import Document, DocumentVersion, Signature, SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input
from twofold.core.oplog.one_row import lock_row
from twofold.rules.canonical import canonical, sha256_hex
from twofold.rules.sides import SIDES


class SignInput(Input):
    """What signing takes: the hash the signer saw, and their password (not needed just after a passkey)."""

    hash: str
    password: str = ""


def propose(do: OperationContext, subject: SpaceRow, kind: str, body: Any, note: str = "") -> DocumentVersion:
    """A new version of the document of this kind about a subject. The text is canonical JSON from now on."""
    document = Document.rows.within(subject.space_id).filter(kind=kind, subject_id=subject.pk).first()
    if document is None:
        document = do.create(Document, subject.space_id, kind=kind, subject_id=subject.pk)
    do.change(document, latest=document.latest + 1)
    text = canonical(body)
    return do.create(
        DocumentVersion,
        subject.space_id,
        document=document,
        kind=kind,
        subject_id=subject.pk,
        number=document.latest,
        body=text.decode(),
        hash=sha256_hex(text),
        proposed_by=do.actor.person,
        note=note,
    )


def sign(do: OperationContext, version: DocumentVersion, given: SignInput, *, dry_run_hash: str = "") -> Signature:
    """The acting company's yes to a version. With the second one it comes into force.

    Errors: Conflict when the hash is another, a newer version exists, or this side has signed; Refused when
    the same person signed for the other side.
    """
    actor = do.actor
    side = actor.side_in(version.space_id)
    document = _locked(version)
    if side is None or actor.person is None or actor.company is None:
        raise Refused("Only the two companies of this space sign here.")
    if given.hash != version.hash:
        raise Conflict("The text you saw is not the text of this version. Read it again, then sign.")
    if version.number != document.latest:
        raise Conflict(f"Version {document.latest} has replaced this one. Look at that one.")
    before = list(Signature.rows.within(version.space_id).filter(signed_version=version))
    if any(each.side == side for each in before):
        raise Conflict("Your company has already signed this version.")
    if any(each.person_id == actor.person.pk for each in before):
        raise Refused("One person cannot sign for both companies.")
    signature = do.create(
        Signature,
        version.space_id,
        signed_version=version,
        person=actor.person,
        company=actor.company,
        side=side,
        hash=version.hash,
        dry_run_hash=dry_run_hash,
    )
    if len(before) + 1 == len(SIDES):
        do.change(document, in_force=version, in_force_at=do.now)
        do.details["in_force"] = True
    return signature


def _locked(version: DocumentVersion) -> Document:
    """The document, ours until commit: of two sides that sign at once the second sees the first's signature."""
    document: Document | None = lock_row(Document.rows.within(version.space_id).filter(pk=version.document_id))
    assert document is not None
    return document


def in_force(space_id: str, kind: str, subject_id: str) -> DocumentVersion | None:
    """The version both have signed, or none yet."""
    found = Document.rows.within(space_id).filter(kind=kind, subject_id=subject_id).select_related("in_force").first()
    return found.in_force if found else None
