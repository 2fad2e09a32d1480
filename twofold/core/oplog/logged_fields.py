"""How the log tells the columns of a row: in the clear what it may show, by keyed hash what it must not."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import BooleanField, DateField, DecimalField, FloatField, ForeignKey, IntegerField

from twofold.core.clock import stamp
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.models import LoggedRow, SpaceRow
from twofold.core.models.rows import ROW_FIELDS

from .one_row import RowChange
from .row_kinds import kind_of

_SEALED = "sealed"
_NO_TEXT = (BooleanField, DateField, DecimalField, FloatField, ForeignKey, IntegerField)
_UNTOLD = frozenset({"id", "space_id", "author_id", "version", "created_at", "updated_at"})


def logged_change(change: RowChange, space_id: str) -> dict[str, Any]:
    """One row's part of an entry, as the log of a space shows it. A row that lives in another space is shown by keyed
    hashes only: those who read this log need not be in that one. `was` and `row` are the hashes over the whole row as
    it was found and as it was left.
    """
    row = change.row
    at_home = isinstance(row, SpaceRow) and row.space_id == space_id
    hashes = {"was": change.found, "row": change.left}
    return {
        "kind": kind_of(row),
        "id": row.pk,
        "fields": _fields(row, change.fields, at_home=at_home),
        **{name: hashed for name, hashed in hashes.items() if hashed},
    }


def _fields(row: LoggedRow, fields: dict[str, list[Any]], *, at_home: bool) -> dict[str, list[Any]]:
    """Each field's values before and after; `recorded` ones and bare facts in the clear, where that may be."""
    hidden = _hidden_columns(type(row)) if at_home else None
    return {
        name: [
            json_value(value) if hidden is not None and name not in hidden else hashed_value(row, name, value)
            for value in pair
        ]
        for name, pair in fields.items()
        if name not in _UNTOLD
    }


def hashed_value(row: LoggedRow, name: str, value: Any) -> Any:
    """A value that the log must not show: a keyed hash that only tells change from sameness, in this field of this row.

    Two rows with the same text have different hashes, so that nobody learns a text by typing it elsewhere.
    """
    if value is None:
        return None
    return {_SEALED: keyed_hash(f"{kind_of(row)}:{row.pk}:{name}:{_same_text(value)}", "oplog")[:32]}


def is_hashed(logged: Any) -> bool:
    """Whether the log has a hash in place of a value."""
    return isinstance(logged, dict) and logged.keys() == {_SEALED}


def _same_text(value: Any) -> Any:
    """One text for one value, however a database gives it back: names in one order, 5 and 5.0 the same."""
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(json_value(value), sort_keys=True)
    if isinstance(value, (float, Decimal)) and value % 1 == 0:
        return int(value)
    return value


def json_value(value: Any) -> Any:
    """Any field value as JSON."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_value(inner) for inner in value]
    return value


@cache
def recorded_columns(model: type[LoggedRow]) -> frozenset[str]:
    """The columns whose values the log may show: those that are named, and of a row in a space what is no text."""
    if not issubclass(model, SpaceRow):
        return model.recorded
    plain = {column.attname for column in model._meta.concrete_fields if isinstance(column, _NO_TEXT)}
    return (model.recorded | plain) - model.sealed - ROW_FIELDS


@cache
def _hidden_columns(model: type[LoggedRow]) -> frozenset[str]:
    """The columns whose values the log never shows."""
    return frozenset(column.attname for column in model._meta.concrete_fields) - recorded_columns(model) - ROW_FIELDS
