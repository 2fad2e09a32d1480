"""Django's SQLite back end without `CHECK (JSON_VALID(…))`.

With `trusted_schema=OFF` (security.md 13) SQLite before 3.41, Debian 12's among them, refuses the JSON
functions inside a schema. Our JSON columns are written by typed code and checked there.
"""

import sqlite3
from datetime import datetime
from typing import Any

from django.db.backends.sqlite3 import base


def _moment(text: bytes) -> datetime:
    """A stored time, which is in UTC and always of this form. Django would read it without its zone and add that later,
    which takes twice as long.
    """
    return datetime.fromisoformat(text.decode() + "Z")


sqlite3.register_converter("datetime", _moment)


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, one check constraint less."""

    data_type_check_constraints: Any = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
