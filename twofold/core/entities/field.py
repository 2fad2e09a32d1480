"""One field of an entity: what it is called, what fits into it, who writes it, and what one may do with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from django.db import models
from pydantic.alias_generators import to_snake

from twofold.rules.money import CURRENCIES

if TYPE_CHECKING:
    from twofold.core.actor import Actor

Type = Literal[
    "string", "text", "email", "url", "day", "integer", "number", "boolean", "date", "datetime", "object", "array"
]
"""`text` has several lines. A `day` is a text, as the founding document keeps dates: ISO where it is one."""

TEXTS: Final = frozenset({"string", "text", "email", "url", "day"})
NUMBERS: Final = frozenset({"integer", "number"})
TIMES: Final = frozenset({"date", "datetime", "day"})
RANGED: Final = NUMBERS | TIMES
_STORED: Final[tuple[tuple[type[models.Field[Any, Any]], Type], ...]] = (
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.BooleanField, "boolean"),
    (models.IntegerField, "integer"),
    (models.FloatField, "number"),
    (models.DecimalField, "number"),
)
_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SHORT: Final = frozenset({"string", "email", "day"})


@dataclass(frozen=True)
class Choice:
    """One value that a field may have: the word people read, the tone of its badge, what it means, and the heading it
    stands under where many are chosen from.
    """

    value: str
    label: str
    tone: str = "neutral"
    help: str = ""
    group: str = ""


@dataclass(frozen=True)
class InSql:
    """What an `extra` field is in SQL for whoever looks, so that a list can be narrowed and counted by it.

    `expression` is made of the columns that `reads` names; with those alone, kept counts can answer. What depends on the
    time is `timed`: how many there are is counted anew each time.
    """

    expression: Callable[[Actor], Any]
    reads: tuple[str, ...]
    timed: bool = False


@dataclass(frozen=True, eq=False)
class Field:
    """A field that people write, unless `write` says otherwise (`shown` makes one that is only read).

    What its column in the table says already need not be said again: the type, unless it is a text or an array of
    references, the default, and whether it is `required`, which is what may not be null nor blank and has no default.

    `least` and `most` are bounds of a number, `most` the longest text or list. `to` names the entity whose id this is
    (of an array, whose ids they are), `many` is then the heading under which that entity's page lists these items.
    `currency` names the field that holds the ISO 4217 code of an amount. A `sealed` field's value never stands in the log. `source` is the ORM path or
    annotation it is read from, where that is not its own name. `check` gives the sentence for a text that cannot be
    taken, and an empty one for any other. `sort_by` names the field whose values put these in order: a stage by its place
    and not by its id. `when`, as `role=guest`, is the other field of a form, as it is spelled there, and
    the value it has where this one is asked, and needed. In a form, `radio` shows all choices at once and begins with none of
    them, and `suggests` gives texts that are offered while one types. What is left at None follows from the type and from who writes it. With
    `blank_is_null` an empty text of the table is null outside: there is none, where "" would be one.

    A `side` field names a side of the item's space, host or partner: pages say which company that is. An `extra` field
    with `calculate` is worked out from the item where somebody asks for it by name; `in_sql` says what a list can be
    narrowed by instead of a column.
    """

    name: str
    type: Type = "string"
    label: str = ""
    help: str = ""
    required: bool | None = None
    default: Any = None
    least: float | None = None
    most: float | None = None
    choices: tuple[Choice, ...] = ()
    to: str = ""
    many: str = ""
    currency: str = ""
    write: Literal["never", "create", "always"] = "always"
    sealed: bool = False
    source: str = ""
    sort_by: str = ""
    check: Callable[[str], str] | None = None
    search: bool = False
    filter: bool | None = None
    sort: bool | None = None
    sum: bool | None = None
    group: bool | None = None
    column: Literal["shown", "hidden", "never"] | None = None
    edit: bool | None = None
    bucket: bool | None = None
    csv: bool | None = None
    doc: str = ""
    blank_is_null: bool = False
    when: str = ""
    radio: bool = False
    suggests: Callable[[], Sequence[str]] | None = None
    side: bool = False
    calculate: Callable[[Mapping[str, Any], Actor], Any] | None = None
    in_sql: InSql | None = None
    _unsaid: ClassVar[tuple[str, ...]] = ()
    """What followed from the type, and follows anew where that is another."""

    def __post_init__(self) -> None:
        """Fill in what follows from the type and from who writes the field."""
        by_people = self.write != "never"
        plain = self.type not in {"text", "url", "object", "array"}
        follows = {
            "required": False,
            "filter": by_people and plain,
            "sort": by_people and plain,
            "sum": self.type == "number" and bool(self.filter or by_people),
            "group": plain
            and bool(self.filter or by_people)
            and (bool(self.choices or self.to) or self.type == "boolean"),
            "column": "never" if self.type in {"object", "array"} else "shown" if plain else "hidden",
            "edit": self.write == "always" and self.type not in {"object", "array"},
            "bucket": by_people,
            "csv": by_people and self.type != "object",
        }
        unsaid = tuple(name for name in follows if getattr(self, name) is None)
        object.__setattr__(self, "_unsaid", unsaid)
        for name in unsaid:
            object.__setattr__(self, name, follows[name])
        if not self.label:
            object.__setattr__(self, "label", _WORD.sub(" ", self.name).capitalize().removesuffix(" id"))

    def of_column(self, column: Any) -> Field:
        """The same field with what its column says, where the declaration does not."""
        said: dict[str, Any] = {}
        if self.type == "string":
            said["type"] = next((name for kind, name in _STORED if isinstance(column, kind)), self.type)
        if self.write != "never" and not column.is_relation:
            plain = None if callable(column.default) else column.default
            if self.default is None and column.has_default():
                said["default"] = plain
            if "required" in self._unsaid:
                said["required"] = not (column.null or column.blank or column.has_default())
        changed = {name: value for name, value in said.items() if value != getattr(self, name)}
        return replace(self, **{**dict.fromkeys(self._unsaid), **changed}) if changed else self

    @cached_property
    def snake(self) -> str:
        """The name as inputs spell it in Python."""
        return to_snake(self.name)

    @cached_property
    def path(self) -> str:
        """The ORM path or annotation it is read from, and the column it is written to."""
        return self.source or self.snake

    @property
    def is_text(self) -> bool:
        """Whether its values are texts."""
        return self.type in TEXTS

    @property
    def is_id(self) -> bool:
        """Whether its values are ids, which nobody looks into."""
        return bool(self.to) or self.name == "id" or self.name.endswith("Id")

    @property
    def is_short(self) -> bool:
        """Whether its values are texts of one line."""
        return self.type in _SHORT

    @property
    def is_reference(self) -> bool:
        """Whether its value is the id of one other item."""
        return bool(self.to) and self.type != "array"

    @property
    def refers(self) -> bool:
        """Whether its values are other items, or what those are called."""
        return bool(self.to) or "__" in self.source

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The only texts it may be; none where any text may."""
        return tuple(each.value for each in self.choices)

    @property
    def begins(self) -> Any:
        """What it begins with where a form asks for it: a choice that must be made is the first, as in any select."""
        must_choose = self.required and self.choices and not self.radio and self.default is None
        return self.choices[0].value if must_choose else self.default

    def choice(self, value: Any) -> Choice | None:
        """What is known of one of its values."""
        return next((each for each in self.choices if each.value == value), None)


def currency(**more: Any) -> Field:
    """The currency of an item's amounts, in which they are shown and apart from others added up."""
    codes = tuple(Choice(code, code) for code in sorted(CURRENCIES))
    return Field("currency", choices=codes, default="EUR", column="hidden", **more)


def shown(name: str, type: Type = "string", **more: Any) -> Field:
    """A field that people only read: calculated, or written by an operation of its own."""
    return Field(name, type, write="never", **more)


def listed(name: str, type: Type = "string", **more: Any) -> Field:
    """The same, and lists are narrowed and put in order by it."""
    return shown(name, type, **{"filter": True, "sort": True, **more})


def choices(labels: dict[str, str], tones: dict[str, str] | None = None) -> tuple[Choice, ...]:
    """Choices from their labels, in order, with tones where they have one."""
    return tuple(Choice(value, label, (tones or {}).get(value, "neutral")) for value, label in labels.items())
