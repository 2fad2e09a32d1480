"""The launch calendar: what goes out when, on which side, after what."""

from typing import Any, Literal

from pydantic import AwareDatetime
from pydantic import Field as Declared

from twofold.assets.models import Asset
from twofold.campaigns.models import Campaign
from twofold.campaigns.operations.sides import must_be_ours_or_written_by_us
from twofold.core.errors import Conflict, Invalid
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.launch.calendar import Calendar
from twofold.launch.models import LaunchItem

KINDS = Literal[
    "landing_page", "email", "social", "webinar", "webinar_reminder", "blog", "announcement", "ebook",
    "referral_page", "offer", "follow_up",
]  # fmt: skip


class AddItem(Input):
    """Something that goes out."""

    title: str = Declared(min_length=1, max_length=200)
    kind: KINDS
    side: Literal["host", "partner"]
    channel: str = Declared(min_length=1, max_length=100)
    publish_at: AwareDatetime
    depends_on: list[str] = Declared(default_factory=list, max_length=50)
    asset_id: str = Declared("", max_length=21)


@operation(
    "launch_item.add",
    on=Campaign,
    needs="campaigns.work",
    says="{actor} put something on the launch calendar",
    fact="launch_item.added",
)
def add_item(do: OperationContext, campaign: Campaign, input: AddItem) -> LaunchItem:
    """Put something on the launch calendar, after the items it waits for."""
    given = input.model_dump()
    calendar = Calendar(campaign)
    calendar.can_wait(set(given["depends_on"]), "")
    calendar.after_what_it_waits_for(given["publish_at"], given["depends_on"])
    _must_have_asset(campaign, given["asset_id"])
    given["asset_id"] = given["asset_id"] or None
    return do.create(LaunchItem, campaign.space_id, campaign=campaign, **given)


class UpdateItem(Input):
    """Some fields of an item; those not given stay."""

    title: str = Declared("", min_length=1, max_length=200)
    kind: KINDS = "email"
    channel: str = Declared("", min_length=1, max_length=100)
    publish_at: AwareDatetime | None = None
    depends_on: list[str] = Declared(default_factory=list, max_length=50)
    asset_id: str | None = Declared("", max_length=21)


@operation(
    "launch_item.update",
    on=LaunchItem,
    needs="campaigns.work",
    says="{actor} changed “{target}” on the launch calendar",
    fact="launch_item.updated",
)
def update_item(do: OperationContext, item: LaunchItem, input: UpdateItem) -> LaunchItem:
    """Change an item: the side that publishes it may, and who put it there.

    Only what is new is checked: what it waits for is on this calendar and out before it, and what waits for it goes
    out after it. An item or asset that has been taken away since stands in nobody's way.
    """
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")
    given = input.model_dump(exclude_unset=True)
    if "publish_at" in given and given["publish_at"] is None:
        raise Invalid.field("publishAt", "Say when it goes out.")
    publish_at, waits = given.get("publish_at", item.publish_at), given.get("depends_on", item.depends_on)
    moved, fresh = publish_at != item.publish_at, set(waits) - set(item.depends_on)
    if moved or fresh:
        calendar = Calendar(item.campaign)
        calendar.can_wait(fresh, item.pk)
        if moved:
            calendar.after_what_it_waits_for(publish_at, waits)
            calendar.before_what_waits_for_it(publish_at, item.pk)
        else:
            calendar.after_what_it_waits_for(publish_at, fresh, "dependsOn")
    if "asset_id" in given:
        given["asset_id"] = given["asset_id"] or None
        if given["asset_id"] != item.asset_id:
            _must_have_asset(item.campaign, given["asset_id"])
    return do.change(item, **given)


@operation(
    "launch_item.delete",
    on=LaunchItem,
    needs="campaigns.work",
    says="{actor} took “{target}” off the launch calendar",
    fact="launch_item.deleted",
)
def delete_item(do: OperationContext, item: LaunchItem, input: Nothing) -> LaunchItem:
    """Take an item off the calendar; it can be restored. What waited for it no longer does, until it is back."""
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")
    do.delete(item)
    return item


@operation(
    "launch_item.restore",
    on=LaunchItem,
    needs="campaigns.work",
    says="{actor} put “{target}” back on the launch calendar",
    fact="launch_item.restored",
    deleted=True,
)
def restore_item(do: OperationContext, item: LaunchItem, input: Nothing) -> LaunchItem:
    """Put an item back on the calendar, in its place. Errors: Conflict where others have moved past it meanwhile."""
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")
    try:
        calendar = Calendar(item.campaign)
        calendar.can_wait(calendar.others.keys() & set(item.depends_on), item.pk)
        calendar.after_what_it_waits_for(item.publish_at, item.depends_on)
        calendar.before_what_waits_for_it(item.publish_at, item.pk)
    except Invalid as wrong:
        raise Conflict(f"It cannot come back as it was: {wrong.errors[0]['message']}") from None
    do.restore(item)
    return item


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


def _must_have_asset(campaign: Campaign, asset: str | None) -> None:
    if asset and not Asset.rows.within(campaign.space_id).filter(campaign=campaign, pk=asset).exists():
        raise Invalid.field("assetId", "Choose an asset of this campaign.")
