"""What holds for asking for every entity: each question that a field knows, order, paging, counts, sums, fewer fields.

Each answer is held against a plain walk over all items, as whoever asks sees them. A test run asks of each entity, on
PostgreSQL of some, a part of the questions and orders that there are, drawn anew each time and for each database; the proof
asks all.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from tests.access.story import Story
from tests.drawn import proof, said, some
from tests.entities.samples import LISTED
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.filters import questions
from twofold.core.entities.lists import calculate
from twofold.core.errors import Invalid
from twofold.core.operations.query import ask
from twofold.rules.date_windows import WINDOWS, window

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SMALL_PAGE = 7
MOST = 30
"""Questions that a test run asks of an entity for each who looks, one of each kind for each type of field among them."""
MOST_ORDERS = 8
"""In which a test run has an entity's list."""
MOST_ON_POSTGRESQL = 10
"""Entities that a test run asks on PostgreSQL, which answers by the same code; on SQLite it asks all."""
HERE = LISTED if connection.vendor == "sqlite" or proof() else some("entities", LISTED, MOST_ON_POSTGRESQL)
Question = tuple[Field, str, Any, Any]
"""About which field, the name of the input, its value, and what an item's value must be like."""


def drawn(what: str, every: list[Any], most: int, *kinds: Any) -> list[Any]:
    """All in the proof; a part of them in a test run."""
    return every if proof() else some(f"{what} on {connection.vendor}", every, most, *kinds)


def everything(actor: Actor, entity: Entity, /, **given: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while cursor is not None:
        page = ask(actor, f"{entity.noun}.list", {"limit": 200, "cursor": cursor, **given})
        found, cursor = found + page["items"], page["nextCursor"]
    return found


def lookers(story: Story, entity: Entity) -> list[Actor]:
    return [each for each in (story.world.host, story.world.partner) if each.may(entity.needs)]


@pytest.mark.drawn
@pytest.mark.parametrize("noun", HERE)
def test_each_question_about_a_field_is_answered_as_a_walk_over_all_would(story: Story, noun: str) -> None:
    entity, looked_at = ENTITIES[noun], 0
    for side, actor in enumerate(lookers(story, entity)):
        items = everything(actor, entity)
        calculate(entity, actor, items)
        looked_at += len(items)
        every = [
            (field, *told)
            for field in entity.filters
            for told in questions_about(field, [item[field.name] for item in items], actor)
        ]
        for field, name, value, fits in drawn(f"questions about {noun}, {side}", every, MOST, _kind):
            asked = {item["id"] for item in everything(actor, entity, **{name: value})}
            assert asked == {item["id"] for item in items if fits(item[field.name])}, (name, value, said())
    assert looked_at, f"the story has no {noun} that either side sees"


def _kind(question: Question) -> tuple[str, str]:
    """The type of the field, and which of its questions it is."""
    field, name, *_ = question
    return field.type, name.removeprefix(field.name)


def questions_about(field: Field, values: list[Any], actor: Actor) -> list[tuple[str, Any, Any]]:
    """Name of the input, its value, and what an item's value must be like."""
    names = {each.kind: each.name for each in questions(field)}
    there = [value for value in values if value not in (None, "", [])]
    told: list[tuple[str, Any, Any]] = []
    if "empty" in names:
        told.append((names["empty"], True, lambda value: value in (None, "", [])))
        told.append((names["empty"], False, lambda value: value not in (None, "", [])))
    if there:
        one, other = there[0], there[-1]
        told.append((names["is"], _sent(one), lambda value: _key(value) == _key(one)))
        if isinstance(one, str) and field.type != "boolean":
            told.append((names["is"], [one, other], lambda value: value in (one, other)))
        if "from" in names and _ordered(field, one):
            told.append((names["from"], _bound(field, one), lambda value: _at_least(value, _bound(field, one))))
            told.append((names["to"], _bound(field, one), lambda value: _below(value, _bound(field, one))))
        if "contains" in names and isinstance(one, str):
            part = one[1:4]
            told.append((names["contains"], part, lambda value: bool(value) and part.lower() in value.lower()))
    if "within" in names:
        told += [(names["within"], each, _in_window(field, each, actor)) for each in WINDOWS]
    return told


def _sent(value: Any) -> Any:
    return value if isinstance(value, (bool, str)) else _text(value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _key(value: Any) -> Any:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _ordered(field: Field, value: Any) -> bool:
    return field.type != "day" or (isinstance(value, str) and value[:4].isdigit() and len(value) == len("2027-01-01"))


def _bound(field: Field, value: Any) -> Any:
    return _text(value) if field.type in {"day", "date", "datetime"} else value


def _at_least(value: Any, bound: Any) -> bool:
    return value not in (None, "") and not _below(value, bound)


def _below(value: Any, bound: Any) -> bool:
    if value in (None, ""):
        return False
    if isinstance(value, datetime):
        return value < datetime.fromisoformat(bound)
    return bool((_text(value) if isinstance(bound, str) else value) < bound)


def _in_window(field: Field, name: str, actor: Actor) -> Any:
    first, beyond = window(name, now().astimezone(UTC).date())

    def fits(value: Any) -> bool:
        if value in (None, ""):
            return False
        day = value.astimezone(UTC).date() if isinstance(value, datetime) else value
        text = day if isinstance(day, str) else day.isoformat()
        return (first is None or text >= first.isoformat()) and (beyond is None or text < beyond.isoformat())

    return fits


@pytest.mark.drawn
@pytest.mark.parametrize("noun", HERE)
def test_pages_in_any_order_are_the_whole_list_in_that_order(story: Story, noun: str) -> None:
    entity, actor = ENTITIES[noun], story.world.host
    if not actor.may(entity.needs):
        return
    names = [field.name for field in entity.columns if field.sort]
    all_of_them = {item["id"] for item in everything(actor, entity)}
    orders = [sign + name for name in names for sign in ("", "-")]
    orders += [f"{names[0]},-{names[-1]}"] if len(names) > 1 else []
    for sort in drawn(f"orders of {noun}", orders, MOST_ORDERS):
        found = everything(actor, entity, sort=sort, limit=SMALL_PAGE)
        assert len(found) == len(all_of_them), sort
        assert {item["id"] for item in found} == all_of_them, sort
        _is_ordered([[item[name.removeprefix("-")] for name in sort.split(",")] for item in found], sort.split(","))


def _is_ordered(rows: list[list[Any]], sort: list[str]) -> None:
    for before, after in pairwise(rows):
        for one, next_, name in zip(before, after, sort, strict=True):
            if one == next_:
                continue
            assert one is not None, f"{name}: what has no value stands last"
            if next_ is not None and not isinstance(one, str):
                assert (one > next_) is name.startswith("-"), name
            break


@pytest.mark.drawn
@pytest.mark.parametrize("noun", HERE)
def test_counts_and_sums_are_those_of_the_list_and_what_cannot_be_grouped_is_refused(story: Story, noun: str) -> None:
    entity = ENTITIES[noun]
    for actor in lookers(story, entity):
        items = everything(actor, entity)
        assert ask(actor, f"{noun}.count") == {"count": len(items)}
        for field in entity.columns:
            asked = {"groupBy": field.name}
            if not field.group:
                with pytest.raises(Invalid, match="cannot be counted by"):
                    ask(actor, f"{noun}.count", asked)
                continue
            assert ask(actor, f"{noun}.count", asked)["groups"] == Counter(_group(item[field.name]) for item in items)
        for field in (each for each in entity.columns if each.sum):
            total = ask(actor, f"{noun}.count", {"sum": field.name})
            assert total["count"] == len(items)
            sums = total["sums"].get(field.name, {})
            by_currency = sums if field.currency else {"": sums}
            assert set(by_currency) == {item[field.currency] if field.currency else "" for item in items}
            for code, added in by_currency.items():
                of_it = [item[field.name] or 0 for item in items if not field.currency or item[field.currency] == code]
                assert math.isclose(added, sum(of_it)), field.name


def _group(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


@pytest.mark.drawn
@pytest.mark.parametrize("noun", HERE)
def test_fewer_fields_are_the_same_items_with_fewer_fields(story: Story, noun: str) -> None:
    entity, actor = ENTITIES[noun], story.world.host
    if not actor.may(entity.needs):
        return
    items = everything(actor, entity)
    for names in (("id",), ("version", entity.fields[0].name), entity.names[:9], (*entity.names[:2], *_extra(entity))):
        found = everything(actor, entity, fields=",".join(names), limit=SMALL_PAGE)
        assert found == [{name: item[name] for name in names} for item in items], names
    with pytest.raises(Invalid, match="no field"):
        ask(actor, f"{noun}.list", {"fields": "id,nothingOfTheKind"})


def _extra(entity: Entity) -> tuple[str, ...]:
    return tuple(field.name for field in entity.extra[:1])


def test_mine_is_what_belongs_to_whoever_asks(story: Story) -> None:
    host = story.world.host
    entity = ENTITIES["partner"]
    one = everything(host, entity)[0]
    from twofold.core.operations.runner import run

    run(host, "partner.update", {"ownerUserId": host.person.pk}, on=one["id"])  # type: ignore[union-attr]
    assert [item["id"] for item in everything(host, entity, ownerUserId="me")] == [one["id"]]
    assert everything(story.world.host_member, entity, ownerUserId="me") == []


@pytest.mark.parametrize("noun", LISTED)
def test_a_choice_that_there_is_not_is_refused_beside_its_field_with_those_there_are(story: Story, noun: str) -> None:
    entity, actor = ENTITIES[noun], story.world.host
    for field in entity.filters:
        if field.choices and field.type != "boolean":
            for verb in ("list", "count"):
                with pytest.raises(Invalid) as refused:
                    ask(actor, f"{noun}.{verb}", {field.name: f"{field.values[0]},no_such_thing"})
                assert [each["field"] for each in refused.value.errors] == [field.name]
                assert field.values[0] in refused.value.detail + refused.value.errors[0]["message"]
