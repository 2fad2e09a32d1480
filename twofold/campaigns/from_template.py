"""From a plan to the rows of a new workspace, all of a kind in one statement."""

from typing import Any, TypeVar

from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext, logged_values
from twofold.core.oplog.hash_chain import hash_entry
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

ROWS_HASH = " hash"
R = TypeVar("R", bound=SpaceRow)


def rows_hash(logged: dict[str, dict[str, Any]]) -> str:
    """One hash over rows: id → the columns as the log tells them."""
    return hash_entry(logged)[1]


def create_from_template(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> dict[str, str]:
    """Create everything the plan lists below a campaign. Gives the id of each role by its slot's key."""
    roles = _roles(do, campaign, plan)
    _raci(do, campaign, plan, roles)
    lists = _lists(do, campaign, plan, roles)
    _schedule(do, campaign, plan)
    _brief(do, campaign, plan, lists)
    return roles


def bulk_create(do: OperationContext, campaign: Campaign, model: type[R], rows: list[dict[str, Any]]) -> list[R]:
    """Rows of one kind in the campaign's space, in one statement, noted in the log as a count and one hash over them."""
    made = [
        model(
            space_id=campaign.space_id,
            author=do.actor.company,
            created_at=do.now,
            updated_at=do.now,
            campaign=campaign,
            **fields,
        )
        for fields in rows
    ]
    model.rows.bulk_create(made)
    logged = {row.pk: logged_values(row) for row in made}
    do.note(
        campaign,
        **{f"{model._meta.model_name}_rows": len(made), f"{model._meta.model_name}{ROWS_HASH}": rows_hash(logged)},
    )
    return made


def _roles(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> dict[str, str]:
    rows = [
        {
            "key": slot.role,
            "side": slot.side,
            "title": slot.title,
            "does": slot.does,
            "required": slot.required,
            "waivable": slot.waivable,
            "runs_campaign": slot.runs_campaign,
            "position": at,
        }
        for at, slot in enumerate(plan.slots)
    ]
    made = bulk_create(do, campaign, Role, rows)
    return {slot.key: role.pk for slot, role in zip(plan.slots, made, strict=True)}


def _raci(do: OperationContext, campaign: Campaign, plan: CampaignPlan, roles: dict[str, str]) -> None:
    rows = []
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
        rows.append({"area": row.area, "letters": letters, "position": at})
    bulk_create(do, campaign, RaciRow, rows)


def _lists(do: OperationContext, campaign: Campaign, plan: CampaignPlan, roles: dict[str, str]) -> dict[str, TaskList]:
    rows = [
        {"key": each.key, "name": each.name, "purpose": each.purpose, "dri_id": roles[each.dri], "position": at}
        for at, each in enumerate(plan.task_lists)
    ]
    lists = {each.key: each for each in bulk_create(do, campaign, TaskList, rows)}
    tasks = [
        {
            "task_list": lists[each.key],
            "key": task.key,
            "title": task.title,
            "dri_id": roles[task.dri],
            "due": task.due,
            "covers": list(task.covers),
            "position": at,
        }
        for each in plan.task_lists
        for at, task in enumerate(each.tasks)
    ]
    bulk_create(do, campaign, Task, tasks)
    return lists


def _schedule(do: OperationContext, campaign: Campaign, plan: CampaignPlan) -> None:
    bulk_create(
        do,
        campaign,
        Milestone,
        [
            {"gate": each.gate, "name": each.name, "meaning": each.meaning, "at": each.at, "position": at}
            for at, each in enumerate(plan.milestones)
        ],
    )
    meetings = [
        {
            "key": each.key,
            "kind": each.kind,
            "name": each.name,
            "purpose": each.purpose,
            "starts_at": when.starts_at,
            "ends_at": when.ends_at,
            "minutes": each.minutes,
        }
        for each in plan.check_ins
        for when in each.occurrences
    ]
    bulk_create(do, campaign, Checkin, meetings)


def _brief(do: OperationContext, campaign: Campaign, plan: CampaignPlan, lists: dict[str, TaskList]) -> None:
    dots = [
        {"task_list": lists[dot.task_list], "name": dot.name, "moved_at": do.now, "position": at}
        for at, dot in enumerate(plan.hill_dots)
    ]
    bulk_create(do, campaign, Dot, dots)
    sections = [
        {"key": each.key, "title": each.title, "prompt": each.prompt, "required": each.required, "position": at}
        for at, each in enumerate(plan.brief)
    ]
    bulk_create(do, campaign, BriefSection, sections)
    pins = [{"name": pin.name, "shows": pin.shows, "position": at} for at, pin in enumerate(plan.pins)]
    bulk_create(do, campaign, Pin, pins)
    services = [
        {"service": each.service, "purpose": each.purpose, "position": at} for at, each in enumerate(plan.connections)
    ]
    bulk_create(do, campaign, Connection, services)
