"""Tasks, beside changing and removing them: add, give to a role, finish, reopen."""

from pydantic import Field as Declared

from twofold.campaigns.entities.work import TASKS, ours
from twofold.campaigns.models import Campaign, Task, TaskList
from twofold.core.domain import Conflict, Input, Invalid, Nothing, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.inputs import create_input
from twofold.core.entities.sides import must_be_ours
from twofold.core.entities.verbs import make, resolve


class AddTask(create_input(TASKS)):  # type: ignore[misc] - the fields of the declaration
    """A new task: in which list (its id or key), what, and which role moves it."""

    list: str = Declared(min_length=1, max_length=80)


@operation("task.add", needs="campaigns.work", says="{actor} added a task")
def add_task(do: OperationContext, campaign: Campaign, input: AddTask) -> Task:
    """Add a task with exactly one DRI role, of either side (S1.45)."""
    lists = TaskList.rows.within(campaign.space_id).filter(campaign=campaign)
    found = next((each for each in lists if input.list in (each.pk, each.key)), None)
    if found is None:
        raise Invalid.field("list", f"Choose one of the lists: {', '.join(each.key for each in lists)}.")
    last = Task.rows.within(campaign.space_id).filter(task_list=found).count()
    task: Task = make(TASKS, do, campaign, input, task_list=found, position=last)
    return task


_DRI = next(field for field in TASKS.fields if field.name == "driRoleId")


class AssignTask(Input):
    """The role that moves a task from now on."""

    dri_role_id: str


@operation("task.assign", needs="campaigns.work", says="{actor} reassigned “{target}”")
def assign_task(do: OperationContext, task: Task, input: AssignTask) -> Task:
    """Give a task to another role: the side that has it, or whose task it was, may."""
    ours(do, task)
    resolve(TASKS, do, _DRI, input.dri_role_id, task.campaign)
    return do.change(task, dri_id=input.dri_role_id)


@operation("task.finish", needs="campaigns.work", says="{actor} finished “{target}”")
def finish_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Say that a task of your side is done. Errors: Conflict when it is already."""
    must_be_ours(do, task, task.side, "This task")
    if task.finished_at is not None:
        raise Conflict("This task is already done.")
    return do.change(task, finished_at=do.now, finished_by=do.actor.person)


@operation("task.reopen", needs="campaigns.work", says="{actor} reopened “{target}”")
def reopen_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Take back that a task is done."""
    must_be_ours(do, task, task.side, "This task")
    if task.finished_at is None:
        raise Conflict("This task is already open.")
    return do.change(task, finished_at=None, finished_by=None)


also_many(TASKS, "finish", "reopen", assign="reassigned")
