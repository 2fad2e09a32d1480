"""What a request of ours carries beside what Django gives it: who is behind it, and where the page began to listen."""

from collections.abc import Sequence

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from twofold.core.actor import Actor
from twofold.core.models import Membership


class Request(HttpRequest):
    """The request that a view gets. Two middlewares fill it: that of django-htmx and `companies.acting`."""

    actor: Actor
    """Who is behind it, acting as one company; nobody when not signed in."""
    memberships: Sequence[Membership]
    """All companies the person may act as, for the switch in the menu."""
    live_from: int
    """The end of the log when the page was asked for, from where its live stream goes on; only on pages."""
    htmx: HtmxDetails
    """Whether htmx asked, and from which page."""
