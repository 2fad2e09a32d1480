"""An entity: a kind of item, declared once. Everything that every kind of item has follows from its declaration."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from pydantic.alias_generators import to_camel

from twofold.core.oplog.row_kinds import kind_of

from .field import Field, shown
from .parts import EVERYBODYS, Bucket, Moves, Own, View

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.models import SpaceRow
    from twofold.core.operations.context import OperationContext

Verb = Literal[
    "create", "update", "delete", "restore", "change_many", "delete_many", "restore_many", "undo", "import",
]  # fmt: skip
VERBS: Final[tuple[Verb, ...]] = (
    "create", "update", "delete", "restore", "change_many", "delete_many", "restore_many", "undo", "import",
)  # fmt: skip
WITHOUT_CREATE: Final[tuple[Verb, ...]] = tuple(verb for verb in VERBS if verb != "create")
"""For what is made by an operation of its own."""
TITLES: Final = ("title", "name")
"""What names an item, where nothing else is said."""
STANDARD: Final = (
    shown("id", filter=True, group=False, column="never", label="Id"),
    shown("version", "integer", column="never"),
    shown("createdAt", "datetime", filter=True, sort=True, label="Added", column="hidden"),
    shown("updatedAt", "datetime", filter=True, sort=True, label="Changed", column="hidden"),
)


def of_own_company(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What the acting company itself wrote."""
    return rows.filter(author_id=actor.company.pk if actor.company else "")


def of_everybody(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What either side wrote: for things that both sides may have a right to restore."""
    return rows


@dataclass(frozen=True, eq=False)
class Entity:
    """A kind of item: its `noun` is its model's name, and `path` its place in addresses, such as `task-lists`, unless told
    otherwise.

    Reading: `needs` is the capability to see it. `base` narrows and annotates the visible rows, `searching` joins what
    only a search needs; `finish` fills the `extra` fields of a whole page at once, for what depends on who looks.
    `trigger_count` is the model that keeps counts of the rows; what it can answer is not counted from them. `removed` says
    which of the deleted rows are still listed.

    Writing: `works` is the capability; without one nobody writes through the derived verbs. `derives` are the verbs
    that come from the declaration, all unless told otherwise. An item is made below a `parent` (in its space) by the
    verb `makes`, or in the acting company's own space; what only that verb takes, it `asks`. `no_import` says why a file of
    items cannot come in, where they are made by a form. `check` looks at the columns about to be written (`row` is None
    for a new one) and may add some; `guard` refuses whoever may not change a row, and `own` says of
    which items it does not; `leaving` and `returning` do what has
    to happen before a row goes or comes back, or refuse it. `creates` is the capability to make one, where it is another.
    Undo takes back what the verbs in `undone` changed, and does the `opposites` of others: `{"resolve": "reopen"}`.

    Showing: `label` and `plural` are the words for it, `title` the field that names an item (`title` or `name`,
    where there is one), `page` the URL name of its
    own page (with `id`, or the parent's id where `page_of` names the field that holds it; several by comma, none for
    a page without an id), `icon` its symbol, `when` the field with its time, by which an agenda puts items in order.
    Whoever searches everything finds what has a title: `subtitle` names the fields that say more about it there,
    `search_title` the ORM paths of its name where no field has it. `told_apart` names those that tell items of one title
    apart where one chooses among them.
    """

    model: type[Model]
    needs: str
    fields: tuple[Field, ...]
    noun: str = ""
    path: str = ""
    works: str = ""
    label: str = ""
    plural: str = ""
    title: str = ""
    page: str = ""
    page_of: str = "id"
    icon: str = "file"
    when: str = ""
    search: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    told_apart: tuple[str, ...] = ()
    search_title: tuple[str, ...] = ()
    sort: str = "-createdAt"
    base: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None
    searching: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None
    extra: tuple[Field, ...] = ()
    finish: Callable[[list[dict[str, Any]], Actor], None] | None = None
    visible: Callable[[Actor], QuerySet[Any]] | None = None
    standard: tuple[Field, ...] = STANDARD
    trigger_count: Any = None
    removed: Callable[[QuerySet[Any], Actor], QuerySet[Any]] = of_own_company
    derives: tuple[Verb, ...] | None = None
    parent: type[SpaceRow] | None = None
    parent_field: str = ""
    makes: str = "create"
    asks: tuple[Field, ...] = ()
    no_import: str = ""
    check: Callable[[OperationContext, Any, dict[str, Any]], dict[str, Any]] | None = None
    guard: Callable[[OperationContext, Any], None] | None = None
    own: Own = EVERYBODYS
    leaving: Callable[[OperationContext, Any], None] | None = None
    returning: Callable[[OperationContext, Any], None] | None = None
    creates: str = ""
    undone: tuple[str, ...] = ()
    opposites: Mapping[str, str] = field(default_factory=dict)
    moves: Moves | None = None
    views: tuple[View, ...] = ()
    bucket: Bucket | None = None

    def __post_init__(self) -> None:
        """Fill in what follows from the model and from the parent."""
        noun, names = self.noun or kind_of(self.model), {each.name for each in self.fields}  # type: ignore[arg-type]
        follows = {
            "noun": noun,
            "path": f"{noun.replace('_', '-')}s",
            "title": next((name for name in TITLES if name in names), ""),
            "parent_field": self.parent.__name__.lower() if self.parent else "",
        }
        for name, value in follows.items():
            object.__setattr__(self, name, getattr(self, name) or value)
        for name in ("standard", "fields"):
            object.__setattr__(self, name, tuple(map(self._as_stored, getattr(self, name))))
        if self.moves and self.moves.at:
            over, back = self.moves.verbs
            state = next(each for each in self.fields if each.name == self.moves.field)
            steps: dict[str, tuple[str, ...]] = {value: (back if value == over else over,) for value in state.values}
            object.__setattr__(self, "moves", dataclasses.replace(self.moves, steps=steps))

    def _as_stored(self, field: Field) -> Field:
        """A field with what its column says of it, its own table's or another's. One that is called like a reference says
        what that is called.
        """
        column: Any = self.column_of(field)
        if column is not None and column.is_relation and field.path == column.name:
            names = {each.name for each in column.related_model._meta.fields}
            called = next(name for name in TITLES if name in names)
            return dataclasses.replace(field, source=f"{field.path}__{called}")
        for step in field.path.split("__") if "__" in field.path else ():
            model = column.related_model if column is not None else self.model
            column = next((each for each in model._meta.fields if step in (each.name, each.attname)), None)
            if column is None:
                break
        return field if column is None else field.of_column(column)

    @cached_property
    def words(self) -> tuple[str, str]:
        """What people call one of it, and several."""
        one = self.label or self.noun.replace("_", " ")
        return one, self.plural or f"{one}s"

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """All fields that come from the rows."""
        return self.standard + self.fields

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields' names on the API, in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The names of the fields that are null where their text is empty."""
        return tuple(column.name for column in self.columns if column.blank_is_null)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Where the fields come from, in the same order."""
        return tuple(column.path for column in self.columns)

    @cached_property
    def filters(self) -> tuple[Field, ...]:
        """The fields one can narrow by."""
        return tuple(column for column in (*self.columns, *self.extra) if column.filter)

    @cached_property
    def groups(self) -> tuple[Field, ...]:
        """The fields by whose values items are counted."""
        return tuple(column for column in (*self.columns, *self.extra) if column.group)

    @cached_property
    def calculated(self) -> tuple[Field, ...]:
        """The fields that are worked out from an item, where somebody asks for them by name."""
        return tuple(column for column in self.extra if column.calculate)

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The ORM paths that a search looks into."""
        return (*(column.path for column in self.fields if column.search), *self.search)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The ORM paths of what names an item; the first that is filled does."""
        named = self.field(self.title)
        return self.search_title or ((named.path,) if named else ())

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of the fields whose values stand in the address of an item's page, in order."""
        return tuple(filter(None, self.page_of.split(",")))

    @cached_property
    def parent_name(self) -> str:
        """The field that names what an item belongs to; empty where it belongs to nothing else."""
        return f"{to_camel(self.parent_field)}Id" if self.parent_field else ""

    @cached_property
    def written(self) -> tuple[Field, ...]:
        """The fields that people write."""
        return tuple(column for column in self.fields if column.write != "never")

    @cached_property
    def id_path(self) -> str:
        """Where the public id is."""
        return self.columns[0].path

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """The verbs that come from the declaration."""
        return (VERBS if self.derives is None else self.derives) if self.works else ()

    def mover(self, to: str = "") -> str:
        """The operation that moves an item to a state: its own, that state's own, or the derived one; empty without."""
        if self.moves is None:
            return ""
        verb = self.moves.verbs.get(to, "")
        return f"{self.noun}.{verb}" if verb else self.moves.operation or f"{self.noun}.move"

    @cached_property
    def reverted(self) -> frozenset[str]:
        """The operations of which undo gives an item back what it held."""
        verbs = ("update", "revert", *self.undone)
        moved = {self.mover()} if self.moves and not self.moves.verbs else set()
        return frozenset(verb if "." in verb else f"{self.noun}.{verb}" for verb in verbs) | moved

    def undoes(self, operation: str) -> bool:
        """Whether undo knows how to take this operation back."""
        return operation in self.reverted or operation.partition(".")[2] in self.opposites

    def field(self, name: str) -> Field | None:
        """A field by its name on the API, calculated ones too."""
        return self._by_name.get(name)

    def named(self, *names: str) -> tuple[Field, ...]:
        """Fields by their names on the API. Errors: KeyError."""
        return tuple(self._by_name[name] for name in names)

    def column_of(self, field: Field) -> Any:
        """The model's own column behind a field, where it has one."""
        for name in (field.path, field.path.removesuffix("_id")):
            try:
                return self.model._meta.get_field(name)
            except FieldDoesNotExist:
                continue
        return None

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {each.name: each for each in (*self.columns, *self.extra)}

    def rows(self, actor: Actor, *, deleted: bool = False) -> QuerySet[Any]:
        """The rows this actor sees, narrowed and annotated."""
        found = self.visible(actor) if self.visible else self.model.rows.visible_to(actor, deleted=deleted)  # type: ignore[attr-defined]
        return self.base(found, actor) if self.base else found


def a_one(entity: Entity) -> str:
    """One of it with its article: “an asset”."""
    one = entity.words[0]
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


ENTITIES: dict[str, Entity] = {}
"""By noun."""
