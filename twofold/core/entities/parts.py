"""What an entity's declaration is made of beside its fields: ways to look at items, who may change them, their states, the
bucket.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from .field import Field

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.operations.context import OperationContext


@dataclass(frozen=True)
class View:
    """A way to look at the items that is shipped with the entity: columns, filters by field name, order, grouping.
    `empty` is the sentence where nothing is found by it, and all is well.
    """

    key: str
    label: str
    columns: tuple[str, ...] = ()
    filter: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    group: str = ""
    layout: Literal["table", "board", "agenda"] = "table"
    empty: str = ""


@dataclass(frozen=True)
class Own:
    """Which of the items one sees are one's own to change, where not all are: `may_change` says it of an item with the
    fields that it `reads`. Pages offer nothing else; what refuses the others is the entity's `guard`.
    """

    reads: tuple[str, ...] = ()
    may_change: Callable[[Mapping[str, Any], Actor], bool] = lambda item, actor: True  # noqa: ARG005


EVERYBODYS: Final = Own()
"""Whoever may change items may change each."""


@dataclass(frozen=True)
class Moves:
    """The state machine of an entity: the field that says the state, and which states may follow which.

    `operation` is the one that moves; without it `<noun>.move` is derived. An operation of its own may need more than
    the state: which of its inputs a move from an item to a state still `asks` for. `answers` are those that are no
    fields of the item. Where each state is entered by a verb of its own, `verbs` names it: `{"done": "finish"}`. `own`
    says which items one may move, where those are not the ones one may change.

    Where an item is over since a moment, `at` is the column that keeps it, and `by` that of the person who said so. Then
    `verbs` names two, first the one by which it is over, with the `answers` it takes, then the one that takes that back;
    both are derived, `guard` refuses whoever may not, and `steps` follow: from any other state to the first, and from
    there to the second.
    """

    field: str
    steps: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    operation: str = ""
    asks: Callable[[dict[str, Any], str], tuple[str, ...]] = lambda item, to: ()  # noqa: ARG005
    answers: tuple[Field, ...] = ()
    verbs: Mapping[str, str] = dataclasses.field(default_factory=dict)
    own: Own | None = None
    at: str = ""
    by: str = ""
    guard: Callable[[OperationContext, Any], None] | None = None

    @property
    def is_derived(self) -> bool:
        """Whether `<noun>.move` comes from the declaration."""
        return not self.operation and not self.verbs


@dataclass(frozen=True)
class Bucket:
    """How items leave in a bucket and come in again: the model's name, when its turn is, and what columns an item
    comes to have (`place`, which refuses references that lead nowhere). `fill` adds to exported items what a list of
    them does not show.
    """

    name: str
    order: int = 0
    place: Callable[[OperationContext, dict[str, Any]], dict[str, Any]] | None = None
    fill: Callable[[Actor, list[dict[str, Any]]], None] | None = None
