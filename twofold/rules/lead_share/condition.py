"""What a checked condition is: a small tree of typed parts, each knowing where it stood."""

from dataclasses import dataclass

from twofold.rules.json_path import Path
from twofold.rules.lead_share.facts import FactType

Literal = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Fact:
    """`{"var": name}`, perhaps with a default that stands in when the fact is absent."""

    name: str
    type: FactType
    default: Literal | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal, or null (`value` None)."""

    value: Literal | None


Term = Fact | Constant


@dataclass(frozen=True, slots=True)
class Always:
    """Literally `true` or `false`."""

    path: Path
    value: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A boolean fact standing for itself."""

    path: Path
    fact: Fact


@dataclass(frozen=True, slots=True)
class Missing:
    """True if any of these facts is absent."""

    path: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equal:
    """`==`, or `!=` where `negated`."""

    path: Path
    left: Term
    right: Term
    negated: bool


@dataclass(frozen=True, slots=True)
class Order:
    """`<`, `<=`, `>`, `>=` of two terms, or "between" of three (`<`, `<=`); all of one type."""

    path: Path
    operator: str
    type: FactType
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A fact is one of some literals."""

    path: Path
    fact: Fact
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """A literal stands somewhere in a text fact."""

    path: Path
    piece: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class AllOf:
    """`and`."""

    path: Path
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`or`."""

    path: Path
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`!`."""

    path: Path
    part: "Condition"


@dataclass(frozen=True, slots=True)
class Choice:
    """`if`: condition, then, condition, then, …, otherwise."""

    path: Path
    parts: tuple["Condition", ...]


Atom = Always | Holds | Missing | Equal | Order | OneOf | Contains
Condition = Atom | AllOf | AnyOf | Not | Choice


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions that stand directly inside one."""
    if isinstance(condition, AllOf | AnyOf | Choice):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not) else ()


def facts_of(condition: Condition) -> tuple[Fact, ...]:
    """Return the facts that one condition itself names, those of its parts left out."""
    if isinstance(condition, Holds | OneOf | Contains):
        return (condition.fact,)
    if isinstance(condition, Equal):
        return tuple(one for one in (condition.left, condition.right) if isinstance(one, Fact))
    if isinstance(condition, Order):
        return tuple(one for one in condition.terms if isinstance(one, Fact))
    return ()


def names_read(condition: Condition) -> set[str]:
    """Return the names of all facts that a condition can read."""
    names = {fact.name for fact in facts_of(condition)}
    if isinstance(condition, Missing):
        names |= set(condition.names)
    for part in parts_of(condition):
        names |= names_read(part)
    return names
