"""Searching everything: of every kind of item that somebody sees, those in which all the words stand, the best first.

Best is what is named so (its title begins with the words), then what has them in its title, then what has them
elsewhere; among equals the newest. Each kind is asked as its own list would search it: rows that somebody does not
see, and fields that they cannot search there, are not looked at.

Where few match, one question brings them all and they are put in order here. Where many do, it ends early, with any of
them, and the better ones are asked for by themselves, in the same way: no more than one question walks through all
rows, so a single letter costs no more than a rare word. More than a hundred equally good ones are therefore not all
compared by their age.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, NamedTuple

from twofold.core.fast import search_queries
from twofold.core.fast.order_index import aside

from .entity import ENTITIES, Entity
from .filters import any_has

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.fast.search_queries import Condition

MOST_COUNTED = 100
"""So many matches of a kind are counted; of more it is only said that there are more."""
_LONGEST = 90
_BEFORE = 30
_BEGINS, _INSIDE, _ELSEWHERE = range(3)
Row = dict[str, Any]


class Hit(NamedTuple):
    """One item that was found: `places` are the values in the address of its page."""

    id: str
    title: str
    subtitle: str
    places: tuple[str, ...]


class Hits(NamedTuple):
    """What was found of one kind: `total` is None where it is more than is counted, `rank` that of the best (0 to 2)."""

    entity: Entity
    items: list[Hit]
    total: int | None
    rank: int


def searchable(actor: Actor) -> list[Entity]:
    """The kinds of items that this actor can search."""
    return [each for each in ENTITIES.values() if each.titles and each.searched and actor.may(each.needs)]


def find(entity: Entity, actor: Actor, words: list[str], limit: int) -> Hits:
    """The best matches of one kind, and how many there are."""
    somewhere: list[Condition] = [(entity.searched, "icontains", word) for word in words]
    found = _read(entity, actor, somewhere)
    total = len(found) if len(found) <= MOST_COUNTED else None
    if total is None:
        inside = _read(entity, actor, [*somewhere, *((entity.titles, "icontains", word) for word in words)])
        if len(inside) > MOST_COUNTED:
            found = _read(entity, actor, [*somewhere, (entity.titles, "istartswith", " ".join(words))]) + inside
        else:
            found = inside + found
    once = {row[entity.id_path]: row for row in found}
    best = sorted(once.values(), key=lambda row: _rank(entity, row, words))
    hits = [_hit(entity, row, words) for row in best[:limit]]
    return Hits(entity, hits, total, _rank(entity, best[0], words) if best else _ELSEWHERE)


def _read(entity: Entity, actor: Actor, conditions: list[Condition]) -> list[Row]:
    """Some of the rows that meet all conditions, the newest of them first."""
    columns, created = _columns(entity), _created(entity)
    rows = search_queries.rows(entity, actor, conditions, columns, MOST_COUNTED + 1)
    if rows is None:
        rows = plain_rows(entity, actor, conditions, columns, MOST_COUNTED + 1)
    read = [dict(zip(columns, row, strict=True)) for row in rows]
    return sorted(read, key=lambda row: (row[created], row[entity.id_path]), reverse=True)


def plain_rows(
    entity: Entity, actor: Actor, conditions: list[Condition], columns: tuple[str, ...], most: int
) -> list[tuple[Any, ...]]:
    """The question as Django builds it. Where texts are searched that belong to other rows, it begins with those."""
    rows = entity.rows(actor)
    if entity.searching:
        rows = entity.searching(aside(rows), actor)
    matches = reduce(and_, (any_has(*condition) for condition in conditions))
    return list(rows.filter(matches).values_list(*columns)[:most])


def _rank(entity: Entity, row: Row, words: list[str]) -> int:
    titles = [str(row[path] or "").casefold() for path in entity.titles]
    if any(title.startswith(" ".join(words).casefold()) for title in titles):
        return _BEGINS
    return _INSIDE if all(any(word.casefold() in title for title in titles) for word in words) else _ELSEWHERE


def _created(entity: Entity) -> str:
    return next(each.path for each in entity.columns if each.name == "createdAt")


def _columns(entity: Entity) -> tuple[str, ...]:
    """The ORM paths of all that a hit says, each once."""
    told = [entity.id_path, _created(entity), *entity.titles, *_where(entity), *entity.searched]
    told += [_path(entity, name) for name in (*entity.subtitle, *entity.places)]
    return tuple(dict.fromkeys(told))


def _path(entity: Entity, name: str) -> str:
    found = entity.field(name)
    assert found is not None, f"{entity.noun} has no field {name}"
    return found.path


def _where(entity: Entity) -> list[str]:
    """The title of what an item belongs to, where its page is the other's."""
    first = entity.field(entity.places[0]) if entity.places else None
    if first is None or not first.to:
        return []
    return [f"{first.path.removesuffix('_id')}__{path}" for path in ENTITIES[first.to].titles]


def _hit(entity: Entity, row: Row, words: list[str]) -> Hit:
    title = next((str(row[path]) for path in entity.titles if row[path]), "")
    says = [row[path] for path in _where(entity)]
    for name in entity.subtitle:
        field = entity.field(name)
        assert field is not None
        choice = field.choice(row[field.path])
        says.append(choice.label if choice else row[field.path])
    says.append(_why(entity, row, title, words))
    told = dict.fromkeys(str(each) for each in says if each and each != title)
    places = tuple(str(row[_path(entity, name)]) for name in entity.places)
    return Hit(str(row[entity.id_path]), excerpt(title, words), " · ".join(told), places)


def _why(entity: Entity, row: Row, title: str, words: list[str]) -> str:
    """The text in which a word stands that is not in the title."""
    missing = [word for word in words if word.casefold() not in title.casefold()]
    for path in entity.searched if missing else ():
        text = str(row[path] or "")
        if any(word.casefold() in text.casefold() for word in missing):
            return excerpt(text, missing)
    return ""


def excerpt(text: str, words: list[str]) -> str:
    """One line of a long text, around the first of the words that stands in it."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    at = min((found for word in words if (found := line.casefold().find(word.casefold())) >= 0), default=0)
    start = max(0, at - _BEFORE)
    start = line.find(" ", start, at) + 1 or start if start else 0
    end = start + _LONGEST
    return f"{'…' if start else ''}{line[start:end].rstrip()}{'…' if end < len(line) else ''}"
