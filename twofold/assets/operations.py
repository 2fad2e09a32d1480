"""What one does about assets beside changing them: plan one, or all of a template."""

from typing import Any

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.core.domain import Input, OperationContext, operation
from twofold.core.entities.inputs import create_input
from twofold.core.entities.verbs import make

from .entities import ASSETS
from .models import Asset


class AddAsset(create_input(ASSETS)):  # type: ignore[misc] - the fields of the declaration
    """A new asset: of the role that makes it, or else of your own side; with the publication that shows it."""

    launch_item_id: str = Declared("", max_length=21)


@operation("asset.add", needs="campaigns.work", says="{actor} planned an asset")
def add_asset(do: OperationContext, campaign: Campaign, input: AddAsset) -> Asset:
    """Plan an asset; from then on the gate “Assets approved” waits for it."""
    do.details["launch_item_id"] = input.launch_item_id  # the launch calendar is a floor above and hears of it
    asset: Asset = make(ASSETS, do, campaign, input)
    return asset


class PlanAssets(Input):
    """All assets of a new campaign, as the template plans them."""

    assets: list[dict[str, Any]]


@operation(
    "asset.plan", needs="campaigns.start", says="{target} got its list of assets", fact="asset.planned", internal=True
)
def plan_assets(do: OperationContext, campaign: Campaign, input: PlanAssets) -> Campaign:
    """Plan all assets of the template."""
    for position, each in enumerate(input.assets):
        do.create(Asset, campaign.space_id, campaign=campaign, position=position, **each)
    return campaign
