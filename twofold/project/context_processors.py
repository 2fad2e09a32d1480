"""What every page's shell needs: the navigation, who is acting as which company."""

from functools import cache
from typing import Any

from django.urls import reverse

from twofold.core.live.cursor import encrypt
from twofold.ui.navigation import entries, with_keys
from twofold.ui.request import Request


def shell(request: Request) -> dict[str, Any]:
    """`nav`, `actor`, `companies`: for signed-in pages; nothing for the others."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.membership is None:
        return {"nav": [], "actor": None}
    live_from = getattr(request, "live_from", 0)
    match = request.resolver_match
    page = (match.url_name if match else None) or ""
    return {
        "nav": with_keys(
            {"label": each.label, "url": each.url, "icon": each.icon, "active": each.is_active(page)}
            for each in entries(actor)
        ),
        "actor": actor,
        "memberships": request.memberships,
        **_addresses(),
        "live_url": "/api/v1/events" + (f"?after={encrypt(live_from)}" if live_from else ""),
    }


@cache
def _addresses() -> dict[str, str]:
    """Where every page leads."""
    names = {"switch_url": "act-as", "search_url": "search", "account_url": "account", "sign_out_url": "account_logout"}
    return {word: reverse(name) for word, name in names.items()}
