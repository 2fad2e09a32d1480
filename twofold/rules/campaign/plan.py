"""From a template and a launch date to every row of a new campaign, without creating any.

The campaign's clock is that of its time zone: a check-in at 10:00 stays at 10:00 when the clocks
change. Nothing here knows what today is; who starts late says so with `not_before`.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from twofold.rules.campaign.cadence import weekly
from twofold.rules.campaign.campaign_plan import (  # fmt: skip
    CampaignPlan,
    Occurrence,
    PlannedCheckIn,
    PlannedDot,
    PlannedMilestone,
    PlannedRaciRow,
    PlannedSlot,
)
from twofold.rules.campaign.plan_work import (
    plan_approval_steps,
    plan_assets,
    plan_launch_items,
    plan_task_lists,
)  # fmt: skip
from twofold.rules.campaign.sides import sides_of
from twofold.rules.campaign.slots import Slots, is_chosen
from twofold.rules.campaign.template import Template
from twofold.rules.campaign.template.problems import did_you_mean
from twofold.rules.campaign.template.relative_date import END_OF_DAY, RelativeDate
from twofold.rules.campaign.timetable import Timetable

SMALL_CAMPAIGN: Final = "small_campaign"
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2200


class UnknownOption(ValueError):
    """An option was chosen that the template does not offer."""


class LaunchOutOfRange(ValueError):
    """The launch date is one that nobody means."""


def plan(
    template: Template,
    launch_date: date,
    time_zone: ZoneInfo,
    options: Iterable[str] = (),
    not_before: date | None = None,
) -> CampaignPlan:
    """Every row to create for a campaign that launches on `launch_date`.

    `options` are keys of the template's options that were chosen; UnknownOption for others,
    LaunchOutOfRange for a date that is surely a slip.
    Dates before `not_before`, the day the campaign starts, are moved to that day; check-ins
    before it don't take place, and one that has no day left falls on its next weekday.
    """
    if not FIRST_YEAR <= launch_date.year <= LAST_YEAR:
        raise LaunchOutOfRange(f"A launch in the year {launch_date.year} can't be planned; check the date.")
    chosen = _chosen(template, options)
    slots = Slots(_slots(template, chosen))
    times = Timetable(launch_date, template.launch_at, time_zone, not_before)
    task_lists = plan_task_lists(template, chosen, slots, times)
    assets = plan_assets(template, chosen, slots, times)
    launch_items = plan_launch_items(template, chosen, times)
    milestones = tuple(
        PlannedMilestone(m.key, m.name, m.gate, m.meaning, times.at(m.at, END_OF_DAY)) for m in template.milestones
    )
    return CampaignPlan(
        template=template.key,
        type=template.type,
        channel=template.channel,
        options=chosen,
        launch_at=times.at(RelativeDate(), template.launch_at),
        slots=slots.all,
        raci=_raci(template, chosen, slots),
        channels=template.channels,
        check_ins=_check_ins(template, chosen, times),
        milestones=milestones,
        task_lists=task_lists,
        hill_name=template.hill_chart.name,
        hill_dots=tuple(
            PlannedDot(task_list.key, task_list.name)
            for dot in template.hill_chart.dots
            for task_list in template.task_lists
            if task_list.key == dot
        ),
        approval_steps=plan_approval_steps(template, chosen, slots),
        assets=assets,
        launch_items=launch_items,
        brief=template.brief,
        retro=template.retro,
        pins=template.pins,
        connections=template.connections,
        apps=template.apps,
        how_to=template.how_to,
        moved_to_start=times.moved,
    )


def _chosen(template: Template, options: Iterable[str]) -> frozenset[str]:
    chosen, offered = frozenset(options), [option.key for option in template.options]
    for option in sorted(chosen - set(offered)):
        raise UnknownOption(f"{template.name} has no option '{option}'{did_you_mean(option, offered)}")
    return chosen


def _slots(template: Template, chosen: frozenset[str]) -> tuple[PlannedSlot, ...]:
    return tuple(
        PlannedSlot(
            key=f"{role.key}@{side}",
            role=role.key,
            title=role.title,
            side=side,
            does=role.does,
            required=role.required,
            waivable=role.waivable,
            runs_campaign=role.key == template.runner,
        )
        for role in template.roles
        if is_chosen(role, chosen)
        for side in sides_of(role.side)
    )


def _raci(template: Template, chosen: frozenset[str], slots: Slots) -> tuple[PlannedRaciRow, ...]:
    return tuple(
        PlannedRaciRow(
            area=row.area,
            accountable=slots.one(row.accountable),
            responsible=slots.each(row.responsible),
            consulted=slots.each(row.consulted),
            informed=slots.each(row.informed),
        )
        for row in template.raci
        if is_chosen(row, chosen)
    )


def _check_ins(template: Template, chosen: frozenset[str], times: Timetable) -> tuple[PlannedCheckIn, ...]:
    planned = []
    for check_in in template.check_ins:
        minutes = check_in.shorter_minutes if SMALL_CAMPAIGN in chosen else check_in.minutes
        first, last = times.day(check_in.starts), times.day(check_in.ends)
        days = list(weekly(check_in.weekday, first, last))
        days = days or list(weekly(check_in.weekday, first, first + timedelta(days=6)))
        starts = (times.at_clock(day, check_in.at) for day in days)
        occurrences = tuple(Occurrence(start, _after(start, minutes)) for start in starts)
        planned.append(
            PlannedCheckIn(
                check_in.key,
                check_in.name,
                check_in.kind,
                check_in.purpose,
                check_in.weekday,
                minutes,
                occurrences,
            )
        )
    return tuple(planned)


def _after(start: datetime, minutes: int) -> datetime:
    """The instant so many real minutes later, also across a change of clocks."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
