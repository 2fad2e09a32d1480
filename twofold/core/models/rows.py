"""Rows that live in a space, and managers that refuse to read them without saying whose."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, Literal, Protocol, Self, TypeVar

from django.db import models

from twofold.core.ids import new_id

M = TypeVar("M", bound="models.Model")
_Set = TypeVar("_Set")
_Get = TypeVar("_Get")


class Viewer(Protocol):
    """Whoever rows are read for: all that the rule of who sees what may know of them."""

    def space_ids(self, *, closed: bool = True) -> list[str]:
        """The spaces they are in, the closed ones among them or not."""


class IdField(models.CharField[str, str]):
    """A public id: a 21-character nanoid."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 21)
        kwargs.setdefault("default", new_id)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class Reference(models.ForeignKey[_Set, _Get]):
    """Another row. It cannot go while it is referred to, and is not asked for what refers to it unless `related_name` names
    that. In migrations it is Django's own field.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        """As a plain foreign key."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class UnscopedQuery(RuntimeError):
    """Code read rows of a space without saying who is looking: a mistake in the code, never an input error."""


def reaches_closed(model: type[models.Model], *, deleted: bool) -> bool:
    """Whether rows of a closed space are seen: of the log always, of what may open the space again when it is looked
    for among the deleted.
    """
    reached = getattr(model, "reached_when_closed", "never")
    return reached == "always" or (reached == "deleted" and deleted)


class ScopedQuerySet(models.QuerySet[M]):
    """A query that only runs once it has been scoped."""

    _scoped: bool = False

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone  # type: ignore[no-any-return]

    def _as_scoped(self) -> Self:
        clone = self._clone()
        clone._scoped = True
        return clone

    def visible_to(self, actor: Viewer, *, deleted: bool = False) -> Self:
        """The rows in the open spaces this actor is in: the whole rule of who sees what."""
        spaces = actor.space_ids(closed=reaches_closed(self.model, deleted=deleted))
        seen = self.filter(space_id=spaces[0]) if len(spaces) == 1 else self.filter(space_id__in=spaces)
        return (seen if deleted else seen._living())._as_scoped()

    def within(self, *spaces: "str | models.Model | Iterable[str]") -> Self:
        """The living rows of spaces that were already reached through `visible_to`."""
        ids = [space if isinstance(space, str) else space.pk for space in spaces]  # type: ignore[union-attr]
        where = {"space_id": ids[0]} if len(ids) == 1 else {"space_id__in": ids}
        return self.filter(**where)._living()._as_scoped()

    def everywhere(self, *, because: str) -> Self:
        """Every row, for the few readers that serve nobody's eyes: worker, doctor, dump. The reason is obligatory."""
        if not because:
            raise UnscopedQuery("say why every row is read")
        return self._as_scoped()

    def _living(self) -> Self:
        """Without the deleted ones; the log's rows are never deleted."""
        soft = issubclass(self.model, SpaceRow)
        return self.filter(deleted_at__isnull=True) if soft else self._clone()

    def _must_be_scoped(self) -> None:
        if not self._scoped:
            raise UnscopedQuery(f"{self.model.__name__} rows were read without visible_to(), within() or everywhere()")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._must_be_scoped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().count()

    def exists(self) -> bool:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, scoped."""
        self._must_be_scoped()
        return super().delete()


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The only manager of a row that lives in a space."""


class SystemRow(models.Model):
    """A row of no space: a company, a person, who is where.

    `core/spaces/system_rows.py` alone writes them, and lets the log know each as it left it. `unlogged` names the fields that go
    on changing without an operation: `doctor` holds all others against the log.
    """

    recorded: ClassVar[frozenset[str]] = frozenset()
    unlogged: ClassVar[frozenset[str]] = frozenset()
    kept_for: ClassVar[timedelta | None] = None

    rows: ClassVar[Any]

    class Meta:
        abstract = True


class SpaceRow(models.Model):
    """A row of exactly one space, written by one company, with an optimistic version and a soft delete.

    The log shows in the clear what nobody can write a sentence into (references, numbers, moments, yes or no), and of texts
    and JSON those that `recorded` names; every other field is recorded as changed, by keyed hash (design.md, oplog). A
    test demands that each text is named in `recorded` or in `sealed`; what is `sealed` is never shown. `unlogged` names those of them that go on changing without an
    operation (a counter of attempts, when a token was last used): `doctor` holds all others against the log. A row
    that the worker removes some time after its last entry in the log says how long it is `kept_for` (core/jobs/purge.py).
    Rows that are `removed_together` go without an entry of their own, all that were written in bulk at once or none.
    """

    id = IdField(primary_key=True)
    space = models.ForeignKey("core.Space", models.PROTECT, related_name="+")
    author = models.ForeignKey("core.Company", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    recorded: ClassVar[frozenset[str]] = frozenset()
    sealed: ClassVar[frozenset[str]] = frozenset()
    unlogged: ClassVar[frozenset[str]] = frozenset()
    kept_for: ClassVar[timedelta | None] = None
    append_only: ClassVar[bool] = False
    removed_together: ClassVar[bool] = False
    reached_when_closed: ClassVar[Literal["never", "deleted", "always"]] = "never"

    rows: ClassVar[Any] = ScopedManager()

    class Meta:
        abstract = True
        default_manager_name = "rows"

    def __str__(self) -> str:
        """What it is called: its title or name, where the model says nothing else."""
        return self._title_or_name() or super().__str__()

    def in_a_sentence(self) -> str:
        """A title or name in quotes; what the model says instead, like “lead 12” or a company's name, as it is."""
        return f"“{self}”" if str(self) == self._title_or_name() else str(self)

    def _title_or_name(self) -> str:
        return str(getattr(self, "title", "") or getattr(self, "name", ""))


LIVING = models.Q(deleted_at__isnull=True)


def once(*columns: str, name: str, among: models.Q | None = None) -> models.UniqueConstraint:
    """What there may be only once in a table: by these columns, `among` the rows that a condition keeps, such as `LIVING`."""
    return models.UniqueConstraint(fields=columns, name=name, condition=among)


LoggedRow = SpaceRow | SystemRow
"""What the log knows, row by row."""

ROW_FIELDS = frozenset({"id", "space_id", "author_id", "version", "created_at", "updated_at", "deleted_at"})
