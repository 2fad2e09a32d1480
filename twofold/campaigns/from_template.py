"""From a plan to the rows of a new workspace, written all at once."""

from dataclasses import asdict
from itertools import chain

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


def create_from_template(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> dict[str, str]:
    """Create everything the plan lists below a campaign. Gives the id of each role by its slot's key."""
    rows = PlannedRows(do, plan, {"space_id": campaign.space_id, "campaign_id": campaign.pk})
    for at, slot in enumerate(plan.slots):
        rows.add(Role, slot, position=at, key=slot.role)
    roles = rows.ids[Role]
    for at, area in enumerate(plan.raci):
        rows.add(RaciRow, area, position=at, letters=_letters(area, roles))
    rows.add_all(TaskList, plan.task_lists)
    for stage in plan.task_lists:
        rows.add_all(Task, stage.tasks, task_list_id=rows.ids[TaskList][stage.key])
    for checkin in plan.check_ins:
        for occurrence in checkin.occurrences:
            rows.add(Checkin, checkin, **asdict(occurrence))
    rows.add_all(Dot, plan.hill_dots, moved_at=do.now)
    rows.add_all(Milestone, plan.milestones)
    rows.add_all(BriefSection, plan.brief)
    rows.add_all(Pin, plan.pins)
    rows.add_all(Connection, plan.connections)
    rows.write()
    return roles


def _letters(area: PlannedRaciRow, roles: dict[str, str]) -> dict[str, list[str]]:
    """The letters of each role in an area, by role id."""
    slots = {"A": (area.accountable,), "R": area.responsible, "C": area.consulted, "I": area.informed}
    return {
        roles[slot]: [letter for letter, those in slots.items() if slot in those]
        for slot in dict.fromkeys(chain(*slots.values()))
    }
