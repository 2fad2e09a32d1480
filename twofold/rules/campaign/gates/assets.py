"""Assets approved: what carries both names is final, and the lead-share rules are signed (S1.23, S1.47)."""

from collections.abc import Iterator

from twofold.rules.campaign.facts import AssetFact, CampaignFacts, SignatureFact
from twofold.rules.campaign.gates.requirement import LinkKind, Missing, Requirement, requirement
from twofold.rules.campaign.sides import SIDES


def assets_requirements(facts: CampaignFacts) -> tuple[Requirement, ...]:
    """An approved version of every asset, and lead-share rules that both sides signed."""
    return (
        requirement("assets", "Every asset has an approved version", _assets(facts)),
        rules_requirement(facts),
    )


def rules_requirement(facts: CampaignFacts) -> Requirement:
    """That a version of the lead-share rules is signed by both."""
    missing = unsigned("lead-share rules", "are", facts.lead_share_rules, "lead_share_rules")
    return requirement("lead_share_rules", "The lead-share rules are signed by both sides", missing)


def unsigned(name: str, verb: str, signature: SignatureFact, link: LinkKind) -> Iterator[Missing]:
    """What a document lacks until both have signed it: a proposal, or one side's signature."""
    if signature.version_id is None:
        yield Missing(f"The {name} {verb} not proposed yet", None, link)
        return
    for side in SIDES:
        if side not in signature.signed_by:
            yield Missing(f"The {side} has not signed the {name}", side, link, signature.version_id)


def _assets(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.assets:
        yield Missing("No asset is planned yet", None, "campaign")
    for asset in facts.assets:
        if not asset.approved:
            yield from _unapproved(asset)


def _unapproved(asset: AssetFact) -> Iterator[Missing]:
    if not asset.has_version:
        yield Missing(f'"{asset.title}" has no version to look at yet', asset.side, "asset", asset.id)
        return
    for waiting in asset.waiting_for:
        what = f'"{asset.title}" waits for the {waiting.side}: {waiting.step}'
        yield Missing(what, waiting.side, "asset", asset.id)
    if not asset.waiting_for:
        yield Missing(f'"{asset.title}" needs a new version', asset.side, "asset", asset.id)
