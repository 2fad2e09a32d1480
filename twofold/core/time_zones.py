"""The time zones of this machine, looked up once for each process: the search reads some six hundred files."""

from functools import cache
from zoneinfo import available_timezones

NOT_CHOSEN = "UTC"
"""The zone of an account that nobody has chosen one for."""
CHOSEN_UTC = "Etc/UTC"
"""The zone of an account whose owner wants UTC."""


@cache
def zone_names() -> frozenset[str]:
    """Every name that is a time zone."""
    return frozenset(available_timezones())


@cache
def zone_choices() -> tuple[str, ...]:
    """The zones a person chooses from, such as Europe/Berlin, in order; without the old short names."""
    return tuple(sorted(name for name in zone_names() if "/" in name and not name.startswith(("Etc/", "SystemV/"))))


def zone_error(name: str) -> str:
    """What is wrong with the name of a time zone; nothing when there is such a zone."""
    return "" if name in zone_names() else f"There is no time zone “{name}”. Write it like Europe/Berlin."
