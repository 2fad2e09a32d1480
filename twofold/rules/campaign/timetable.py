"""Dates of one campaign: from "launch-5wd" to an instant in its time zone."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from twofold.rules.campaign.template.relative_date import END_OF_DAY, RelativeDate, moment


@dataclass(slots=True)
class Timetable:
    """Turns dates relative to the launch into instants.

    What lay before the end of the day `not_before` is moved to that moment (but never past the
    launch), so that nothing is overdue on the first day and the order of things stays.
    `moved` counts those.
    """

    launch: date
    launch_at: time
    zone: ZoneInfo
    not_before: date | None = None
    moved: int = field(default=0, init=False)

    def day(self, when: RelativeDate) -> date:
        """The day, moved up to the first day of the campaign where it lay before it."""
        day = when.day(self.launch)
        return day if self.not_before is None else max(day, self.not_before)

    def at(self, when: RelativeDate, default: time) -> datetime:
        """The instant; `default` is the time of day where none is given."""
        asked = self.at_clock(when.day(self.launch), when.at or default)
        if self.not_before is None:
            return asked
        launch = self.at_clock(self.launch, self.launch_at)
        floor = min(self.at_clock(self.not_before, END_OF_DAY), launch)
        self.moved += asked < floor
        return max(asked, floor)

    def at_clock(self, day: date, at: time) -> datetime:
        """The instant of a wall-clock time on a given day."""
        return moment(day, at, self.zone)
