"""Who may come to which address. An address without a policy stops the start (security.md 1).

A page says its policy itself (`web/page.py`), a REST route has its operation's; what comes from other
people's packages, and what a watcher asks, is listed here by name with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC, OWN = "public", "own account"
_WATCHER = (PUBLIC, "a watcher asks without an account; the answer holds nothing of a company")
_DOOR = (PUBLIC, "signing in, up, out, or getting a lost password back comes before there is an actor")
_SELF = (OWN, "one's own address, password, second factor and sessions; asks for sign-in itself")

LISTED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("healthz", "readyz", "metrics"), _WATCHER),
    **dict.fromkeys(
        (
            "account_login", "account_logout", "account_inactive", "account_signup", "account_confirm_email",
            "account_email_verification_sent", "account_reset_password", "account_reset_password_done",
            "account_reset_password_from_key", "account_reset_password_from_key_done",
            "account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn", "socialaccount_login_cancelled",
            "socialaccount_login_error", "socialaccount_signup", "accounts/social/login/cancelled/",
            "accounts/social/login/error/", "accounts/social/signup/",
        ),
        _DOOR,
    ),
    **dict.fromkeys(
        (
            "account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index",
            "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "socialaccount_connections",
            "accounts/social/connections/", "usersessions_list",
        ),
        _SELF,
    ),
    "api-nowhere": (PUBLIC, "the one 404 of every address of the API that does not exist"),
    "gallery": (PUBLIC, "the pieces pages are made of, with invented content; in development only"),
}  # fmt: skip
"""Name (or, for one without a name, address) → its policy and why it is that."""


def routes() -> list[dict[str, Any]]:
    """Every address with its methods and its policy: `{"path", "methods", "name", "policy"}`.

    `policy` is a capability, `public`, `own account`, or empty when somebody forgot.
    """
    return [found for path, pattern in _leaves(get_resolver(), "/") for found in _told(path, pattern)]


def _leaves(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _leaves(pattern, path)
        else:
            yield path, pattern


def _told(path: str, pattern: URLPattern) -> list[dict[str, Any]]:
    view: Any = pattern.callback
    told = getattr(view, "routes", None)
    if told is not None:
        return [
            {
                "path": path,
                "methods": [route.method],
                "name": route.name,
                "policy": _of_route(route.needs, open_=route.open_to_all),
            }
            for route in told
        ]
    name = pattern.name or path.removeprefix("/")
    policy = getattr(view, "policy", "") or LISTED.get(name, ("", ""))[0]
    return [{"path": path, "methods": ["GET", "POST"], "name": name, "policy": policy}]


def _of_route(needs: str, *, open_: bool) -> str:
    return PUBLIC if open_ else needs


@register()
def every_address_has_a_policy(**_: Any) -> list[CheckMessage]:
    """Stops `migrate`, and so the start, when an address has no policy."""
    return [
        Error(
            f"The address {each['path']} has no policy.",
            hint="Decorate the view with @page(needs=…) or @public, or list its name with a reason in twofold/doors/policy.py.",
            id="twofold.E001",
        )
        for each in routes()
        if not each["policy"]
    ]
