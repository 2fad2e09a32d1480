"""Loading Django for a command, and printing refusals the way a command does."""

import atexit
import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

REFUSED = 2


def load_django() -> None:
    """Load Django with all floors; about half a second, so only commands that need the database call it.

    What is loaded stays: the collector, which would walk through all of it again and again meanwhile (a fifth of the
    time), rests until then and leaves it out afterwards. So the end closes the database itself: one of SQLite is then a
    single file again.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
    import django
    from django.db import connections

    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
    atexit.register(connections.close_all)


def print_json(value: Any) -> None:
    """Print a JSON-ready value on standard output."""
    from twofold.core.json_text import as_json

    print(json.dumps(as_json(value), ensure_ascii=False, indent=2))


@contextmanager
def refusals_as_problems() -> Iterator[None]:
    """Turn a refusal into RFC 9457 problem details on standard error and exit status 2."""
    from django.db import DatabaseError

    from twofold.core.errors import Problem

    try:
        yield
    except Problem as problem:
        refuse(problem.as_json())
    except DatabaseError as wrong:
        if not _unprepared():
            raise
        detail = "The database is not set up yet: `twofold serve` or `twofold init` does that."
        refuse({"type": "about:blank", "title": "Conflict", "status": 409, "detail": detail}, wrong)


def refuse(problem: dict[str, Any], cause: BaseException | None = None) -> None:
    """Write the problem and leave with status 2."""
    sys.stderr.write(json.dumps(problem, ensure_ascii=False) + "\n")
    raise SystemExit(REFUSED) from cause


def _unprepared() -> bool:
    from django.db import connection

    return "core_space" not in connection.introspection.table_names()
