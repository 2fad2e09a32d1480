"""Dates that are said relative to the launch, because a template has no calendar.

`launch` is the launch day, `launch-21d` 21 days before, `launch+2w` two weeks after,
`launch-5wd` five working days (Monday to Friday) before. Any of them may end in a time of day
in the campaign's time zone: `launch-21d 17:00`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal, Self
from zoneinfo import ZoneInfo

Unit = Literal["d", "w", "wd"]

_FORM: Final = re.compile(r"launch(?:([+-])([0-9]{1,3})(d|w|wd))?(?: ([0-9:]+))?")
END_OF_DAY: Final = time(17)
"""When something is due that names no time of day."""

_UNITS: Final[dict[str, Unit]] = {"d": "d", "w": "w", "wd": "wd"}
_SATURDAY: Final = 5


def clock_time(text: str) -> time:
    """A time of day such as `09:30`; ValueError with a sentence when it is not one."""
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError(f"'{text}' is not a time of day; write it like 09:30")
    return time.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A day counted from the launch, and perhaps a time of day."""

    amount: int = 0
    unit: Unit = "d"
    at: time | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the notation above; ValueError with a sentence when it is something else."""
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(
                f"'{text}' is not a date relative to the launch; "
                "write it like launch, launch-21d, launch-5wd or launch+2w 17:00"
            )
        sign, amount, unit, at = found.groups()
        return cls(
            amount=int(f"{sign}{amount}") if amount else 0,
            unit=_UNITS[unit or "d"],
            at=clock_time(at) if at else None,
        )

    def __str__(self) -> str:
        """The notation it was read from."""
        offset = f"{self.amount:+d}{self.unit}" if self.amount else ""
        return f"launch{offset}" + (f" {self.at:%H:%M}" if self.at else "")

    def day(self, launch: date) -> date:
        """The calendar day, for a launch on `launch`."""
        if self.unit == "w":
            return launch + timedelta(weeks=self.amount)
        if self.unit == "d":
            return launch + timedelta(days=self.amount)
        step, left, day = (1 if self.amount > 0 else -1), abs(self.amount), launch
        while left:
            day += timedelta(days=step)
            left -= day.weekday() < _SATURDAY
        return day

    def wall_clock(self, launch: date, default: time) -> datetime:
        """Day and time without a zone, for comparing two dates of one template."""
        return datetime.combine(self.day(launch), self.at or default)


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time in a zone.

    A time that the clocks jump over is moved behind the jump; of a time that comes twice, the
    first is meant.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    return local.astimezone(UTC).astimezone(zone)
