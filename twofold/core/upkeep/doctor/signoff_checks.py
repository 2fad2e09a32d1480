"""Sign-off: texts have their hashes, signatures belong to what was signed, in force is what both signed."""

from collections.abc import Iterator

from twofold.core.models import Document, DocumentVersion, Side, Signature
from twofold.rules.canonical import canonical, sha256_hex
from twofold.rules.sides import SIDES
from twofold.rules.strict_json import NotStrictJsonError, read_strict

_WHY = "doctor looks at every row"


def documents_hold() -> Iterator[str]:
    """Everything about documents that can be computed again is computed again."""
    signed: dict[str, dict[str, Signature]] = {}
    for signature in Signature.rows.everywhere(because=_WHY).select_related("signed_version").iterator(500):
        signed.setdefault(signature.signed_version_id, {})[signature.side] = signature
        yield from _wrong_signature(signature)
    latest: dict[str, int] = {}
    for version in DocumentVersion.rows.everywhere(because=_WHY).order_by("number").iterator(500):
        latest[version.document_id] = latest.get(version.document_id, 0) + 1
        yield from _wrong_version(version, latest[version.document_id])
    for document in Document.rows.everywhere(because=_WHY).iterator(500):
        if document.latest != latest.get(document.pk, 0):
            yield f"Document {document.pk} says version {document.latest} is its latest; it has {latest.get(document.pk, 0)}."
        if document.in_force_id and set(signed.get(document.in_force_id, {})) != set(SIDES):
            yield f"Document {document.pk}: the version in force was not signed by both sides."


def _wrong_version(version: DocumentVersion, expected: int) -> Iterator[str]:
    where = f"Version {version.number} of document {version.document_id}"
    if version.number != expected:
        yield f"{where}: version {expected} is missing."
    if sha256_hex(version.body.encode()) != version.hash:
        yield f"{where}: its text does not have its hash."
    try:
        if canonical(read_strict(version.body)) != version.body.encode():
            yield f"{where}: its text is not in canonical form."
    except NotStrictJsonError:
        yield f"{where}: its text is not JSON."


def _wrong_signature(signature: Signature) -> Iterator[str]:
    where = f"Signature {signature.pk}"
    if signature.hash != signature.signed_version.hash:
        yield f"{where}: it is for another text than its version has."
    if signature.space_id != signature.signed_version.space_id:
        yield f"{where}: it stands in another space than its version."
    sides = Side.rows.filter(space_id=signature.space_id, company_id=signature.company_id, side=signature.side)
    if not sides.exists():
        yield f"{where}: its company is not the {signature.side} of this space."
