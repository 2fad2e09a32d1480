"""The working parts of a plan: tasks, assets, approvals and what goes out when."""

from twofold.rules.campaign.campaign_plan import (  # fmt: skip
    PlannedApprovalStep,
    PlannedAsset,
    PlannedLaunchItem,
    PlannedTask,
    PlannedTaskList,
)
from twofold.rules.campaign.sides import sides_of
from twofold.rules.campaign.slots import Slots, is_chosen
from twofold.rules.campaign.template import Template
from twofold.rules.campaign.template.relative_date import END_OF_DAY
from twofold.rules.campaign.template.work import TaskList
from twofold.rules.campaign.timetable import Timetable


def plan_task_lists(
    template: Template, chosen: frozenset[str], slots: Slots, times: Timetable
) -> tuple[PlannedTaskList, ...]:
    """The four stages with their tasks; a task for both sides is two tasks with one DRI each."""
    return tuple(
        PlannedTaskList(
            key=task_list.key,
            name=task_list.name,
            purpose=task_list.purpose,
            dri=slots.one(task_list.dri),
            tasks=_tasks(task_list, chosen, slots, times),
        )
        for task_list in template.task_lists
    )


def _tasks(task_list: TaskList, chosen: frozenset[str], slots: Slots, times: Timetable) -> tuple[PlannedTask, ...]:
    planned = []
    for number, task in enumerate(task_list.tasks, start=1):
        if not is_chosen(task, chosen):
            continue
        for slot in slots.of(task.dri):
            key = f"{task_list.key}.{number}" + (f"@{slot.side}" if task.dri.side == "both" else "")
            due = times.at(task.due, END_OF_DAY)
            planned.append(PlannedTask(key, task.title, slot.key, slot.side, due, task.covers))
    return tuple(planned)


def plan_approval_steps(template: Template, chosen: frozenset[str], slots: Slots) -> tuple[PlannedApprovalStep, ...]:
    """The approval policy that the chosen options give (S1.70)."""
    return tuple(
        PlannedApprovalStep(step.key, step.name, slots.each((step.by,)), step.checks)
        for step in template.approval_steps
        if is_chosen(step, chosen)
    )


def plan_assets(template: Template, chosen: frozenset[str], slots: Slots, times: Timetable) -> tuple[PlannedAsset, ...]:
    """What is to be made, by whom and until when."""
    return tuple(
        PlannedAsset(
            key=asset.key,
            title=asset.title,
            kind=asset.kind,
            dri=slots.one(asset.dri),
            side=slots.side_of(asset.dri),
            due=times.at(asset.due, END_OF_DAY),
        )
        for asset in template.assets
        if is_chosen(asset, chosen)
    )


def plan_launch_items(template: Template, chosen: frozenset[str], times: Timetable) -> tuple[PlannedLaunchItem, ...]:
    """What goes out, in order. Who waits for an item of both sides waits for both of them."""
    planned: list[PlannedLaunchItem] = []
    keys: dict[str, tuple[str, ...]] = {}
    for item in template.launch_items:
        if not is_chosen(item, chosen):
            continue
        both = item.side == "both"
        keys[item.key] = tuple(f"{item.key}@{s}" if both else item.key for s in sides_of(item.side))
        for key, side in zip(keys[item.key], sides_of(item.side), strict=True):
            planned.append(
                PlannedLaunchItem(
                    key=key,
                    title=item.title,
                    kind=item.kind,
                    side=side,
                    channel=item.channel,
                    publish_at=times.at(item.at, template.launch_at),
                    depends_on=tuple(k for waits in item.depends_on for k in keys.get(waits, ())),
                    asset=item.asset,
                )
            )
    return tuple(planned)
