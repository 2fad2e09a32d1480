"""A side's word that the kickoff is complete."""

from twofold.campaigns.entities.schedule import MILESTONES
from twofold.campaigns.models import Milestone, MilestoneConfirmation
from twofold.core.domain import Conflict, Nothing, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.sides import own_side


@operation("milestone.confirm", needs="campaigns.lead", says="{actor} confirmed “{target}”")
def confirm_milestone(do: OperationContext, milestone: Milestone, input: Nothing) -> Milestone:
    """Confirm the kickoff for your side; the other gates follow from facts alone."""
    side = own_side(do, milestone)
    if milestone.gate != "kickoff_complete":
        raise Conflict(f"“{milestone.name}” completes by itself once everything listed under it is done.")
    if _confirmation(milestone, side) is not None:
        raise Conflict("Your company has already confirmed this.")
    do.create(MilestoneConfirmation, milestone.space_id, milestone=milestone, side=side, person=do.actor.person)
    return milestone


@operation(
    "milestone.withdraw",
    needs="campaigns.lead",
    says="{actor} withdrew the confirmation of “{target}”",
    fact="milestone.withdrawn",
)
def withdraw_milestone(do: OperationContext, milestone: Milestone, input: Nothing) -> Milestone:
    """Take your side's confirmation back, while the gate has not been passed."""
    found = _confirmation(milestone, own_side(do, milestone))
    if found is None:
        raise Conflict("Your company has not confirmed this yet.")
    if milestone.passed_at is not None:
        raise Conflict("The campaign has already passed this milestone, so the confirmation stays on record.")
    do.delete(found)
    return milestone


def _confirmation(milestone: Milestone, side: str) -> MilestoneConfirmation | None:
    found: MilestoneConfirmation | None = (
        MilestoneConfirmation.rows.within(milestone.space_id).filter(milestone=milestone, side=side).first()
    )
    return found


also_many(MILESTONES, "confirm", withdraw="withdrew the confirmation of")
