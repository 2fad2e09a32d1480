"""Blockers: say that something is in the way, clear it, find that it is not cleared after all."""

from typing import Literal

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign, Task
from twofold.campaigns.side_checks import own_side
from twofold.core.errors import Conflict, Invalid
from twofold.core.models import Membership, Side
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.launch.models import Blocker


class RaiseBlocker(Input):
    """What is in the way, which side can clear it (else your own), perhaps who there and which task waits for it."""

    title: str = Declared(min_length=1, max_length=300)
    side: Literal["host", "partner"] | None = None
    task_id: str = Declared("", max_length=21)
    owner_id: str = Declared("", max_length=21)


@operation("blocker.raise", on=Campaign, needs="campaigns.work", says="{actor} added a blocker", fact="blocker.raised")
def raise_blocker(do: OperationContext, campaign: Campaign, input: RaiseBlocker) -> Blocker:
    """Say what is in the way; the launch waits until it is cleared."""
    side = input.side or own_side(do, campaign)
    task = None
    if input.task_id:
        task = Task.rows.within(campaign.space_id).filter(campaign=campaign, pk=input.task_id).first()
        if task is None:
            raise Invalid.field("taskId", "Choose a task of this campaign.")
    if input.owner_id and not _works_there(campaign, side, input.owner_id):
        raise Invalid.field("ownerId", "Choose a person of the company that can resolve it.")
    return do.create(
        Blocker,
        campaign.space_id,
        campaign=campaign,
        title=input.title,
        side=side,
        task=task,
        owner_id=input.owner_id or None,
        raised_by=do.actor.person,
    )


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


def _works_there(campaign: Campaign, side: str, person_id: str) -> bool:
    company = Side.rows.filter(space_id=campaign.space_id, side=side, ended_at__isnull=True).values("company_id")
    return Membership.rows.filter(company_id__in=company, person_id=person_id, ended_at__isnull=True).exists()
