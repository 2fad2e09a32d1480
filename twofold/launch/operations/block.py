"""Blockers are cleared, and not cleared after all. Raising and changing them: `launch/entities.py`."""

from pydantic import Field as Declared

from twofold.core.errors import Conflict
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.launch.models import Blocker


class ResolveBlocker(Input):
    """How it was cleared, if there is something to say."""

    outcome: str = Declared("", max_length=500)


@operation(
    "blocker.resolve", on=Blocker, needs="campaigns.work", says="{actor} resolved “{target}”", fact="blocker.resolved"
)
def resolve_blocker(do: OperationContext, blocker: Blocker, input: ResolveBlocker) -> Blocker:
    """Say that it is out of the way; either side may. Errors: Conflict when it is already."""
    if blocker.resolved_at is not None:
        raise Conflict("This blocker is already resolved.")
    return do.change(blocker, resolved_at=do.now, resolved_by=do.actor.person, outcome=input.outcome)


@operation(
    "blocker.reopen", on=Blocker, needs="campaigns.work", says="{actor} reopened “{target}”", fact="blocker.reopened"
)
def reopen_blocker(do: OperationContext, blocker: Blocker, input: Nothing) -> Blocker:
    """It is in the way again."""
    if blocker.resolved_at is None:
        raise Conflict("This blocker is already open.")
    return do.change(blocker, resolved_at=None, resolved_by=None, outcome="")
