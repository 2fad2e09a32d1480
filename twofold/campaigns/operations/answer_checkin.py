"""Answering a check-in before it meets."""

from typing import Annotated

from pydantic import Field as Declared
from pydantic import StringConstraints

from twofold.campaigns.entities.schedule import CHECKINS
from twofold.campaigns.models import Checkin, CheckinAnswer
from twofold.core.domain import Input, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.sides import own_side


class AnswerCheckin(Input):
    """What moved, what is stuck, and on Thursdays whether your side is ready."""

    progress: str = Declared("", max_length=10_000)
    blockers: list[Annotated[str, StringConstraints(min_length=1, max_length=300)]] = Declared(
        default_factory=list, max_length=20
    )
    ready: bool | None = None


@operation("checkin.answer", needs="campaigns.work", says="{actor} answered the {target}")
def answer_checkin(do: OperationContext, checkin: Checkin, input: AnswerCheckin) -> CheckinAnswer:
    """Answer as yourself for your side; answering again replaces your earlier answer.

    Blockers that were not in the earlier answer are raised: `details["blockers"]`.
    """
    side = own_side(do, checkin)
    given = input.model_dump()
    found = CheckinAnswer.rows.within(checkin.space_id).filter(checkin=checkin, person=do.actor.person).first()
    do.details["side"] = side
    do.details["blockers"] = [each for each in input.blockers if found is None or each not in found.blockers]
    if found is not None:
        return do.change(found, **given)
    return do.create(CheckinAnswer, checkin.space_id, checkin=checkin, side=side, person=do.actor.person, **given)


also_many(CHECKINS, "answer")
