"""Races for a task: several finish it at once, then some reopen it while others give it another name."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.campaigns.started import start
from tests.leads.racing import Race, twice
from tests.worlds import World
from twofold.campaigns.models import Campaign, Role, Task, TaskList
from twofold.core.models import OplogEntry
from twofold.core.operations.runner import in_one_transaction, run

WHY = "the test counts every entry"
AGAIN = "another name"


def finish_same(world: World, race: Race, count: int) -> dict[str, Any]:
    """Of all who saw the same version one is heard; who did not say what they saw finishes only what is open."""
    campaign = start(world, name="A race")
    tasks = _tasks(world, campaign, count)
    racers = twice(world.host, world.host_member)
    verbs = [("task.reopen", {}), ("task.update", {"title": AGAIN})] * 2
    won: Counter[str] = Counter()
    for n, task in enumerate(tasks):
        seen = None if n % 2 else 1
        won["finish"] += race.heat(
            *(lambda a=a, t=task, s=seen: run(a, "task.finish", {}, on=t, if_version=s) for a in racers)
        ).count("won")
        won["after"] += race.heat(
            *(
                lambda a=a, v=v, t=task: run(a, v[0], v[1], on=t, if_version=2)
                for a, v in zip(racers, verbs, strict=True)
            )
        ).count("won")
    return {"tasks": len(tasks), "won": won, **_left(campaign, tasks)}


def _tasks(world: World, campaign: Campaign, count: int) -> list[str]:
    role = Role.rows.within(campaign.space_id).filter(campaign=campaign, side="host").order_by("position").first()
    where = TaskList.rows.within(campaign.space_id).filter(campaign=campaign).order_by("position").first()
    given = {"list": where.pk, "driRoleId": role.pk}
    with in_one_transaction():
        return [
            run(world.host, "task.add", {**given, "title": f"Task {n}"}, on=campaign.pk).result.pk for n in range(count)
        ]


def _left(campaign: Campaign, tasks: list[str]) -> dict[str, Any]:
    """How many tasks are as the two winners left them, by their rows and by what the log says was done to them."""
    rows = [row for row in Task.rows.within(campaign.space_id) if row.pk in set(tasks)]
    entries = OplogEntry.rows.everywhere(because=WHY).filter(space_id=campaign.space_id).exclude(operation="task.add")
    told = Counter(pair for pair in entries.values_list("target_id", "operation") if pair[0] in set(tasks))
    return {"whole": sum(_whole(row, told) for row in rows), "entries": sum(told.values())}


def _whole(row: Task, told: Counter[tuple[str, str]]) -> bool:
    reopened = row.finished_at is None
    steps = [told[row.pk, each] for each in ("task.finish", "task.reopen", "task.update")]
    return row.version == 3 and (row.title == AGAIN) is not reopened and steps == [1, reopened, not reopened]
