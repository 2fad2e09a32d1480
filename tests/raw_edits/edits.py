"""Every way in which somebody with the database file may change one row, made up from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction

from twofold.core.ids import new_id
from twofold.core.upkeep.append_only import NAME, append_only_tables, install_guards

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Edit:
    """One statement: which table and column (`*` for whole rows), what kind of edit, of which row."""

    model: type[models.Model]
    column: str
    kind: str
    row: Any
    sets: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}: {self.kind}"

    def done(self) -> bool:
        """Make it as the operator would: guards off, one statement, guards on. False where the database refuses."""
        table = self.model._meta.db_table
        guarded = table in append_only_tables()
        with connection.cursor() as cursor:
            for what in ("update", "delete") if guarded else ():
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {NAME.format(table=table, what=what)}{on}")
            try:
                with transaction.atomic():
                    cursor.execute(*self._statement())
                    changed = bool(cursor.rowcount)
            except (IntegrityError, DataError):
                changed = False
        if guarded:
            install_guards()
        return changed

    def _statement(self) -> tuple[str, list[Any]]:
        meta = self.model._meta
        where = f'WHERE "{meta.pk.column}" = %s'
        if self.kind == "deleted":
            return f'DELETE FROM "{meta.db_table}" {where}', [self.row.pk]
        if self.kind.startswith("copied"):
            copied = [each for each in meta.concrete_fields if not isinstance(each, models.AutoField)]
            new = dict(self.sets)
            values = [new[each.attname] if each.attname in new else _stored(each, self.row) for each in copied]
            names = ", ".join(f'"{each.column}"' for each in copied)
            marks = ", ".join(["%s"] * len(copied))
            return f'INSERT INTO "{meta.db_table}" ({names}) VALUES ({marks})', values
        names = ", ".join(f'"{meta.get_field(name).column}" = %s' for name, _ in self.sets)
        return f'UPDATE "{meta.db_table}" SET {names} {where}', [*(value for _, value in self.sets), self.row.pk]


def every_model() -> list[type[models.Model]]:
    """All tables, also those of libraries and those between two others."""
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.db_table)


def edits_of(model: type[models.Model], columns: set[str], rows: int, of: Any = None) -> Iterator[Edit]:
    """Every kind of edit of some rows of a table, or of a part of it, spread over it; whole rows, too."""
    found = _spread(list((model._base_manager if of is None else of).order_by("pk")), rows)
    others = list(model._base_manager.order_by("pk")[:200])
    for row in found:
        for field in model._meta.concrete_fields:
            if field.attname in columns:
                yield from _of_column(model, field, row, others)
        yield Edit(model, "*", "deleted", row)
        yield from _copies(model, row)


def _spread(rows: list[Any], count: int) -> list[Any]:
    step = max(1, len(rows) // count)
    return rows[::step][-count:]


def _of_column(model: type[models.Model], field: Any, row: Any, others: list[Any]) -> Iterator[Edit]:
    now, seen = getattr(row, field.attname), set()
    for kind, value in _other_values(field, now, [getattr(each, field.attname) for each in others]):
        if value == now and type(value) is type(now):
            continue
        if str(value) not in seen:
            seen.add(str(value))
            yield Edit(model, field.attname, kind, row, ((field.attname, field.get_db_prep_save(value, connection)),))


def _other_values(field: Any, now: Any, others: list[Any]) -> Iterator[tuple[str, Any]]:
    if field.null:
        yield "emptied", None
    other = next((each for each in others if each not in (None, now)), None)
    if other is not None:
        yield "that of another row", other
    if isinstance(field, models.ForeignKey):
        target = field.related_model._base_manager.exclude(pk=now).order_by("pk").first()
        if target is not None:
            yield "another reference", target.pk
    elif now is None:
        yield "filled", _plausible(field)
    else:
        yield from _close_by(field, now)


def _close_by(field: Any, now: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(now, bool):
        yield "the opposite", not now
    elif isinstance(now, (int, float)):
        yield from (("one more", now + 1), ("one less", now - 1))
    elif isinstance(now, (date, datetime)):
        yield from (("a day earlier", now - A_DAY), ("a day later", now + A_DAY))
    elif isinstance(now, str):
        yield from _other_texts(field, now)
    elif isinstance(now, (dict, list)):
        yield "emptied", type(now)()
        yield "one thing more", [*now, "x"] if isinstance(now, list) else now | {"x": 1}


def _other_texts(field: Any, now: str) -> Iterator[tuple[str, str]]:
    if not field.primary_key:
        yield "emptied", ""
    if now:
        at = next((place for place, each in enumerate(now) if each.isdigit()), len(now) // 2)
        yield "a flipped digit", now[:at] + ("7" if now[at] != "7" else "3") + now[at + 1 :]
    else:
        yield "filled", "x"


def _plausible(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat("2026-03-01T12:00:00+00:00")
    if isinstance(field, models.DateField):
        return date(2026, 3, 1)
    if isinstance(field, models.BooleanField):
        return True
    return 0 if isinstance(field, (models.IntegerField, models.FloatField, models.DecimalField)) else "x"


def _copies(model: type[models.Model], row: Any) -> Iterator[Edit]:
    """The row once more under a new id; where something must be unique, with another value there."""
    new: tuple[tuple[str, Any], ...] = ()
    if isinstance(model._meta.pk, models.CharField):
        new = ((model._meta.pk.attname, new_id()),)
    yield Edit(model, "*", "copied", row, new)
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            for kind, value in _other_values(field, getattr(row, field.attname), []):
                if kind != "emptied":
                    stored = field.get_db_prep_save(value, connection)
                    yield Edit(model, "*", f"copied with {field.attname} {kind}", row, (*new, (field.attname, stored)))
                    break


def _stored(field: Any, row: Any) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
