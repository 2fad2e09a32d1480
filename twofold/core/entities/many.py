"""Many items at once: all are changed or none, each with its own entry in the log, and all can be undone together."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import QuerySet
from pydantic import Field as Declared
from pydantic import create_model

from twofold.core.errors import Conflict, Invalid, NotFound, Problem, Refused
from twofold.core.models import SpaceRow
from twofold.core.operations.context import OperationContext
from twofold.core.operations.parsing import parse
from twofold.core.operations.progress import counted
from twofold.core.operations.registry import OPERATIONS, Input, LeftOut, ManyResult

from .derive import derive
from .entity import Entity
from .filters import asked_of, filter_inputs, filtered, searched
from .inputs import update_input

MOST = 20_000
GONE = LeftOut("not_found", "No longer there.")


class Chosen(Input):
    """Which items: by their ids, or all that a list narrowed like this would show."""

    ids: list[str] | None = Declared(None, max_length=MOST, description="These items.")
    where: dict[str, Any] | None = Declared(
        None, description="Or all that match, in the words of the list: {status: …}."
    )
    leave_out: bool = Declared(
        False, description="Leave out those it can't be done to and tell which and why, instead of doing nothing."
    )


def register_change_many(entity: Entity) -> None:
    """`POST /partners/change-many` `{ids or where, set}`."""
    of = update_input(entity)
    takes = create_model(f"ChangeMany{of.__name__.removeprefix('Update')}", __base__=Chosen, set=(of, ...))

    def change_many(do: OperationContext, input: Any) -> ManyResult:
        if not input.set.model_fields_set:
            raise Invalid.field("set", "Say what to change.")
        return _each(entity, do, input, "update", input.set)

    doc = f"Change the same fields of many {entity.words[1]}: all of them, none, or those that can be changed."
    derive_many(
        entity, "change_many", "changed many", change_many, takes, doc, f"{{actor}} changed several {entity.words[1]}"
    )


def register_delete_many(entity: Entity) -> None:
    """`POST /partners/delete-many` `{ids or where}`."""

    def delete_many(do: OperationContext, input: Any) -> ManyResult:
        return _each(entity, do, input, "delete", {})

    doc = f"Remove many {entity.words[1]}: all of them, none, or those that can be removed. They can be restored."
    derive_many(
        entity, "delete_many", "deleted many", delete_many, Chosen, doc, f"{{actor}} removed several {entity.words[1]}"
    )


def register_restore_many(entity: Entity) -> None:
    """`POST /partners/restore-many` `{ids or where}`, of deleted ones."""

    def restore_many(do: OperationContext, input: Any) -> ManyResult:
        return _each(entity, do, input, "restore", {}, deleted=True)

    several = entity.words[1]
    doc = f"Bring many removed {several} back: all of them, none, or those that can be brought back."
    derive_many(
        entity, "restore_many", "restored many", restore_many, Chosen, doc, f"{{actor}} restored several {several}"
    )


def also_many(entity: Entity, *verbs: str, **words: str) -> None:
    """Let verbs of the app's own work on many, too: `also_many(TASKS, "finish")` derives `task.finish_many`, which takes
    what `task.finish` takes beside `ids` or `where`. What happened to them is said by the fact of the verb, or by the
    words given for it, with `{}` for what it was done to where that does not come last: `advance="moved {} on"`.
    """
    for verb, past in {**dict.fromkeys(verbs, ""), **words}.items():
        _register_many(entity, verb, past)


def _register_many(entity: Entity, verb: str, past: str) -> None:
    one, several = OPERATIONS[f"{entity.noun}.{verb}"], entity.words[1]
    past = past or one.fact.partition(".")[2].replace("_", " ")
    did = past if "{}" in past else f"{past} {{}}"
    fact = f"{' '.join(past.replace('{}', '').split())} many"
    takes = create_model(f"{one.takes.__name__}Many", __base__=(Chosen, one.takes))

    def on_many(do: OperationContext, input: Any) -> ManyResult:
        sent = {name: getattr(input, name) for name in input.model_fields_set & one.takes.model_fields.keys()}
        return _each(entity, do, input, verb, one.takes.model_construct(_fields_set=set(sent), **sent))

    doc = f"{inspect.cleandoc(one.doc).splitlines()[0]} Of many {several}: all of them, none, or those that it can be done to."
    says = f"{{actor}} {did.format(f'several {several}')}"
    derive_many(entity, f"{verb}_many", fact, on_many, takes, doc, says, one.needs)


def derive_many(
    entity: Entity, verb: str, past: str, body: Any, takes: Any, doc: str, says: str, needs: str = ""
) -> None:
    """An operation that gives what was done to many."""
    derive(entity, verb, past, body, doc=doc, takes=takes, says=says, gives=ManyResult, needs=needs)


def _each(
    entity: Entity, do: OperationContext, chosen: Chosen, verb: str, given: Any, *, deleted: bool = False
) -> ManyResult:
    """Run a verb on every chosen item, or on those it can be done to. Errors: those of the verb, with the item's name
    before the sentence; where none is left, the first. Invalid where none is chosen.
    """
    name = f"{entity.noun}.{verb}"
    return each_of(entity, do, chosen, lambda row: (name, given, row), deleted=deleted)


def each_of(
    entity: Entity,
    do: OperationContext,
    chosen: Chosen,
    asks: Callable[[Any], tuple[str, Any, Any]],
    *,
    deleted: bool = False,
) -> ManyResult:
    """Run what `asks` says of each chosen row: an operation, its input, and the row it is done on, if it is done on one.
    Errors: as a verb on many has them.
    """
    rows = _chosen(entity, do, chosen, deleted=deleted)
    log_in(do, rows)
    left = dict.fromkeys(set(chosen.ids or ()) - {getattr(row, entity.id_path) for row in rows}, GONE)
    chosen_count = len(rows) + len(left)
    for row in counted(rows):
        try:
            if chosen.leave_out:
                do.attempt(*asks(row))
            else:
                do.run(*asks(row), machine=False)
        except Problem as problem:
            if chosen.leave_out and isinstance(problem, (Conflict, Refused)):
                left[getattr(row, entity.id_path)] = LeftOut(problem.title.lower(), problem.detail)
                if len(left) < chosen_count:
                    continue
            problem.detail = f"{row}: {problem.detail} Nothing was changed."
            raise
    done = chosen_count - len(left)
    counts = {"count": done, "leftOut": len(left)} if left else {"count": done}
    do.because(counts)
    result = ManyResult(**counts, changeId=do.id)
    result.left = left
    return result


def log_in(do: OperationContext, rows: list[Any]) -> None:
    """In one's company's own log; a guest, who has none, in that of what they changed. Errors: NotFound for nothing."""
    space = do.actor.company_space_id() or next((row.space_id for row in rows), "")
    if not space:
        raise NotFound
    do.set_log_space(space)


def _chosen(entity: Entity, do: OperationContext, chosen: Chosen, *, deleted: bool) -> list[Any]:
    """The rows, in the order of their ids so that two such changes never wait for each other. Errors: NotFound, Invalid."""
    if (chosen.ids is None) == (chosen.where is None):
        raise Invalid.field("ids", "Say which ones: either by ids, or by where.")
    where_id = entity.id_path
    rows = _reached(entity, do, deleted=deleted).order_by(where_id)
    if chosen.ids is not None:
        ids = set(chosen.ids)
        if not ids:
            raise Invalid.field("ids", "Nothing is selected.")
        found = list(rows.filter(**{f"{where_id}__in": _seen(entity, do, ids, deleted=deleted)}))
        if len(found) != len(ids) and not (found and chosen.leave_out):
            raise NotFound
        return found
    given = _parsed(entity, chosen.where or {})
    matching = filtered(_shown(entity, do, deleted=deleted), do.actor, asked_of(entity, given))
    matching = searched(entity, matching, do.actor, given.q.split())
    found = list(rows.filter(pk__in=matching.order_by().values("pk"))[: MOST + 1])
    if not found:
        raise Invalid.field("where", f"None of the {entity.words[1]} match, so nothing is selected.")
    if len(found) > MOST:
        raise Invalid.field("where", f"More than {MOST:,} {entity.words[1]} match. Narrow it down, or go in steps.")
    return found


def _reached(entity: Entity, do: OperationContext, *, deleted: bool) -> QuerySet[Any]:
    """The rows themselves, without what a list adds to them."""
    if entity.visible and not issubclass(entity.model, SpaceRow):  # people and companies live in no space
        return entity.visible(do.actor)
    rows: QuerySet[Any] = entity.model.rows.visible_to(do.actor, deleted=deleted)  # type: ignore[attr-defined]
    return rows


def _shown(entity: Entity, do: OperationContext, *, deleted: bool) -> QuerySet[Any]:
    """What this actor's list of the entity would show: the items, or the deleted ones."""
    rows = entity.rows(do.actor, deleted=deleted)
    return entity.removed(rows.filter(deleted_at__isnull=False), do.actor) if deleted else rows


def _seen(entity: Entity, do: OperationContext, ids: set[str], *, deleted: bool) -> set[str]:
    """Those of the ids that this actor's list of the entity would show."""
    if not entity.base and not deleted:
        return ids
    shown = _shown(entity, do, deleted=deleted).filter(**{f"{entity.id_path}__in": ids})
    return set(shown.values_list(entity.id_path, flat=True))


def _parsed(entity: Entity, where: dict[str, Any]) -> Any:
    """The filters of `where`. Errors: Invalid, with each field named below `where`."""
    try:
        return parse(_where(entity), where)
    except Invalid as wrong:
        errors = [(f"where.{each['field']}", each["message"]) for each in wrong.errors]
        raise Invalid(wrong.detail, errors) from None


@cache
def _where(entity: Entity) -> type[Input]:
    return create_model(f"Where{entity.noun.title()}", __base__=Input, **filter_inputs(entity))
