"""What tests begin with is made once by each worker: a snapshot is the database as it was then, and the objects that
were made with it.

A test that asks for `world`, `campaign`, `rules_in_force`, `story` or `everybody` begins in that snapshot, in a transaction
that is rolled back, with copies of the objects that are its own (so no other fixture may have one of these names). Going over to another snapshot takes milliseconds: pages
are copied on SQLite, another database is connected to on PostgreSQL.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.db import connection, transaction

EMPTY = "empty"
Objects = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """How a snapshot is made: from which one, and by which function (`module:name`), which adds to the objects there."""

    base: str
    made_by: str


RECIPES = {
    "world": Recipe(EMPTY, "tests.worlds:made"),
    "campaign": Recipe("world", "tests.campaigns.started:made"),
    "rules_in_force": Recipe("campaign", "tests.leads.shared:made"),
    "story": Recipe(EMPTY, "tests.access.story:made"),
    "everybody": Recipe("story", "tests.access.cast:made"),
}
"""In order: who asks for several begins with the last of them, in which the others are too."""


class Snapshots:
    """Those of one worker, on its test database; to be used while no transaction is open."""

    def __init__(self) -> None:
        self._database = _Sqlite() if connection.vendor == "sqlite" else _Postgresql()
        self._objects: dict[str, bytes] = {}
        self._current = ""
        self._keep(EMPTY, {})

    def begin(self, name: str) -> None:
        """Let the database be as it is in this snapshot."""
        if name not in self._objects:
            self._make(name)
        elif name != self._current:
            self._database.take(name)
            self._current = name

    def objects(self) -> Objects:
        """Copies of what was made with the current snapshot."""
        found: Objects = pickle.loads(self._objects[self._current])  # noqa: S301 - pickled by ourselves a moment ago
        return found

    def spoiled(self) -> None:
        """A test committed something: whoever comes next takes the snapshot anew."""
        self._current = ""

    def close(self) -> None:
        """Back to the empty database, without the others."""
        self._database.close()

    def _make(self, name: str) -> None:
        recipe = RECIPES[name]
        self.begin(recipe.base)
        objects = self.objects()
        self._database.part(name)
        self._current = ""
        module, function = recipe.made_by.split(":")
        with transaction.atomic():
            getattr(import_module(module), function)(objects)
            connection.run_on_commit.clear()  # as in a test, where nothing is ever committed
        self._keep(name, objects)

    def _keep(self, name: str, objects: Objects) -> None:
        self._database.keep(name)
        self._objects[name] = pickle.dumps(objects)
        self._current = name


class _Sqlite:
    """One database in memory that everybody works on, and a copy of it for each snapshot."""

    def __init__(self) -> None:
        self._copies: dict[str, sqlite3.Connection] = {}

    def part(self, name: str) -> None:
        """Nothing to do: what is made is made in the one database."""

    def keep(self, name: str) -> None:
        self._copies[name] = sqlite3.connect(":memory:")
        self._own().backup(self._copies[name])

    def take(self, name: str) -> None:
        self._copies[name].backup(self._own())

    def close(self) -> None:
        for copy in self._copies.values():
            copy.close()

    @staticmethod
    def _own() -> sqlite3.Connection:
        connection.ensure_connection()
        own: sqlite3.Connection = connection.connection
        return own


class _Postgresql:
    """A database for each snapshot, made with the one it grew from as its template."""

    def __init__(self) -> None:
        self._first = str(connection.settings_dict["NAME"])
        self._more: list[str] = []

    def part(self, name: str) -> None:
        own = self._name(name)
        template = connection.settings_dict["NAME"]
        self._leave()
        self._as_admin(f'DROP DATABASE IF EXISTS "{own}"', f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
        self._more.append(own)
        connection.settings_dict["NAME"] = own

    def keep(self, name: str) -> None:
        """Nothing to do: what was made was made in a database of its own."""

    def take(self, name: str) -> None:
        self._leave()
        connection.settings_dict["NAME"] = self._name(name)

    def close(self) -> None:
        self._leave()
        connection.settings_dict["NAME"] = self._first
        self._as_admin(*(f'DROP DATABASE IF EXISTS "{each}"' for each in self._more))

    def _name(self, name: str) -> str:
        return self._first if name == EMPTY else f"{self._first}_{name}"

    @staticmethod
    def _leave() -> None:
        """A database in which somebody is can be no template."""
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]

    @staticmethod
    def _as_admin(*statements: str) -> None:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            for statement in statements:
                cursor.execute(statement)


@cache
def snapshots() -> Snapshots:
    """Those of this worker."""
    return Snapshots()


def needed(fixtures: Iterable[str]) -> str:
    """The snapshot in which a test begins that asks for these fixtures."""
    return max((name for name in fixtures if name in RECIPES), key=list(RECIPES).index, default=EMPTY)
