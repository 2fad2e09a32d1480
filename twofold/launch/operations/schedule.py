"""The launch calendar: what goes out when, on which side, after what."""

from typing import Any, Literal

from pydantic import AwareDatetime
from pydantic import Field as Declared

from twofold.assets.models import Asset
from twofold.campaigns.models import Campaign
from twofold.campaigns.operations.sides import must_be_ours_or_written_by_us
from twofold.core.doing import Doing
from twofold.core.errors import Invalid
from twofold.core.operation import Input, Nothing, operation
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
def add_item(do: Doing, campaign: Campaign, input: AddItem) -> LaunchItem:
    """Put something on the launch calendar, after the items it waits for."""
    given = input.model_dump()
    _must_fit(campaign, given, "")
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
def update_item(do: Doing, item: LaunchItem, input: UpdateItem) -> LaunchItem:
    """Change an item: the side that publishes it may, and who put it there."""
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")
    given = input.model_dump(exclude_unset=True)
    if "publish_at" in given and given["publish_at"] is None:
        raise Invalid.field("publishAt", "Say when it goes out.")
    now_is = {"publish_at": item.publish_at, "depends_on": item.depends_on, "asset_id": item.asset_id or ""}
    if "asset_id" in given:
        given["asset_id"] = given["asset_id"] or None
    _must_fit(item.campaign, now_is | given, item.pk)
    return do.change(item, **given)


@operation(
    "launch_item.delete",
    on=LaunchItem,
    needs="campaigns.work",
    says="{actor} took “{target}” off the launch calendar",
    fact="launch_item.deleted",
)
def delete_item(do: Doing, item: LaunchItem, input: Nothing) -> LaunchItem:
    """Take an item off the calendar; it can be restored."""
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
def restore_item(do: Doing, item: LaunchItem, input: Nothing) -> LaunchItem:
    """Put an item back on the calendar."""
    must_be_ours_or_written_by_us(do, item, item.side, "This publication")
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
def plan_items(do: Doing, campaign: Campaign, input: PlanItems) -> Campaign:
    """Put all items of the template on the calendar."""
    assets = dict(Asset.rows.within(campaign.space_id).filter(campaign=campaign).values_list("key", "pk"))
    ids: dict[str, str] = {}
    for each in input.items:
        waits = [ids[key] for key in each.pop("depends_on") if key in ids]
        asset = assets.get(each.pop("asset") or "")
        made = do.create(LaunchItem, campaign.space_id, campaign=campaign, depends_on=waits, asset_id=asset, **each)
        ids[made.key] = made.pk
    return campaign


def _must_fit(campaign: Campaign, given: dict[str, Any], own_id: str) -> None:
    """What an item waits for is on this calendar, goes out before it, and does not wait for it in turn."""
    others = {each.pk: each for each in LaunchItem.rows.within(campaign.space_id).filter(campaign=campaign)}
    for waited in given["depends_on"]:
        if waited not in others or waited == own_id:
            raise Invalid.field("dependsOn", "Choose items of this launch calendar.")
        if own_id and own_id in _all_before(others, waited):
            raise Invalid.field("dependsOn", f"“{others[waited].title}” waits for this item already.")
        if others[waited].publish_at > given["publish_at"]:
            raise Invalid.field("publishAt", f"It would go out before “{others[waited].title}”, which it waits for.")
    asset = given.get("asset_id")
    if asset and not Asset.rows.within(campaign.space_id).filter(campaign=campaign, pk=asset).exists():
        raise Invalid.field("assetId", "Choose an asset of this campaign.")


def _all_before(items: dict[str, LaunchItem], start: str) -> set[str]:
    """Everything an item waits for, directly or not."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        each = items.get(todo.pop())
        if each is not None:
            fresh = set(each.depends_on) - seen
            seen |= fresh
            todo += fresh
    return seen
