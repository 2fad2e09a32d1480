"""The time zone of an account nobody has chosen one for: that of the browser, at the next sign-in."""

from django.http import HttpRequest

from twofold.core.actor import member
from twofold.core.models import Person
from twofold.core.operations.runner import run
from twofold.core.time_zones import NOT_CHOSEN, zone_names

from .sign_in import memberships

FIELD = "browser_zone"
"""What forms of signing in say (`browser-zone.js`)."""


def take_browser_zone(request: HttpRequest, person: Person) -> None:
    """Give the account the zone that the browser says, where it has none; what is no zone is left alone."""
    zone = request.POST.get(FIELD, NOT_CHOSEN)
    membership = next(iter(memberships(person)), None)
    if person.time_zone != NOT_CHOSEN or zone in ("", NOT_CHOSEN) or zone not in zone_names() or membership is None:
        return
    run(member(membership, "page"), "person.update_self", {"timeZone": zone})
    person.refresh_from_db(fields=["time_zone", "version"])
