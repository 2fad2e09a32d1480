"""The documents both sides sign, about campaigns: which version counts, and who has signed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from twofold.core.models import DocumentVersion, Signature
from twofold.rules.campaign.facts import SignatureFact
from twofold.rules.campaign.move_facts import ProposalFact
from twofold.rules.campaign.sides import SIDES, Side

KINDS = {"lead_share": "lead_share_rules", "launch_calendar": "launch_calendar", "agreement": "agreement"}
"""The kind of a sign-off document → what the rules call it."""
NAMES = {
    "lead_share_rules": "the lead-share rules",
    "launch_calendar": "the launch calendar",
    "agreement": "the agreement",
}


@dataclass(frozen=True)
class Standing:
    """One document: the version that counts for the gates, and the newest proposal while it waits."""

    kind: str
    fact: SignatureFact
    latest_id: str
    latest_number: int
    latest_signed: frozenset[Side]
    in_force_number: int | None


def signatures(spaces: Sequence[str], subjects: Sequence[str]) -> dict[str, dict[str, Standing]]:
    """`{campaign id: {kind: standing}}`, in two statements."""
    versions = list(
        DocumentVersion.rows.within(*spaces)
        .filter(Q(number=F("document__latest")) | Q(pk=F("document__in_force_id")), subject_id__in=subjects)
        .select_related("document")
        .defer("body")
    )
    signed: dict[str, set[Side]] = {each.pk: set() for each in versions}
    if signed:
        for version, side in (
            Signature.rows.within(*spaces)
            .filter(signed_version__in=list(signed))
            .values_list("signed_version_id", "side")
        ):
            signed[version].add(side)
    found: dict[str, dict[str, Standing]] = {}
    for each in sorted(versions, key=lambda version: version.number):
        mine = found.setdefault(each.subject_id, {})
        kind = KINDS.get(each.kind, each.kind)
        before = mine.get(kind)
        in_force = each.document.in_force_id == each.pk
        by = frozenset(signed[each.pk])
        mine[kind] = Standing(
            kind=kind,
            fact=before.fact if before else SignatureFact(each.pk, by),
            latest_id=each.pk,
            latest_number=each.number,
            latest_signed=by,
            in_force_number=each.number if in_force else before.in_force_number if before else None,
        )
    return found


def proposals(standing: dict[str, Standing]) -> tuple[ProposalFact, ...]:
    """The newest versions that wait for somebody's signature."""
    return tuple(
        ProposalFact(
            each.latest_id,
            each.kind,  # type: ignore[arg-type]
            f"{NAMES[each.kind]}, version {each.latest_number}",
            waiting_for=frozenset(SIDES) - each.latest_signed,
            signed_by=each.latest_signed,
        )
        for each in standing.values()
        if each.kind in NAMES and each.in_force_number != each.latest_number
    )
