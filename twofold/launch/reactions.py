"""What the launch floor does because something happened below."""

from twofold.campaigns.models import Checkin
from twofold.core.doing import Doing
from twofold.core.reaction import Happening, on

from .operations.schedule import PlanItems


@on("campaign.started")
def plan_items(do: Doing, happening: Happening) -> None:
    """A new workspace gets the launch calendar of its template."""
    items = [
        {
            "key": each.key,
            "title": each.title,
            "kind": each.kind,
            "side": each.side,
            "channel": each.channel,
            "publish_at": each.publish_at,
            "depends_on": list(each.depends_on),
            "asset": each.asset,
        }
        for each in happening.details["plan"].launch_items
    ]
    do.run("launch_item.plan", PlanItems(items=items), happening.row, machine=False)


@on("checkin.answered")
def raise_blockers(do: Doing, happening: Happening) -> None:
    """What somebody named as a blocker in a check-in becomes one, of their side."""
    checkin = do.target
    if isinstance(checkin, Checkin):
        for title in happening.details["blockers"]:
            given = {"title": title, "side": happening.details["side"]}
            do.run("blocker.raise", given, checkin.campaign, machine=False)
