"""What assets do because something happened below."""

from twofold.core.domain import Event, OperationContext, on

from .operations import PlanAssets

SAME = ("key", "title", "kind", "side", "due")


@on("campaign.started")
def plan_assets(do: OperationContext, event: Event) -> None:
    """A new workspace gets the assets of its template."""
    planned, roles = event.details["plan"].assets, event.details["roles"]
    assets = [{name: getattr(each, name) for name in SAME} | {"dri_id": roles[each.dri]} for each in planned]
    do.run("asset.plan", PlanAssets(assets=assets), event.row, machine=False)
