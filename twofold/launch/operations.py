"""What one does about the launch beside what `entities.py` declares: decide, plan all items."""

from typing import Any

from twofold.assets.models import Asset
from twofold.campaigns.models import Campaign, Role
from twofold.campaigns.queries.facts import gather
from twofold.core.domain import Conflict, Input, Nothing, OperationContext, Refused, operation
from twofold.core.entities.inputs import create_input
from twofold.core.entities.own_rows import add_own
from twofold.core.entities.sides import own_side
from twofold.rules.campaign.steps import in_short

from .entities import LAUNCH_DECISIONS
from .models import Blocker, LaunchDecision, LaunchItem


@operation("blocker.unraise", needs="campaigns.work", says="{actor} took {target} back", internal=True)
def unraise_blocker(do: OperationContext, blocker: Blocker, input: Nothing) -> Blocker:
    """Take it off the list, for undo: it was raised by mistake. Errors: Conflict when somebody has changed it since."""
    if blocker.version > 1:
        raise Conflict(f"“{blocker}” has been changed since it was added, so adding it can't be undone.")
    do.delete(blocker)
    return blocker


class DecideLaunch(create_input(LAUNCH_DECISIONS)):  # type: ignore[misc] - the fields of the declaration
    """The decision; a go over something that is missing says why."""


@operation("launch.decide", needs="campaigns.lead", says="{actor} decided on the launch of {target}")
def decide_launch(do: OperationContext, campaign: Campaign, input: DecideLaunch) -> LaunchDecision:
    """Record go or no-go for your side. An override counts once the leads of both sides have recorded it.

    Errors: Refused unless the actor leads the campaign for their side; Conflict for a go while something is missing
    and no reason is given, with the list of it.
    """
    side = own_side(do, campaign)
    person = do.actor.person
    lead = Role.of(campaign).filter(side=side, runs_campaign=True).first()
    if person is None or lead is None or lead.person_id != person.pk:
        raise Refused(f"The {lead.title if lead else 'lead'} of your company decides this. Fill that role first.")
    because = input.override_because.strip() if input.decision == "go" else ""
    if input.decision == "go" and not because:
        gate = next(each for each in gather(do.actor, [campaign])[campaign.pk].gates if each.key == "launch_go_live")
        missing = [gap.what for part in gate.requirements if part.key != "decision" for gap in part.missing]
        if missing:
            told = f"A go needs a reason while something is missing: {in_short(missing)}."
            raise Conflict(told, missing=missing, field="overrideBecause")
    return add_own(do, LaunchDecision, campaign, decision=input.decision, override_because=because)


class PlanItems(Input):
    """All items of a new campaign in order; `depends_on` and `asset` hold keys of the plan."""

    items: list[dict[str, Any]]


@operation(
    "launch_item.plan",
    needs="campaigns.start",
    says="{target} got its launch calendar",
    fact="launch_item.planned",
    internal=True,
)
def plan_items(do: OperationContext, campaign: Campaign, input: PlanItems) -> Campaign:
    """Put all items of the template on the calendar."""
    assets = dict(Asset.of(campaign).values_list("key", "pk"))
    ids: dict[str, str] = {}
    for each in input.items:
        waits = [ids[key] for key in each.pop("depends_on") if key in ids]
        asset = assets.get(each.pop("asset") or "")
        made = do.create(LaunchItem, campaign.space_id, campaign=campaign, depends_on=waits, asset_id=asset, **each)
        ids[made.key] = made.pk
    return campaign
