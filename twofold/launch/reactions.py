"""What the launch floor does because something happened below."""

from dataclasses import asdict

from twofold.assets.models import Asset
from twofold.campaigns.models import Checkin
from twofold.core.domain import Event, Invalid, OperationContext, on

from .models import LaunchItem
from .operations import PlanItems


@on("campaign.started")
def plan_items(do: OperationContext, event: Event) -> None:
    """A new workspace gets the launch calendar of its template."""
    items = [asdict(each) for each in event.details["plan"].launch_items]
    do.run("launch_item.plan", PlanItems(items=items), event.row, machine=False)


@on("asset.added")
def show_asset(do: OperationContext, event: Event) -> None:
    """The publication that was named with a new asset shows it, if whoever planned it may change that publication."""
    asset, wanted = event.row, event.details.get("launch_item_id")
    if not isinstance(asset, Asset) or not wanted:
        return
    here = LaunchItem.rows.within(asset.space_id).filter(campaign=asset.campaign_id, pk=wanted)
    item: LaunchItem | None = here.select_related("asset").first()
    if item is None:
        raise Invalid.field("launchItemId", "Choose a publication on this campaign's launch calendar.")
    if item.asset and item.asset.deleted_at is None:
        told = (
            f"“{item.title}” shows “{item.asset.title}” already. Choose another, or change it on the launch calendar."
        )
        raise Invalid.field("launchItemId", told)
    do.run("launch_item.update", {"assetId": asset.pk}, item, machine=False)


@on("checkin.answered")
def raise_blockers(do: OperationContext, event: Event) -> None:
    """What somebody named as a blocker in a check-in becomes one, of their side."""
    checkin = do.target
    if isinstance(checkin, Checkin):
        for title in event.details["blockers"]:
            given = {"title": title, "side": event.details["side"]}
            do.run("blocker.raise", given, checkin.campaign, machine=False)
