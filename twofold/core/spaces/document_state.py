"""Where documents that both companies must agree on stand: which version counts, which one waits, who has signed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from twofold.core.models import DocumentVersion, Signature
from twofold.rules.sides import Side


@dataclass(frozen=True)
class VersionState:
    """One version and the sides that have signed it."""

    id: str
    number: int
    signed_by: frozenset[Side]


@dataclass(frozen=True)
class DocumentState:
    """One document: the version in force, if there is one, and the newest, which may be the same."""

    in_force: VersionState | None
    latest: VersionState

    @property
    def counts(self) -> VersionState:
        """The version that counts: the one in force, else the newest proposal."""
        return self.in_force or self.latest

    @property
    def waits(self) -> bool:
        """Whether the newest version still needs somebody's signature."""
        return self.in_force != self.latest


def document_states(spaces: Sequence[str], subjects: Sequence[str]) -> dict[str, dict[str, DocumentState]]:
    """`{subject id: {kind: state}}` of the documents about some rows, in two statements."""
    versions = list(
        DocumentVersion.rows.within(*spaces)
        .filter(Q(number=F("document__latest")) | Q(pk=F("document__in_force_id")), subject_id__in=subjects)
        .select_related("document")
        .defer("body")
    )
    signed: dict[str, set[Side]] = {each.pk: set() for each in versions}
    if signed:
        signatures = Signature.rows.within(*spaces).filter(signed_version__in=list(signed))
        for version, side in signatures.values_list("signed_version_id", "side"):
            signed[version].add(side)
    found: dict[str, dict[str, DocumentState]] = {}
    for each in sorted(versions, key=lambda version: version.number):
        state = VersionState(each.pk, each.number, frozenset(signed[each.pk]))
        of_subject = found.setdefault(each.subject_id, {})
        before = of_subject.get(each.kind)
        in_force = state if each.document.in_force_id == each.pk else before.in_force if before else None
        of_subject[each.kind] = DocumentState(in_force, state)
    return found
