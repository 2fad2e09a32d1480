"""What assets do because something happened below."""

from twofold.core.operations.context import OperationContext
from twofold.core.operations.reactions import Event, on

from .operations import PlanAssets


@on("campaign.started")
def plan_assets(do: OperationContext, event: Event) -> None:
    """A new workspace gets the assets of its template."""
    plan, roles = event.details["plan"], event.details["roles"]
    assets = [
        {
            "key": each.key,
            "title": each.title,
            "kind": each.kind,
            "side": each.side,
            "dri_id": roles[each.dri],
            "due": each.due,
        }
        for each in plan.assets
    ]
    do.run("asset.plan", PlanAssets(assets=assets), event.row, machine=False)
