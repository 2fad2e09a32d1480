"""Checking one item of a bucket against its entity: every wrong field with a sentence, unknown ones kept."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from twofold.core.clock import now
from twofold.core.entities.entity import Entity
from twofold.core.entities.field import Field
from twofold.core.entities.inputs import longest
from twofold.core.ids import LENGTH, is_id

from .schema import bucket_fields, bucket_type

_KINDS: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float), "boolean": (bool,), "array": (list,)}
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
_A_DAY = timedelta(days=1)
_ARTICLES = {"string": "text", "number": "a number", "boolean": "true or false", "array": "a list"}


@dataclass
class Checked:
    """An item that was looked at: what goes into columns, what has none, and what is wrong as (field, sentence)."""

    id: str = ""
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    deleted_at: datetime | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    wrong: list[tuple[str, str]] = field(default_factory=list)


def check(found: Entity, data: dict[str, Any], *, deleted: bool) -> Checked:
    """Look at all fields of an item; `wrong` is empty when it can be taken in."""
    left, done = dict(data), Checked()
    done.id = left.pop("id", "")
    if not is_id(done.id):
        done.wrong.append(("id", f"This must be an id of {LENGTH} letters, digits, - and _."))
    for name in ("createdAt", "updatedAt", *(["deletedAt"] if deleted else [])):
        _time(name, left.pop(name, None), done)
    if deleted and done.deleted_at is None:
        done.deleted_at = done.updated_at
    for each in bucket_fields(found):
        _take(found, each, left.pop(each.name, None), done)
    done.extra = left
    return done


def _time(name: str, value: Any, done: Checked) -> None:
    if value is None:
        return
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None or not _on_the_calendar(moment):
        done.wrong.append((name, "This must be a time like 2026-11-21T09:00:00Z."))
        return
    setattr(done, {"createdAt": "created_at", "updatedAt": "updated_at", "deletedAt": "deleted_at"}[name], moment)


def _on_the_calendar(moment: datetime) -> bool:
    """Whether it is a time everywhere: at the ends of the calendar another zone has none."""
    return date.min + _A_DAY < moment.date() < date.max - _A_DAY


def _take(found: Entity, each: Field, value: Any, done: Checked) -> None:
    if value is None or value == "":
        if each.required:
            done.wrong.append((each.name, "This is needed."))
        return
    kinds = _KINDS[bucket_type(each)]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        done.wrong.append((each.name, f"This must be {_ARTICLES[bucket_type(each)]}."))
        return
    try:
        done.fields[each.path] = _fitted(found, each, value)
    except ValueError as wrong:
        done.wrong.append((each.name, str(wrong)))


def _fitted(found: Entity, each: Field, value: Any) -> Any:
    """The value as its column takes it. Errors: ValueError with a sentence."""
    if each.choices and value not in each.values:
        raise ValueError(f"This must be one of {', '.join(each.values)}.")
    if each.type == "integer" and not isinstance(value, int):
        raise ValueError("This must be a whole number.")
    if each.type == "integer" and each.least is not None and each.most is not None:
        if not each.least <= value <= each.most:
            raise ValueError(f"This must be from {each.least:g} to {each.most:g}.")
        return value
    if each.type == "date":
        return _date(value)
    if each.type == "number":
        return _finite(value)
    _must_be_texts(value)
    if isinstance(value, str) and (most := longest(found, each)) < len(value):
        raise ValueError(f"This must be at most {most} characters.")
    if each.check and each.check(value):
        raise ValueError(each.check(value))
    return value


def _must_be_texts(value: Any) -> None:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(value, list) and not isinstance(text, str):
            raise ValueError("This must be a list of texts.")  # noqa: TRY004 (a sentence for a person)
        if isinstance(text, str) and _NOT_KEPT.search(text):
            raise ValueError("This holds a character that cannot be kept: NUL, or half of one.")


def _finite(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("This number is too large to be kept.")
    return number


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("This must be a date like 2026-11-21.") from None
