"""The launch calendar of a new campaign, as its template plans it. Adding and changing items: `launch/entities.py`."""

from typing import Any

from twofold.assets.models import Asset
from twofold.campaigns.models import Campaign
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.launch.models import LaunchItem


class PlanItems(Input):
    """All items of a new campaign in order; `depends_on` and `asset` hold keys of the plan."""

    items: list[dict[str, Any]]


@operation(
    "launch_item.plan",
    on=Campaign,
    needs="campaigns.start",
    says="{target} got its launch calendar",
    fact="launch_item.planned",
    internal=True,
)
def plan_items(do: OperationContext, campaign: Campaign, input: PlanItems) -> Campaign:
    """Put all items of the template on the calendar."""
    assets = dict(Asset.rows.within(campaign.space_id).filter(campaign=campaign).values_list("key", "pk"))
    ids: dict[str, str] = {}
    for each in input.items:
        waits = [ids[key] for key in each.pop("depends_on") if key in ids]
        asset = assets.get(each.pop("asset") or "")
        made = do.create(LaunchItem, campaign.space_id, campaign=campaign, depends_on=waits, asset_id=asset, **each)
        ids[made.key] = made.pk
    return campaign
