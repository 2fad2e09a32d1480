"""What every page's shell needs: the navigation, who is acting as which company."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from twofold.core.live.cursor import encrypt

ENTRIES = (
    ("Home", "home", "home", ""),
    ("Partners", "partners", "users-group", "partners.see"),
    ("Campaigns", "campaigns", "speakerphone", "campaigns.see"),
    ("Leads", "leads", "user-check", "leads.see"),
    ("Activity", "activity", "history", "activity.see"),
    ("Company", "company", "building", "company.see"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `actor`, `companies`: for signed-in pages; nothing for the others."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.membership is None:
        return {"nav": [], "actor": None}
    live_from = getattr(request, "live_from", 0)
    match = request.resolver_match
    active = match.url_name.split("-")[0] if match and match.url_name else ""
    nav = []
    for label, name, icon, needs in ENTRIES:
        if needs and not actor.may(needs):
            continue
        if _address(name):
            nav.append(
                {
                    "label": label,
                    "url": _address(name),
                    "icon": icon,
                    "active": active == name.rstrip("s") or active == name,
                }
            )
    return {
        "nav": nav,
        "actor": actor,
        "memberships": request.memberships,  # type: ignore[attr-defined]
        "switch_url": _address("act-as"),
        "live_url": "/api/v1/events" + (f"?after={encrypt(live_from)}" if live_from else ""),
    }


@cache
def _address(name: str) -> str:
    """Where a page is; empty where its app is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
