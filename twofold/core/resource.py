"""Resources: which fields of which rows an audience gets, and what they can be filtered and sorted by.

One `Resource` gives the queries `noun.list`, `noun.get` and `noun.count`, and with them the REST routes,
the command line and the tables of the pages. A field that is not listed here never leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from django.db.models import Model, QuerySet
from pydantic import create_model
from pydantic.alias_generators import to_snake

from . import listing, usual
from .actor import Actor
from .errors import NotFound
from .json_text import as_json
from .models import SpaceRow
from .operations import query
from .operations.registry import Input

Type = Literal["string", "integer", "number", "boolean", "datetime", "date", "object", "array"]


@dataclass(frozen=True)
class Field:
    """One column: its name on the API, where it comes from, and what one may do with it.

    With `blank_is_null` an empty text of the table is null outside: there is none, where "" would be one.
    """

    name: str
    type: Type = "string"
    source: str = ""
    filter: bool = False
    sort: bool = False
    doc: str = ""
    blank_is_null: bool = False

    @cached_property
    def snake(self) -> str:
        """The name as inputs spell it in Python."""
        return to_snake(self.name)

    @cached_property
    def path(self) -> str:
        """The ORM path or annotation it is read from."""
        return self.source or self.snake


STANDARD = (
    Field("id", filter=True),
    Field("version", "integer"),
    Field("createdAt", "datetime", filter=True, sort=True),
    Field("updatedAt", "datetime", filter=True, sort=True),
)


def of_own_company(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What the acting company itself wrote."""
    return rows.filter(author_id=actor.company.pk if actor.company else "")


def of_everybody(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What either side wrote: for things that both sides may have a right to restore."""
    return rows


@dataclass(frozen=True)
class Resource:
    """A kind of item. `base` narrows and annotates the visible rows, `searching` joins what only a search needs;
    `finish` fills the `extra` fields of a whole page at once, for what depends on who looks. `trigger_count` is the model that
    keeps counts of the rows (core/fast/trigger_counts.py); what it can answer is not counted from them. `base_takes` says what of
    whoever looks `base` needs, beside the spaces: with it, if only as `()`, the question is built once and kept. A base
    that asks for the time cannot have it. `removed` says which of the deleted rows are still listed for whom: unless
    told otherwise, what one's own company wrote.
    """

    noun: str
    path: str
    model: type[Model]
    needs: str
    fields: tuple[Field, ...]
    search: tuple[str, ...] = ()
    sort: str = "-createdAt"
    base: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None
    searching: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None
    extra: tuple[Field, ...] = ()
    finish: Callable[[list[dict[str, Any]], Actor], None] | None = None
    visible: Callable[[Actor], QuerySet[Any]] | None = None
    standard: tuple[Field, ...] = STANDARD
    trigger_count: Any = None
    base_takes: tuple[Literal["company_space", "company"], ...] | None = None
    removed: Callable[[QuerySet[Any], Actor], QuerySet[Any]] = of_own_company

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """All columns that come from the rows."""
        return self.standard + self.fields

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names on the API, in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The names of the columns that are null where their text is empty."""
        return tuple(column.name for column in self.columns if column.blank_is_null)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Where the columns come from, in the same order."""
        return tuple(column.path for column in self.columns)

    @cached_property
    def filters(self) -> tuple[Field, ...]:
        """The columns one can narrow by."""
        return tuple(column for column in self.columns if column.filter)

    @cached_property
    def id_path(self) -> str:
        """Where the public id is."""
        return self.columns[0].path

    def rows(self, actor: Actor, *, deleted: bool = False) -> QuerySet[Any]:
        """The rows this actor sees, narrowed and annotated."""
        found = self.visible(actor) if self.visible else self.model.rows.visible_to(actor, deleted=deleted)  # type: ignore[attr-defined]
        return self.base(found, actor) if self.base else found


RESOURCES: dict[str, Resource] = {}
_BY_MODEL: dict[type[Model], list[Resource]] = {}


def resource(found: Resource) -> Resource:
    """Register a resource and the three questions about it."""
    RESOURCES[found.noun] = found
    _BY_MODEL.setdefault(found.model, []).append(found)
    filters = listing.filter_fields(found)
    one = create_model(f"Get{found.noun.title()}", __base__=Input, id=(str, ...))
    many = create_model(f"List{found.noun.title()}", __base__=Input, **filters, **listing.page_fields(found))
    counted = create_model(f"Count{found.noun.title()}", __base__=Input, **filters, group_by=(str, ""))

    def answer_list(actor: Actor, input: Any) -> Any:
        return listing.page(found, actor, input)

    def answer_get(actor: Actor, input: Any) -> Any:
        return get(found, actor, input.id)

    def answer_count(actor: Actor, input: Any) -> Any:
        return listing.count(found, actor, input)

    for verb, body, takes, doc in (
        ("list", answer_list, many, f"The {found.path} this actor sees, a page at a time."),
        ("get", answer_get, one, f"One of the {found.path}."),
        ("count", answer_count, counted, f"How many {found.path} there are, in all or by `groupBy`."),
    ):
        body.__annotations__["input"] = takes
        body.__doc__ = doc
        query.query(f"{found.noun}.{verb}", needs=found.needs)(body)
    return found


def get(found: Resource, actor: Actor, id: str) -> dict[str, Any]:
    """One item by id, as this actor sees it. Errors: NotFound."""
    item = _one(found, actor, id)
    if item is None:
        raise NotFound
    return item


def _one(found: Resource, actor: Actor, id: str, *, deleted: bool = False) -> dict[str, Any] | None:
    rows: Iterable[tuple[Any, ...]] | None = None if deleted else usual.one(found, actor, id)
    if rows is None:
        rows = found.rows(actor, deleted=deleted).filter(**{found.id_path: id})[:1].values_list(*found.paths)
    return next(iter(listing.items(found, actor, rows)), None)


def resource_of(row: Model) -> Resource | None:
    """The resource that shows a row: of several for one table, the one whose `base` keeps it comes from its noun."""
    found = _BY_MODEL.get(type(row), [])
    wanted = getattr(row, "kind", None)
    return next((each for each in found if each.noun == wanted), found[0] if found else None)


def present(actor: Actor, result: Any) -> Any:
    """An operation's result as JSON: a row becomes its item as the actor sees it; a dict stays a dict."""
    if isinstance(result, SpaceRow):
        shown = resource_of(result)
        if shown is None:
            return {"id": result.pk, "version": result.version}
        item = _one(shown, actor, result.pk, deleted=result.deleted_at is not None)
        return as_json(item) if item else {"id": result.pk}
    return as_json(result if result is not None else {})
