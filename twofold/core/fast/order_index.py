"""Pages of long lists: which orders an index gives, and which index a question may enter by.

A page in an order that an index gives ends after fifty rows. In any other order all rows that match are looked at: then
the ids are found first, by themselves, so that a database sorts those and reads fifty rows instead of all of them.

SQLite keeps no picture of what a column holds. It takes the index of a bound (revenue from 250,000) for the narrow way,
reads half of the table by it, and sorts what it read; in the order's index the page would have ended long before. So a
bound on another column than the order's is written in a way that enters no index. PostgreSQL knows what columns hold
and decides by itself.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django.db.models import Field, Model, QuerySet, Transform, UniqueConstraint
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, IsNull, Lookup
from django.db.models.sql.where import AND, WhereNode

if TYPE_CHECKING:
    from twofold.core.entities.order import Order

UNINDEXED = "unindexed"


@Field.register_lookup
class Unindexed(Transform):
    """The same value, by which no index is entered: `revenue__unindexed__gte`."""

    lookup_name = UNINDEXED

    @property
    def output_field(self) -> Any:
        """That of the value."""
        return self.lhs.output_field

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        """The value as it is."""
        return compiler.compile(self.lhs)

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:
        """A plus before a column keeps SQLite from using its indexes."""
        sql, parameters = compiler.compile(self.lhs)
        return f"+{sql}", parameters


def by_ids(visible: QuerySet[Any], page: QuerySet[Any]) -> QuerySet[Any]:
    """Of the visible rows those of a page, read by their ids."""
    return aside(visible).filter(pk__in=page.values("pk"))


def aside(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows. What narrowed them so far enters no index: what comes now leads the way."""
    rows = rows.all()
    rows.query.where = _aside(rows.query.where)
    return rows


def _aside(condition: Any) -> Any:
    if isinstance(condition, WhereNode):
        return WhereNode([_aside(each) for each in condition.children], condition.connector, condition.negated)
    if isinstance(condition, Lookup):
        condition = copy(condition)
        condition.lhs = Unindexed(condition.lhs)
    return condition


def ids_first(rows: QuerySet[Any], order: Order) -> bool:
    """Whether the ids of a page are to be found by themselves: columns say its order, and no index has it. A value that
    is calculated is calculated where it is read, and nowhere else.
    """
    calculated = any(field.path.partition("__")[0] in rows.query.annotations for field, _ in order.by)
    return not calculated and not gives_order(rows, order)


def gives_order(rows: QuerySet[Any], order: Order) -> bool:
    """Whether an index has these rows in this order, behind columns of which they have one value each."""
    fixed = _fixed(rows.query.where, rows.query.get_initial_alias())
    wanted = [(_name(field.path), down) for field, down in order.by]
    flipped = [(name, not down) for name, down in wanted]
    indexes = [index.fields_orders for index in rows.model._meta.indexes]
    indexes += [[(name, "") for name in each.fields] for each in _unique(rows.model)]
    return any(_behind(fixed, fields)[: len(wanted)] in (wanted, flipped) for fields in indexes)


def _unique(model: type[Model]) -> list[UniqueConstraint]:
    return [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]


def _fixed(condition: WhereNode, table: str | None) -> set[str]:
    """The columns of a table that a condition leaves one value of."""
    if condition.negated or (condition.connector != AND and len(condition.children) > 1):
        return set()
    found: set[str] = set()
    for each in condition.children:
        if isinstance(each, WhereNode):
            found |= _fixed(each, table)
        elif (isinstance(each, Exact) or (isinstance(each, IsNull) and each.rhs)) and isinstance(each.lhs, Col):
            found |= {each.lhs.target.name} if each.lhs.alias == table else set()
    return found


def _behind(fixed: set[str], fields: Any) -> list[tuple[str, bool]]:
    """An index's columns behind those that are fixed, each with whether it goes down."""
    told = [(name, sign == "DESC") for name, sign in fields]
    while told and told[0][0] in fixed:
        told.pop(0)
    return told


def _name(path: str) -> str:
    return path.removesuffix("_id")
