"""The documents of a campaign that both sides sign, as the rules know them."""

from twofold.core.spaces.document_state import DocumentState
from twofold.rules.campaign.facts import SignatureFact
from twofold.rules.campaign.move_facts import ProposalFact
from twofold.rules.campaign.sides import SIDES

NAMES = {
    "lead_share": ("lead_share_rules", "the lead-share rules"),
    "launch_calendar": ("launch_calendar", "the launch calendar"),
    "agreement": ("agreement", "the agreement"),
}
"""The kind of a document → what the rules call it, and what people do."""


def signature(documents: dict[str, DocumentState], kind: str) -> SignatureFact:
    """Who has signed the version of a document that counts."""
    counts = documents[kind].counts if kind in documents else None
    return SignatureFact(counts.id, counts.signed_by) if counts else SignatureFact()


def proposals(documents: dict[str, DocumentState]) -> tuple[ProposalFact, ...]:
    """The newest versions that wait for somebody's signature."""
    waiting = [(*NAMES[kind], each.latest) for kind, each in documents.items() if kind in NAMES and each.waits]
    return tuple(
        ProposalFact(
            latest.id,
            kind,  # type: ignore[arg-type]
            f"{name}, version {latest.number}",
            waiting_for=frozenset(SIDES) - latest.signed_by,
            signed_by=latest.signed_by,
        )
        for kind, name, latest in waiting
    )
