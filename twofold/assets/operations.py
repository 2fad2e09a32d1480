"""What one does about assets: plan one, change it, take it off the list."""

from typing import Any, Literal

from pydantic import AwareDatetime
from pydantic import Field as Declared

from twofold.campaigns.models import Campaign, Role
from twofold.campaigns.operations.sides import must_be_ours_or_written_by_us, own_side
from twofold.core.errors import Invalid
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation

from .models import Asset

KINDS = Literal["copy", "landing_page", "email", "social", "slides", "design", "document", "video", "legal"]


class AddAsset(Input):
    """A new asset: of the role that makes it, or else of your own side; with the publication that shows it."""

    title: str = Declared(min_length=1, max_length=200)
    kind: KINDS
    dri_role_id: str = Declared("", max_length=21)
    due: AwareDatetime | None = None
    launch_item_id: str = Declared("", max_length=21)


@operation("asset.add", on=Campaign, needs="campaigns.work", says="{actor} planned an asset", fact="asset.added")
def add_asset(do: OperationContext, campaign: Campaign, input: AddAsset) -> Asset:
    """Plan an asset; from then on the gate “Assets approved” waits for it."""
    role = _role(campaign, input.dri_role_id)
    do.details["launch_item_id"] = input.launch_item_id  # the launch calendar is a floor above and hears of it
    return do.create(
        Asset,
        campaign.space_id,
        campaign=campaign,
        title=input.title,
        kind=input.kind,
        side=role.side if role else own_side(do, campaign),
        dri=role,
        due=input.due,
        position=Asset.rows.within(campaign.space_id).filter(campaign=campaign).count(),
    )


class UpdateAsset(Input):
    """Some fields of an asset; those not given stay."""

    title: str = Declared("", min_length=1, max_length=200)
    kind: KINDS = "copy"
    due: AwareDatetime | None = None


@operation("asset.update", on=Asset, needs="campaigns.work", says="{actor} changed “{target}”", fact="asset.updated")
def update_asset(do: OperationContext, asset: Asset, input: UpdateAsset) -> Asset:
    """Change what an asset is called, what it is, or when it is due."""
    must_be_ours_or_written_by_us(do, asset, asset.side, "This asset")
    return do.change(asset, **input.model_dump(exclude_unset=True))


@operation(
    "asset.delete", on=Asset, needs="campaigns.work", says="{actor} took “{target}” off the list", fact="asset.deleted"
)
def delete_asset(do: OperationContext, asset: Asset, input: Nothing) -> Asset:
    """Take an asset off the list; it can be restored."""
    must_be_ours_or_written_by_us(do, asset, asset.side, "This asset")
    do.delete(asset)
    return asset


@operation(
    "asset.restore",
    on=Asset,
    needs="campaigns.work",
    says="{actor} restored “{target}”",
    fact="asset.restored",
    deleted=True,
)
def restore_asset(do: OperationContext, asset: Asset, input: Nothing) -> Asset:
    """Put an asset back on the list."""
    must_be_ours_or_written_by_us(do, asset, asset.side, "This asset")
    do.restore(asset)
    return asset


class PlanAssets(Input):
    """All assets of a new campaign, as the template plans them."""

    assets: list[dict[str, Any]]


@operation(
    "asset.plan",
    on=Campaign,
    needs="campaigns.start",
    says="{target} got its list of assets",
    fact="asset.planned",
    internal=True,
)
def plan_assets(do: OperationContext, campaign: Campaign, input: PlanAssets) -> Campaign:
    """Plan all assets of the template; reactions find their ids by key in `details["assets"]`."""
    made = {
        each["key"]: do.create(Asset, campaign.space_id, campaign=campaign, position=position, **each).pk
        for position, each in enumerate(input.assets)
    }
    do.details["assets"] = made
    return campaign


def _role(campaign: Campaign, role_id: str) -> Role | None:
    if not role_id:
        return None
    found: Role | None = Role.rows.within(campaign.space_id).filter(campaign=campaign, pk=role_id).first()
    if found is None:
        raise Invalid.field("driRoleId", "Choose a role of this campaign.")
    return found
