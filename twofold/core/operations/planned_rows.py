"""From a plan to rows of several tables, written all at once: a column is filled by what the plan calls the same."""

from collections.abc import Mapping
from typing import Any

from twofold.core.models import SpaceRow
from twofold.core.oplog.bulk_rows import BulkBatch, Columns, kept_columns

from .context import OperationContext

_IN_A_BLOCK = 20


class PlannedRows:
    """The rows of a plan, by their tables; `size` is how many they are, `common` are columns that all of them have."""

    def __init__(
        self, do: OperationContext, models: tuple[type[SpaceRow], ...], size: int, common: Mapping[str, Any]
    ) -> None:
        assert do.actor.company is not None
        self._do = do
        self._batch = BulkBatch(models, size, _IN_A_BLOCK)
        self._made: dict[type[SpaceRow], list[Columns]] = {model: [] for model in models}
        self._ids = iter(self._batch.ids)
        self._common = {"author_id": do.actor.company.pk, **common}

    def add(self, model: type[SpaceRow], planned: object, position: int | None = None, **columns: Any) -> str:
        """One more row: what the plan says of it, its place among its kind, and columns that are called otherwise there or
        refer to other rows. Gives its id.
        """
        pk = next(self._ids)
        if position is not None:
            columns["position"] = position
        named = columns_named_in(planned, model)
        self._made[model].append(kept_columns(model, **{**named, **self._common, **columns, "id": pk}))
        return pk

    def write(self) -> None:
        """Put all of them into their tables."""
        self._do.create_many(self._batch, self._made)


def columns_named_in(planned: object, model: type[SpaceRow]) -> dict[str, Any]:
    """The columns of a table that a plan has an attribute for."""
    names = (each.attname for each in model._meta.concrete_fields)
    return {name: getattr(planned, name) for name in names if hasattr(planned, name)}
