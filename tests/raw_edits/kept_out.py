"""What a raw edit may change without anybody noticing, and why that decides nothing."""

_LIBRARY = "how people sign in and stay signed in: the sign-in library keeps it, no operation writes it (SECURITY.md)"
_DJANGO = "a list that Django makes of the code at each migration, and nobody reads"

TABLES: dict[str, str] = {
    "account_emailaddress": _LIBRARY,
    "account_emailconfirmation": _LIBRARY,
    "mfa_authenticator": _LIBRARY,
    "socialaccount_socialaccount": _LIBRARY,
    "socialaccount_socialapp": _LIBRARY,
    "socialaccount_socialtoken": _LIBRARY,
    "usersessions_usersession": _LIBRARY,
    "django_session": _LIBRARY,
    "companies_signinlink": _LIBRARY,
    "auth_group": _DJANGO,
    "auth_group_permissions": _DJANGO,
    "auth_permission": _DJANGO,
    "django_content_type": _DJANGO,
    "companies_attempt": "tries of somebody at something limited, forgotten after a day",
    "core_idempotencykey": "answers given within the last day, told again to who asks the same again",
    "core_workerpulse": "when each worker was last alive",
    "django_tasks_database_dbtaskresult": "turns of the worker; what it does is in the log when it has done it",
}
"""Tables that carry nothing that was decided, signed, shared or owned."""

_DELIVERY = "how far a delivery is, which the worker goes on writing; what is to be sent to whom is sealed"
_FILE = "cleared when the file's time is over; what was committed of it is `preview_hash` of its import"
_COUNTED = "a running number of a row of counts, which are counted again"

COLUMNS: dict[str, str] = {
    "core_person.password": _LIBRARY,
    "core_person.last_login": _LIBRARY,
    "companies_token.last_used_at": "when a token was last used",
    "core_oplogentry.position": "in which order streams tell entries of different spaces; their own order is `seq`",
    **{
        f"core_outboxmessage.{name}": _DELIVERY
        for name in ("attempts", "last_error", "next_at", "sent_at", "state", "updated_at", "version")
    },
    **{f"leads_leadfile.{name}": _FILE for name in ("columns", "mapping", "name", "preview", "removed_at", "version")},
    "leads_leadimport.attempts": "turns of the worker that failed since the last rows came in",
    "leads_leadswaiting.id": _COUNTED,
    "leads_leadtally.id": _COUNTED,
}
"""Columns of the same kind in tables that carry more."""

KINDS: dict[str, str] = {
    "leads_leadfile.storage_key: emptied": "as when the file's time is over: the page offers no file any more",
}
"""Kinds of edits, by `table.column: kind`, that say the same as before."""
