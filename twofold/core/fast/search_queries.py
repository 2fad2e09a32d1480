"""Searches: built once for each kind of item and number of words, then only bound to other words.

Somebody who types asks some twenty kinds with each letter: building those questions anew takes longer than answering
most of them. The plain way is `plain_rows` of `core/entities/search.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import connection
from django.db.models import CharField, Q, QuerySet, TextField
from django.db.models.lookups import IContains, Lookup

from .compiled_query import CompiledQuery
from .entity_queries import OF_WHO, viewer_values
from .stand_in import StandIn

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.entities.entity import Entity

    Condition = tuple[tuple[str, ...], str, str]
    """One of these ORM paths has (`icontains`), or begins with (`istartswith`), this text."""

_LIKE: Final = "has_pattern"
_MOST = 512
_known: dict[tuple[Any, ...], CompiledQuery] = {}


class HasPattern(IContains):
    """As `icontains`, of what is a pattern already: it stands in the SQL as it is, so another can take its place."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        """The pattern, untouched."""
        return Lookup.process_rhs(self, compiler, connection)


CharField.register_lookup(HasPattern, _LIKE)
TextField.register_lookup(HasPattern, _LIKE)


def rows(
    found: Entity, actor: Actor, conditions: list[Condition], columns: tuple[str, ...], most: int
) -> list[tuple[Any, ...]] | None:
    """Of the rows an actor sees, some of those that meet all conditions; None when Django has to build the question."""
    values = viewer_values(found, actor) if found.searching is None else None
    if values is None or not all(text.isascii() for _, _, text in conditions):
        return None
    key = (found.noun, columns, most, tuple(paths for paths, _, _ in conditions))
    if key not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = CompiledQuery(_builder(found, key[3], columns, most), OF_WHO)
    patterns = {f"pattern_{at}": _pattern(lookup, text) for at, (_, lookup, text) in enumerate(conditions)}
    return _known[key].rows(**patterns, **values)


def _pattern(lookup: str, text: str) -> str:
    escaped = connection.ops.prep_for_like_query(text)
    return f"{escaped}%" if lookup == "istartswith" else f"%{escaped}%"


def _builder(
    found: Entity, conditions: tuple[tuple[str, ...], ...], columns: tuple[str, ...], most: int
) -> Callable[..., QuerySet[Any]]:
    def build(**values: Any) -> QuerySet[Any]:
        patterns = [values.pop(f"pattern_{at}") for at in range(len(conditions))]
        matches = Q()
        for paths, pattern in zip(conditions, patterns, strict=True):
            one = Q()
            for path in paths:
                one |= Q(**{f"{path}__{_LIKE}": pattern})
            matches &= one
        return found.rows(cast("Actor", StandIn(**values))).filter(matches).values_list(*columns)[:most]

    return build
