"""From a plan to the rows of a new workspace, written all at once."""

from dataclasses import asdict

from twofold.core.operations.context import OperationContext
from twofold.core.operations.planned_rows import PlannedRows
from twofold.rules.campaign.campaign_plan import CampaignPlan, PlannedRaciRow

from .models import (
    BriefSection,
    Campaign,
    Checkin,
    Connection,
    Dot,
    Milestone,
    Pin,
    RaciRow,
    Role,
    Task,
    TaskList,
)

_TABLES = (Role, RaciRow, TaskList, Task, Milestone, Checkin, Dot, BriefSection, Pin, Connection)


def create_from_template(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> dict[str, str]:
    """Create everything the plan lists below a campaign. Gives the id of each role by its slot's key."""
    common = {"space_id": campaign.space_id, "campaign_id": campaign.pk}
    rows = PlannedRows(do, _TABLES, _size(plan), common)
    roles = {slot.key: rows.add(Role, slot, at, key=slot.role) for at, slot in enumerate(plan.slots)}
    lists = {each.key: rows.add(TaskList, each, at, dri_id=roles[each.dri]) for at, each in enumerate(plan.task_lists)}
    for at, area in enumerate(plan.raci):
        rows.add(RaciRow, area, at, letters=_letters(area, roles))
    for stage in plan.task_lists:
        for at, task in enumerate(stage.tasks):
            rows.add(Task, task, at, task_list_id=lists[stage.key], dri_id=roles[task.dri])
    for checkin in plan.check_ins:
        for occurrence in checkin.occurrences:
            rows.add(Checkin, checkin, **asdict(occurrence))
    for at, dot in enumerate(plan.hill_dots):
        rows.add(Dot, dot, at, task_list_id=lists[dot.task_list], moved_at=do.now)
    plain = ((Milestone, plan.milestones), (BriefSection, plan.brief), (Pin, plan.pins), (Connection, plan.connections))
    for model, planned in plain:
        for at, each in enumerate(planned):
            rows.add(model, each, at)
    rows.write()
    return roles


def _size(plan: CampaignPlan) -> int:
    lists = (plan.slots, plan.raci, plan.task_lists, plan.milestones, plan.hill_dots, plan.brief, plan.pins)
    below = (*(each.tasks for each in plan.task_lists), *(each.occurrences for each in plan.check_ins))
    return sum(map(len, (*lists, *below, plan.connections)))


def _letters(area: PlannedRaciRow, roles: dict[str, str]) -> dict[str, list[str]]:
    """The letters of each role in an area, by role id."""
    slots = {"A": (area.accountable,), "R": area.responsible, "C": area.consulted, "I": area.informed}
    found: dict[str, list[str]] = {}
    for letter, those in slots.items():
        for slot in those:
            found.setdefault(roles[slot], []).append(letter)
    return found
