"""What assets do because something happened below."""

from twofold.core.doing import Doing
from twofold.core.reaction import Happening, on

from .operations import PlanAssets


@on("campaign.started")
def plan_assets(do: Doing, happening: Happening) -> None:
    """A new workspace gets the assets of its template."""
    plan, roles = happening.details["plan"], happening.details["roles"]
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
    do.run("asset.plan", PlanAssets(assets=assets), happening.row, machine=False)
