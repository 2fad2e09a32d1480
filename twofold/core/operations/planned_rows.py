"""From a plan to rows of several tables, written all at once: a column is filled by what the plan calls the same, and a
reference by the key that the plan names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from twofold.core.models import SpaceRow
from twofold.core.oplog.bulk_rows import BulkBatch, Columns, kept_columns

from .context import OperationContext

_IN_A_BLOCK = 20


class PlannedRows:
    """The rows of a plan, by their tables: at most one for each of its parts. `common` are columns that all of them have."""

    def __init__(self, do: OperationContext, plan: object, common: Mapping[str, Any]) -> None:
        assert do.actor.company is not None
        self.ids: defaultdict[Any, dict[str, str]] = defaultdict(dict)
        """By model: the id of the row that was made of a part, by the key the plan calls that part by."""
        self._do = do
        self._batch = BulkBatch((), sum(1 for _ in _parts_of(plan)), _IN_A_BLOCK)
        self._made: defaultdict[type[SpaceRow], list[Columns]] = defaultdict(list)
        self._free = iter(self._batch.ids)
        self._common = {"author_id": do.actor.company.pk, **common}

    def add(self, model: type[SpaceRow], planned: object, **columns: Any) -> None:
        """One more row: what the plan says of it, and columns that are called otherwise there."""
        pk = next(self._free)
        self.ids[model][getattr(planned, "key", pk)] = pk
        named = {**columns_named_in(planned, model), **self._references(planned, model)}
        self._made[model].append(kept_columns(model, **{**named, **self._common, **columns, "id": pk}))

    def add_all(self, model: type[SpaceRow], planned: Iterable[object], **columns: Any) -> None:
        """Rows with their place among their kind."""
        for position, each in enumerate(planned):
            self.add(model, each, position=position, **columns)

    def write(self) -> None:
        """Put all of them into their tables."""
        self._batch.models = tuple(self._made)
        self._do.create_many(self._batch, self._made)

    def _references(self, planned: object, model: type[SpaceRow]) -> dict[str, str]:
        """The ids of rows that were added before, where the plan names their keys."""
        there = [each for each in model._meta.fields if each.is_relation and hasattr(planned, each.name)]
        return {each.attname: self.ids[each.related_model][getattr(planned, each.name)] for each in there}


def columns_named_in(planned: object, model: type[SpaceRow]) -> dict[str, Any]:
    """The columns of a table that a plan has an attribute for."""
    names = (each.attname for each in model._meta.concrete_fields)
    return {name: getattr(planned, name) for name in names if hasattr(planned, name)}


def _parts_of(plan: object) -> Iterator[object]:
    """Everything that a plan lists, and what each of those lists."""
    for each in fields(plan) if is_dataclass(plan) else ():
        value = getattr(plan, each.name)
        for part in value if isinstance(value, tuple) else ():
            yield part
            yield from _parts_of(part)
