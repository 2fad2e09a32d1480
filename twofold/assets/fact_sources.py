"""What assets tell the gates of a campaign."""

from collections.abc import Sequence

from twofold.campaigns.fact_sources import provides, rows_of
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.rules.campaign.facts import AssetFact

from .models import Asset


@provides("assets")
def asset_facts(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, list[AssetFact]]:
    """Every asset with whether a version of it lies in the folder and is approved."""
    found: dict[str, list[AssetFact]] = {}
    for asset in rows_of(Asset, campaigns).order_by("due", "position"):
        fact = AssetFact(asset.pk, asset.title, asset.side, approved=False, has_version=False)
        found.setdefault(asset.campaign_id, []).append(fact)
    return found
