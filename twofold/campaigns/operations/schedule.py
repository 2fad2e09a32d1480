"""What one tells a milestone or a check-in: that the kickoff is complete, and what moved before it meets."""

from typing import Annotated

from pydantic import Field as Declared
from pydantic import StringConstraints

from twofold.campaigns.entities.schedule import CHECKINS, MILESTONES
from twofold.campaigns.models import Checkin, CheckinAnswer, Milestone, MilestoneConfirmation
from twofold.core.domain import Conflict, Input, Nothing, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.own_rows import add_own, own_row


@operation("milestone.confirm", needs="campaigns.lead", says="{actor} confirmed {target}")
def confirm_milestone(do: OperationContext, milestone: Milestone, input: Nothing) -> Milestone:
    """Confirm the kickoff for your side; the other gates follow from facts alone."""
    if milestone.gate != "kickoff_complete":
        raise Conflict(f"“{milestone.name}” completes by itself once everything listed under it is done.")
    if own_row(do, MilestoneConfirmation, milestone, by="company") is not None:
        raise Conflict("Your company has already confirmed this.")
    add_own(do, MilestoneConfirmation, milestone)
    return milestone


@operation(
    "milestone.withdraw",
    needs="campaigns.lead",
    says="{actor} withdrew the confirmation of {target}",
    fact="milestone.withdrawn",
)
def withdraw_milestone(do: OperationContext, milestone: Milestone, input: Nothing) -> Milestone:
    """Take your side's confirmation back, while the gate has not been passed."""
    found = own_row(do, MilestoneConfirmation, milestone, by="company")
    if found is None:
        raise Conflict("Your company has not confirmed this yet.")
    if milestone.passed_at is not None:
        raise Conflict("The campaign has already passed this milestone, so the confirmation stays on record.")
    do.delete(found)
    return milestone


class AnswerCheckin(Input):
    """What moved, what is stuck, and on Thursdays whether your side is ready."""

    progress: str = Declared("", max_length=10_000)
    blockers: list[Annotated[str, StringConstraints(min_length=1, max_length=300)]] = Declared(
        default_factory=list, max_length=20
    )
    ready: bool | None = None


@operation("checkin.answer", needs="campaigns.work", says="{actor} answered {target}")
def answer_checkin(do: OperationContext, checkin: Checkin, input: AnswerCheckin) -> CheckinAnswer:
    """Answer as yourself for your side; answering again replaces your earlier answer.

    Blockers that were not in the earlier answer are raised: `details["blockers"]`.
    """
    found = own_row(do, CheckinAnswer, checkin, by="person")
    known = found.blockers if found else []
    given = input.model_dump()
    answer = do.change(found, **given) if found else add_own(do, CheckinAnswer, checkin, **given)
    do.details.update(side=answer.side, blockers=[each for each in input.blockers if each not in known])
    return answer


also_many(MILESTONES, "confirm", withdraw="withdrew the confirmation of")
also_many(CHECKINS, "answer")
