"""Declaring an entity: its questions and its derived operations come to be, and the log learns what it may show."""

from __future__ import annotations

from typing import Any

from pydantic import create_model

from twofold.core.actor import Actor
from twofold.core.operations import query
from twofold.core.operations.registry import Input
from twofold.core.oplog.row_changes import FIELD_NAMES
from twofold.core.oplog.row_kinds import VALUE_WORDS, kind_of

from . import lists, totals, verbs
from .bucket import register_take_in
from .entity import ENTITIES, Entity
from .filters import filter_inputs
from .items import get


def entity(found: Entity) -> Entity:
    """Register an entity: the questions `noun.list`, `noun.get`, `noun.count`, and the verbs it derives."""
    ENTITIES[found.noun] = found
    _tell_the_log(found)
    _ask(found)
    verbs.register(found)
    if found.bucket:
        register_take_in(found)
    return found


def _tell_the_log(found: Entity) -> None:
    """The log shows what people write and the state a derived move gives, but for the sealed; a model names only the
    columns that are no such field.
    """
    model: Any = found.model
    moved = found.field(found.moves.field) if found.moves and found.moves.is_derived else None
    fields = (*found.written, *([moved] if moved else []))
    columns = [(found.column_of(field), field.sealed) for field in fields]
    names = {sealed: {column.attname for column, is_sealed in columns if column is not None and is_sealed is sealed} for sealed in (True, False)}  # fmt: skip
    if any(names.values()):
        model.recorded = frozenset(model.recorded | names[False])
        model.sealed = frozenset(model.sealed | names[True])
    for field in found.fields:
        column = found.column_of(field)
        if field.choices and column is not None and column.model is model:
            VALUE_WORDS[kind_of(model), column.attname] = {each.value: each.label for each in field.choices}
    shown = [(found.column_of(field), field.name) for field in found.columns]
    FIELD_NAMES.setdefault(model, {}).update(
        {column.attname: name for column, name in shown if column is not None and column.model is model}
    )


def _ask(found: Entity) -> None:
    filters, title = filter_inputs(found), found.noun.title()
    one = create_model(f"Get{title}", __base__=Input, id=(str, ...))
    many = create_model(f"List{title}", __base__=Input, **filters, **lists.page_inputs(found))
    counted = create_model(f"Count{title}", __base__=Input, **filters, **totals.count_inputs(found))

    def answer_list(actor: Actor, input: Any) -> Any:
        return lists.page(found, actor, input)

    def answer_get(actor: Actor, input: Any) -> Any:
        return get(found, actor, input.id)

    def answer_count(actor: Actor, input: Any) -> Any:
        return totals.count(found, actor, input)

    for verb, body, takes, doc in (
        ("list", answer_list, many, f"The {found.path} this actor sees, a page at a time."),
        ("get", answer_get, one, f"One of the {found.path}."),
        ("count", answer_count, counted, f"How many {found.path} there are, in all or by `groupBy`, with sums."),
    ):
        body.__annotations__["input"] = takes
        body.__doc__ = doc
        query.query(f"{found.noun}.{verb}", needs=found.needs)(body)
