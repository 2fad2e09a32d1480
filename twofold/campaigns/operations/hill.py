"""Moving a dot over the hill."""

from pydantic import Field as Declared

from twofold.campaigns.models import Dot, HillSnapshot
from twofold.core.domain import Input, OperationContext, operation


class MoveDot(Input):
    """Where a stream of work stands now: 0 not started, 50 figured out, 100 done."""

    position: int = Declared(ge=0, le=100)
    note: str = Declared("", max_length=500)


@operation("hill.move", needs="campaigns.work", says="{actor} moved “{target}” on the hill")
def move_dot(do: OperationContext, dot: Dot, input: MoveDot) -> Dot:
    """Move a dot, or say that it still stands where it stood; each time leaves a snapshot."""
    do.create(HillSnapshot, dot.space_id, dot=dot, person=do.actor.person, place=input.position, note=input.note)
    return do.change(dot, place=input.position, note=input.note, moved_at=do.now)
