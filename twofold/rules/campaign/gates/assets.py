"""Assets approved: what carries both names is final, and the lead-share rules are signed (S1.23, S1.47)."""

from collections.abc import Iterator

from twofold.rules.campaign.facts import AssetFact, CampaignFacts, SignatureFact
from twofold.rules.campaign.gates.requirement import LinkKind, Missing, Requirement, requirement
from twofold.rules.campaign.sides import SIDES, Names


def assets_requirements(facts: CampaignFacts) -> tuple[Requirement, ...]:
    """An approved version of every asset, and lead-share rules that both sides signed."""
    return (
        requirement("assets", "Every asset has an approved version", _assets(facts)),
        rules_requirement(facts),
    )


def rules_requirement(facts: CampaignFacts) -> Requirement:
    """That a version of the lead-share rules is signed by both."""
    missing = unsigned("lead-share rules are", facts.lead_share_rules, "lead_share_rules", facts.names)
    return requirement("lead_share_rules", "Both companies have signed the lead-share rules", missing)


def unsigned(name_is: str, signature: SignatureFact, link: LinkKind, names: Names) -> Iterator[Missing]:
    """What a document lacks until both signed it; `name_is` such as "launch calendar is"."""
    if signature.version_id is None:
        yield Missing(f"The {name_is} not proposed yet", None, link)
        return
    for side in SIDES:
        if side not in signature.signed_by:
            what = f"{names.begin(side)} has not signed the {name_is.rsplit(maxsplit=1)[0]}"
            yield Missing(what, side, link, signature.version_id)


def _assets(facts: CampaignFacts) -> Iterator[Missing]:
    if not facts.assets:
        yield Missing("No assets planned yet", None, "campaign")
    for asset in facts.assets:
        if not asset.approved:
            yield from _unapproved(asset, facts.names)


def _unapproved(asset: AssetFact, names: Names) -> Iterator[Missing]:
    if not asset.has_version:
        yield Missing(f"“{asset.title}” is not approved yet", asset.side, "asset", asset.id)
        return
    for waiting in asset.waiting_for:
        what = f"“{asset.title}” waits for {names.of(waiting.side)}: {waiting.step}"
        yield Missing(what, waiting.side, "asset", asset.id)
    if not asset.waiting_for:
        yield Missing(f"“{asset.title}” needs a new version", asset.side, "asset", asset.id)
