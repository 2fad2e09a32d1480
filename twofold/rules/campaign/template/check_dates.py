"""Checks that a template's dates can be kept whatever weekday the launch falls on."""

from datetime import date, time, timedelta
from typing import Final

from twofold.rules.campaign.template.document import Template
from twofold.rules.campaign.template.problems import Problems, did_you_mean
from twofold.rules.campaign.template.relative_date import END_OF_DAY, RelativeDate
from twofold.rules.campaign.template.work import LaunchItem

_WEEK_OF_LAUNCHES: Final = tuple(date(2026, 1, 5) + timedelta(days=n) for n in range(7))


def check_dates(template: Template, problems: Problems) -> None:
    """Report milestones out of order, work after the retro, and things published too early."""
    milestones = template.milestones
    for index in range(1, len(milestones)):
        if _ever_before(milestones[index].at, milestones[index - 1].at, END_OF_DAY):
            problems.add(f"milestones[{index}].at", "this is before the milestone above it")
    retro = milestones[-1].at
    for i, task_list in enumerate(template.task_lists):
        for j, task in enumerate(task_list.tasks):
            if _ever_before(retro, task.due, END_OF_DAY):
                problems.add(f"taskLists[{i}].tasks[{j}].due", "this is after the retro")
    for index, check_in in enumerate(template.check_ins):
        if _ever_before(check_in.ends, check_in.starts, END_OF_DAY):
            problems.add(f"checkIns[{index}].ends", "it ends before it starts")
        if any(check_in.ends.day(launch) > retro.day(launch) for launch in _WEEK_OF_LAUNCHES):
            problems.add(f"checkIns[{index}].ends", "it goes on after the retro")
    _check_launch_order(template, problems)


def _check_launch_order(template: Template, problems: Problems) -> None:
    """What an item waits for stands above it and is not later, on whichever side."""
    above: dict[str, LaunchItem] = {}
    keys = [item.key for item in template.launch_items]
    for index, item in enumerate(template.launch_items):
        for j, key in enumerate(item.depends_on):
            path = f"launchItems[{index}].dependsOn[{j}]"
            if key not in keys:
                problems.add(path, f"no launch item has the key '{key}'" + did_you_mean(key, keys))
            elif key not in above:
                problems.add(path, f"'{key}' must stand above the items that wait for it (so no circles)")
            elif _ever_before(item.at, above[key].at, template.launch_at):
                problems.add(path, f"'{key}' comes out later than this item, which waits for it")
        above[item.key] = item
        if item.asset is not None:
            _check_asset(f"launchItems[{index}]", item, template, problems)


def _check_asset(path: str, item: LaunchItem, template: Template, problems: Problems) -> None:
    """What is published exists with the same options and is approved before it goes out (S1.53)."""
    assets = {asset.key: asset for asset in template.assets}
    asset = assets.get(item.asset or "")
    if asset is None:
        message = f"no asset has the key '{item.asset}'"
        problems.add(f"{path}.asset", message + did_you_mean(item.asset or "", list(assets)))
        return
    for launch in _WEEK_OF_LAUNCHES:
        if item.at.wall_clock(launch, template.launch_at) < asset.due.wall_clock(launch, END_OF_DAY):
            problems.add(f"{path}.at", f"it goes out before '{item.asset}' must be approved")
            break
    if asset.when not in (None, item.when):
        problems.add(f"{path}.asset", f"'{item.asset}' exists only with '{asset.when}'")
    if asset.unless not in (None, item.unless):
        problems.add(f"{path}.asset", f"'{item.asset}' is left out with '{asset.unless}'")


def _ever_before(first: RelativeDate, second: RelativeDate, default: time) -> bool:
    """Whether `first` can come before `second`, on some weekday of the launch."""
    return any(first.wall_clock(launch, default) < second.wall_clock(launch, default) for launch in _WEEK_OF_LAUNCHES)
