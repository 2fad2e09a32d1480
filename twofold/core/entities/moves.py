"""The state machine of an entity: why an item may not go from one state to another, and the move that needs no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.db.models import Case, Value, When
from pydantic import create_model

from twofold.core.clock import now as moment_now
from twofold.core.errors import Conflict
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, past

from .derive import derive
from .entity import Entity, a_one
from .field import Choice
from .inputs import blank_of, input_of, title_of
from .many import also_many


def register_move(entity: Entity) -> None:
    """Register `<noun>.move`, which takes a step that the declaration has, where no operation of the app's own does."""
    moves = entity.moves
    assert moves is not None
    field = entity.field(moves.field)
    assert field is not None
    assert not moves.answers, "what a move asks for is taken by an operation of its own"

    def move(do: OperationContext, row: Any, input: Any) -> Any:
        if entity.guard:
            entity.guard(do, row)
        now, to = getattr(row, field.path), getattr(input, field.snake)
        wrong = why_not(entity, now, to)
        if wrong:
            raise Conflict(wrong, legal=list(moves.steps.get(now, ())))
        return do.change(row, **{field.path: to})

    takes = create_model(
        f"Move{title_of(entity)}",
        __base__=Input,
        __doc__=f"The next state of {a_one(entity)}.",
        **{field.snake: (Literal[field.values], ...)},  # type: ignore[call-overload]
    )
    says = f"{{actor}} moved {{target}} to {{{field.path}}}"
    derive(
        entity,
        "move",
        "moved",
        move,
        doc=f"Move {a_one(entity)} to its next state.",
        takes=takes,
        says=says,
        on=entity.model,
    )


def register_over(entity: Entity) -> None:
    """Register the two verbs by which an item is over since a moment, and is not any more; on many at once, too."""
    moves = entity.moves
    assert moves is not None
    (over, close), (back, reopen) = moves.verbs.items()
    labels = {each.value: each.label.lower() for each in states_of(entity)}
    one = entity.words[0]

    def check(do: OperationContext, row: Any, *, wanted: str) -> None:
        if moves.guard:
            moves.guard(do, row)
        if (getattr(row, moves.at) is not None) is (wanted == over):
            raise Conflict(f"This {one} is already {labels[wanted]}.")

    def end(do: OperationContext, row: Any, input: Any) -> Any:
        check(do, row, wanted=over)
        told = {field.path: getattr(input, field.snake) for field in moves.answers}
        return do.change(row, **{moves.at: do.now, moves.by: do.actor.person, **told})

    def begin_again(do: OperationContext, row: Any, input: Nothing) -> Any:
        check(do, row, wanted=back)
        blank = {field.path: blank_of(entity, field) for field in moves.answers}
        return do.change(row, **{moves.at: None, moves.by: None, **blank})

    def register(verb: str, body: Callable[..., Any], takes: type[Input], state: str) -> None:
        refused = ", Refused for what is not up to you" if moves.guard else ""
        doc = f"Say that {a_one(entity)} is {state}. Errors: Conflict when it is already{refused}."
        says = f"{{actor}} {past(verb)} {{target}}"
        derive(entity, verb, past(verb), body, doc=doc, takes=takes, says=says, on=entity.model)

    name, words = f"{close.title()}{title_of(entity)}", f"How {a_one(entity)} came to be {labels[over]}."
    takes = input_of(name, entity, moves.answers, words) if moves.answers else Nothing
    register(close, end, takes, labels[over])
    register(reopen, begin_again, Nothing, f"{labels[back]} again")
    also_many(entity, close, reopen)


def state_since(at: str, over: str, otherwise: str, *, late: str = "", due: str = "") -> Case:
    """For `base`: the state of items that are `over` since the moment in the column `at`; else, where that is said, `late`
    from what is `due` on.
    """
    whens = [When(**{f"{at}__isnull": False}, then=Value(over))]
    whens += [When(**{f"{due}__lte": moment_now()}, then=Value(late))] if late else []
    return Case(*whens, default=Value(otherwise))


def states_of(entity: Entity) -> tuple[Choice, ...]:
    """The states of the entity, in the order of its board."""
    field = entity.field(entity.moves.field) if entity.moves else None
    return field.choices if field else ()


def why_not(entity: Entity, now: str, to: str) -> str:
    """Why an item may not go from one state to another at once; an empty text where it may."""
    assert entity.moves is not None
    one, labels = entity.words[0], {each.value: each.label for each in states_of(entity)}
    if to in entity.moves.steps.get(now, ()):
        return ""
    first = _between(entity, now, to) or _first_step(entity.moves.steps, now, to)
    if to == now:
        return f"This {one} is {labels.get(now, now)} already."
    if not first:
        return f"This {one} is {labels.get(now, now)} and can't move to {labels.get(to, to)}."
    return f"Move this {one} to {labels[first]} first."


def _between(entity: Entity, now: str, to: str) -> str:
    """The possible step that lies on the board between two states, and nearest to the second; empty without one."""
    assert entity.moves is not None
    order = [each.value for each in states_of(entity)]
    if now not in order or to not in order:
        return ""
    at, goal = order.index(now), order.index(to)
    way = order[goal - 1 : at : -1] if at < goal else order[goal + 1 : at]
    return next((each for each in way if each in entity.moves.steps.get(now, ())), "")


def _first_step(steps: dict[str, tuple[str, ...]], now: str, to: str) -> str:
    """Where the shortest way between two states begins; empty where there is none."""
    ways = [(each, each) for each in steps.get(now, ())]
    seen = {now, *(each for each, _ in ways)}
    for here, first in ways:  # grows while it is walked
        if here == to:
            return first
        ways += [(each, first) for each in steps.get(here, ()) if each not in seen]
        seen.update(steps.get(here, ()))
    return ""
