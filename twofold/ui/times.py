"""Moments and meters: sent as facts, painted by the browser in the reader's own zone."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .badges import icon

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(when: datetime | date | None, relative: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a template's word
    """A `<time>`: UTC for the machine, and until the script has painted it, UTC for the reader.

    A plain date has no zone; the script writes it as it writes the others. `relative` asks for "in 3 hours" instead of the clock.
    """
    if when is None:
        return SafeString('<span class="muted">–</span>')
    # Nothing in it but digits and months: a table has a hundred of them, and escaping takes half of their time.
    if not isinstance(when, datetime):
        return SafeString(f'<time datetime="{when.isoformat()}">{_date(when)}</time>')
    utc = when if when.tzinfo is UTC else when.astimezone(UTC)
    stamp = utc.isoformat()[:19]
    return SafeString(
        f'<time datetime="{stamp}Z" data-local="{"relative" if relative else "exact"}">'
        f"{_date(utc)} {stamp[11:16]} UTC</time>"
    )


def in_zone(when: datetime) -> str:
    """As text, for mails: in the zone of the moment's reader (Django's current one), with its name."""
    local = timezone.localtime(when)
    name = local.tzname() or ""
    return f"{_date(local)} {local:%H:%M} {name if name.isalpha() else timezone.get_current_timezone_name()}"


def clock(when: datetime | None) -> SafeString:
    """The time of day alone, where the day stands above; nothing for no time."""
    if when is None:
        return SafeString("")
    utc = when.astimezone(UTC)
    return SafeString(f'<time datetime="{utc.isoformat()[:19]}Z" data-local="clock">{when:%H:%M}</time>')


def _date(when: date) -> str:
    """As “01 Dec 2026”. `strftime` takes four times as long."""
    return f"{when.day:02} {_MONTHS[when.month - 1]} {when.year:04}"


def day(text: str | None) -> SafeString:
    """A date that is kept as text (2026-12-01) as people read it; a text that is no date as it stands."""
    try:
        return moment(date.fromisoformat(text) if text else None)
    except ValueError:
        return format_html("{}", text)


def due(when: datetime | date | None, done: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a template's word
    """When something is due, with a clock; the browser marks it soon (a day) or overdue. `done` stops the clock."""
    if when is None:
        return SafeString('<span class="muted">No date</span>')
    if done:
        return SafeString(f'<span class="due">{icon("check", label="Done")}{moment(when)}</span>')
    at = moment(when, relative=isinstance(when, datetime))
    return SafeString(
        f'<span class="due" data-due>{icon("clock")}<span data-due-word class="visually-hidden">Due</span> {at}</span>'
    )


def meter(value: int, most: int = 100, label: str = "", side: str = "") -> SafeString:
    """A bar of `value` out of `most`, said in numbers beside it; `most` of 0 shows an empty bar."""
    said = f"{value}%" if most == 100 else f"{value} of {most}"  # noqa: PLR2004 - per cent
    head = format_html('<span class="meter-label">{}</span>', label) if label else ""
    return format_html(
        '<div class="meter{}">{}<progress value="{}" max="{}" aria-label="{}">{}</progress>'
        '<span class="meter-value">{}</span></div>',
        f" meter-{side}" if side else "",
        head,
        value,
        max(most, 1),
        label or "Progress",
        said,
        said,
    )
