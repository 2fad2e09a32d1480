"""Go or no-go, by the two people who lead the campaign."""

from twofold.campaigns.models import Campaign, Role
from twofold.campaigns.queries.facts import gather
from twofold.campaigns.side_checks import own_side
from twofold.core.entities.inputs import create_input
from twofold.core.errors import Conflict, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import operation
from twofold.launch.entities import LAUNCH_DECISIONS
from twofold.launch.models import LaunchDecision
from twofold.rules.campaign.steps import in_short


class DecideLaunch(create_input(LAUNCH_DECISIONS)):  # type: ignore[misc] - the fields of the declaration
    """The decision; a go over something that is missing says why."""


@operation(
    "launch.decide",
    on=Campaign,
    needs="campaigns.lead",
    says="{actor} decided on the launch of {target}",
    fact="launch.decided",
)
def decide_launch(do: OperationContext, campaign: Campaign, input: DecideLaunch) -> LaunchDecision:
    """Record go or no-go for your side. An override counts once the leads of both sides have recorded it.

    Errors: Refused unless the actor leads the campaign for their side; Conflict for a go while something is missing
    and no reason is given, with the list of it.
    """
    side = own_side(do, campaign)
    person = do.actor.person
    lead = Role.rows.within(campaign.space_id).filter(campaign=campaign, side=side, runs_campaign=True).first()
    if person is None or lead is None or lead.person_id != person.pk:
        raise Refused(f"The {lead.title if lead else 'lead'} of your company decides this. Fill that role first.")
    because = input.override_because.strip() if input.decision == "go" else ""
    if input.decision == "go" and not because:
        gate = next(each for each in gather(do.actor, [campaign])[campaign.pk].gates if each.key == "launch_go_live")
        missing = [gap.what for part in gate.requirements if part.key != "decision" for gap in part.missing]
        if missing:
            told = f"A go needs a reason while something is missing: {in_short(missing)}."
            raise Conflict(told, missing=missing, field="overrideBecause")
    return do.create(
        LaunchDecision,
        campaign.space_id,
        campaign=campaign,
        side=side,
        person=person,
        decision=input.decision,
        override_because=because,
    )
