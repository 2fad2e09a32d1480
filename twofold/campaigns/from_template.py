"""From a plan to the rows of a new workspace, written all at once."""

from typing import Any

from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.oplog.bulk_rows import BulkBatch, Columns, kept_columns
from twofold.rules.campaign.campaign_plan import CampaignPlan

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
_IN_A_BLOCK = 20


def create_from_template(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> dict[str, str]:
    """Create everything the plan lists below a campaign. Gives the id of each role by its slot's key."""
    rows = _Rows(do, campaign, _size(plan))
    roles = _roles(rows, plan)
    _raci(rows, plan, roles)
    lists = _lists(rows, plan, roles)
    _schedule(rows, plan)
    _brief(do, rows, plan, lists)
    do.create_many(rows.batch, rows.made)
    return roles


class _Rows:
    """The rows of one new workspace, by their tables."""

    def __init__(self, do: OperationContext, campaign: Campaign, size: int) -> None:
        assert do.actor.company is not None
        self.batch = BulkBatch(_TABLES, size, _IN_A_BLOCK)
        self.made: dict[type[SpaceRow], list[Columns]] = {model: [] for model in _TABLES}
        self._ids = iter(self.batch.ids)
        self._common = {
            "space_id": campaign.space_id, "author_id": do.actor.company.pk, "campaign_id": campaign.pk,
        }  # fmt: skip

    def add(self, model: type[SpaceRow], **columns: Any) -> str:
        """One more row; gives its id."""
        pk = next(self._ids)
        self.made[model].append(kept_columns(model, id=pk, **self._common, **columns))
        return pk


def _size(plan: CampaignPlan) -> int:
    lists = (plan.slots, plan.raci, plan.task_lists, plan.milestones, plan.hill_dots, plan.brief, plan.pins)
    below = (*(each.tasks for each in plan.task_lists), *(each.occurrences for each in plan.check_ins))
    return sum(map(len, (*lists, *below, plan.connections)))


def _roles(rows: _Rows, plan: CampaignPlan) -> dict[str, str]:
    return {
        slot.key: rows.add(
            Role,
            key=slot.role,
            side=slot.side,
            title=slot.title,
            does=slot.does,
            required=slot.required,
            waivable=slot.waivable,
            runs_campaign=slot.runs_campaign,
            position=at,
        )
        for at, slot in enumerate(plan.slots)
    }


def _raci(rows: _Rows, plan: CampaignPlan, roles: dict[str, str]) -> None:
    for at, row in enumerate(plan.raci):
        letters: dict[str, list[str]] = {}
        for letter, slots in (
            ("A", (row.accountable,)),
            ("R", row.responsible),
            ("C", row.consulted),
            ("I", row.informed),
        ):
            for slot in slots:
                letters.setdefault(roles[slot], []).append(letter)
        rows.add(RaciRow, area=row.area, letters=letters, position=at)


def _lists(rows: _Rows, plan: CampaignPlan, roles: dict[str, str]) -> dict[str, str]:
    """The id of each list by its key."""
    lists = {
        each.key: rows.add(
            TaskList, key=each.key, name=each.name, purpose=each.purpose, dri_id=roles[each.dri], position=at
        )
        for at, each in enumerate(plan.task_lists)
    }
    for each in plan.task_lists:
        for at, task in enumerate(each.tasks):
            rows.add(
                Task,
                task_list_id=lists[each.key],
                key=task.key,
                title=task.title,
                dri_id=roles[task.dri],
                due=task.due,
                covers=list(task.covers),
                position=at,
            )
    return lists


def _schedule(rows: _Rows, plan: CampaignPlan) -> None:
    for at, gate in enumerate(plan.milestones):
        rows.add(Milestone, gate=gate.gate, name=gate.name, meaning=gate.meaning, at=gate.at, position=at)
    for each in plan.check_ins:
        for when in each.occurrences:
            rows.add(
                Checkin,
                key=each.key,
                kind=each.kind,
                name=each.name,
                purpose=each.purpose,
                starts_at=when.starts_at,
                ends_at=when.ends_at,
                minutes=each.minutes,
            )


def _brief(do: OperationContext, rows: _Rows, plan: CampaignPlan, lists: dict[str, str]) -> None:
    for at, dot in enumerate(plan.hill_dots):
        rows.add(Dot, task_list_id=lists[dot.task_list], name=dot.name, moved_at=do.now, position=at)
    for at, each in enumerate(plan.brief):
        rows.add(BriefSection, key=each.key, title=each.title, prompt=each.prompt, required=each.required, position=at)
    for at, pin in enumerate(plan.pins):
        rows.add(Pin, name=pin.name, shows=pin.shows, position=at)
    for at, service in enumerate(plan.connections):
        rows.add(Connection, service=service.service, purpose=service.purpose, position=at)
