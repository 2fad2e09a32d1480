"""Tasks, beside changing, finishing and removing them, and dots on the hill: add, give to a role, move."""

from pydantic import Field as Declared

from twofold.campaigns.entities.work import DRI, TASKS
from twofold.campaigns.models import Campaign, Dot, HillSnapshot, Task, TaskList
from twofold.core.domain import Input, Invalid, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.inputs import create_input
from twofold.core.entities.sides import own_or_written
from twofold.core.entities.verbs import make, resolve


class AddTask(create_input(TASKS)):  # type: ignore[misc] - the fields of the declaration
    """A new task: in which list (its id or key), what, and which role moves it."""

    list: str = Declared(min_length=1, max_length=80)


@operation("task.add", needs="campaigns.work", says="{actor} added a task")
def add_task(do: OperationContext, campaign: Campaign, input: AddTask) -> Task:
    """Add a task with exactly one DRI role, of either side (S1.45)."""
    lists = TaskList.of(campaign)
    found = next((each for each in lists if input.list in (each.pk, each.key)), None)
    if found is None:
        raise Invalid.field("list", f"Choose one of the lists: {', '.join(each.key for each in lists)}.")
    last = Task.rows.within(campaign.space_id).filter(task_list=found).count()
    task: Task = make(TASKS, do, campaign, input, task_list=found, position=last)
    return task


class AssignTask(Input):
    """The role that moves a task from now on."""

    dri_role_id: str


@operation("task.assign", needs="campaigns.work", says="{actor} reassigned {target}")
def assign_task(do: OperationContext, task: Task, input: AssignTask) -> Task:
    """Give a task to another role: the side that has it, or whose task it was, may."""
    own_or_written(do, task)
    resolve(TASKS, do, DRI, input.dri_role_id, task.campaign)
    return do.change(task, dri_id=input.dri_role_id)


class MoveDot(Input):
    """Where a stream of work stands now: 0 not started, 50 figured out, 100 done."""

    position: int = Declared(ge=0, le=100)
    note: str = Declared("", max_length=500)


@operation("hill.move", needs="campaigns.work", says="{actor} moved {target} on the hill")
def move_dot(do: OperationContext, dot: Dot, input: MoveDot) -> Dot:
    """Move a dot, or say that it still stands where it stood; each time leaves a snapshot."""
    do.create(HillSnapshot, dot.space_id, dot=dot, person=do.actor.person, place=input.position, note=input.note)
    return do.change(dot, place=input.position, note=input.note, moved_at=do.now)


also_many(TASKS, assign="reassigned")
