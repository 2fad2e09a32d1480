"""Tasks: add, give to a role, change, finish, reopen, remove and restore."""

from pydantic import AwareDatetime
from pydantic import Field as Declared

from twofold.campaigns.models import Campaign, Role, Task, TaskList
from twofold.core.errors import Conflict, Invalid
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation

from .sides import must_be_ours, must_be_ours_or_written_by_us


class AddTask(Input):
    """A new task: in which list (its id or key), what, and which role moves it."""

    list: str = Declared(min_length=1, max_length=80)
    title: str = Declared(min_length=1, max_length=300)
    dri_role_id: str
    due: AwareDatetime | None = None


@operation("task.add", on=Campaign, needs="campaigns.work", says="{actor} added a task", fact="task.added")
def add_task(do: OperationContext, campaign: Campaign, input: AddTask) -> Task:
    """Add a task with exactly one DRI role, of either side (S1.45)."""
    lists = TaskList.rows.within(campaign.space_id).filter(campaign=campaign)
    found = next((each for each in lists if input.list in (each.pk, each.key)), None)
    if found is None:
        raise Invalid.field("list", f"Choose one of the lists: {', '.join(each.key for each in lists)}.")
    last = Task.rows.within(campaign.space_id).filter(task_list=found).count()
    return do.create(
        Task,
        campaign.space_id,
        campaign=campaign,
        task_list=found,
        title=input.title,
        dri=_role(campaign.pk, campaign.space_id, input.dri_role_id),
        due=input.due,
        position=last,
    )


class AssignTask(Input):
    """The role that moves a task from now on."""

    dri_role_id: str


@operation(
    "task.assign", on=Task, needs="campaigns.work", says="{actor} gave “{target}” to another role", fact="task.assigned"
)
def assign_task(do: OperationContext, task: Task, input: AssignTask) -> Task:
    """Give a task to another role: the side that has it, or whose task it was, may."""
    must_be_ours_or_written_by_us(do, task, _side(task), "This task")
    return do.change(task, dri=_role(task.campaign_id, task.space_id, input.dri_role_id))


class UpdateTask(Input):
    """A task's words and date; those not given stay."""

    title: str = Declared("", min_length=1, max_length=300)
    due: AwareDatetime | None = None


@operation("task.update", on=Task, needs="campaigns.work", says="{actor} changed “{target}”", fact="task.updated")
def update_task(do: OperationContext, task: Task, input: UpdateTask) -> Task:
    """Change what a task says or when it is due."""
    must_be_ours_or_written_by_us(do, task, _side(task), "This task")
    return do.change(task, **input.model_dump(exclude_unset=True))


@operation("task.finish", on=Task, needs="campaigns.work", says="{actor} finished “{target}”", fact="task.finished")
def finish_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Say that a task of your side is done. Errors: Conflict when it is already."""
    must_be_ours(do, task, _side(task), "This task")
    if task.finished_at is not None:
        raise Conflict("This task is finished already.")
    return do.change(task, finished_at=do.now, finished_by=do.actor.person)


@operation("task.reopen", on=Task, needs="campaigns.work", says="{actor} reopened “{target}”", fact="task.reopened")
def reopen_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Take back that a task is done."""
    must_be_ours(do, task, _side(task), "This task")
    if task.finished_at is None:
        raise Conflict("This task is open already.")
    return do.change(task, finished_at=None, finished_by=None)


@operation("task.delete", on=Task, needs="campaigns.work", says="{actor} removed “{target}”", fact="task.deleted")
def delete_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Take a task off its list; it can be restored."""
    must_be_ours_or_written_by_us(do, task, _side(task), "This task")
    do.delete(task)
    return task


@operation(
    "task.restore",
    on=Task,
    needs="campaigns.work",
    says="{actor} restored “{target}”",
    fact="task.restored",
    deleted=True,
)
def restore_task(do: OperationContext, task: Task, input: Nothing) -> Task:
    """Put a removed task back."""
    must_be_ours_or_written_by_us(do, task, _side(task), "This task")
    do.restore(task)
    return task


def _side(task: Task) -> str | None:
    return task.dri.side if task.dri else None


def _role(campaign_id: str, space_id: str, role_id: str) -> Role:
    found = Role.rows.within(space_id).filter(campaign_id=campaign_id, pk=role_id).first()
    if found is None:
        raise Invalid.field("driRoleId", "Choose a role of this campaign, never a team or a person.")
    return found
