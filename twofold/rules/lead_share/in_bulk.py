"""Many leads at once, column by column: what `Router.outcome` says of each, without asking each.

The questions of the rules tell few values apart ("is the country DE?" knows two), so in each column every value is
replaced by an example that all questions answer alike. Few combinations of examples are left, and only these are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.condition import Condition, Missing, names_read, parts_of
from twofold.rules.lead_share.facts import Facts
from twofold.rules.lead_share.normal_text import ANSWERS
from twofold.rules.lead_share.router import Router
from twofold.rules.lead_share.routes import WHOLE, Split
from twofold.rules.lead_share.verdict import Consent, Outcome
from twofold.rules.memo import Memo

_ABSENT = object()
_REMEMBERED = 16384
_FEW = 64
_NOT_SHARED, _DUPLICATE = Outcome("not_shared"), Outcome("duplicate")
Column = Sequence[Any]
_Turn = tuple[str, tuple[Outcome, ...]]
"""The next lead of a split, whichever side it falls to: the route's name, the outcomes by turns (plain, to be quick)."""


class Outcomes(NamedTuple):
    """Of each lead, in order: its outcome, without the counter, and its place in the split, where it has one."""

    outcomes: list[Outcome]
    counters: list[int | None]


class InBulk:
    """The rules of one router for many leads. It remembers facts it has seen: make one for each file, and let it go."""

    def __init__(self, router: Router) -> None:
        self.router = router
        document = router.document
        questions = [one for when in (document.shared_when, *(r.when for r in document.routes)) for one in _atoms(when)]
        self._names = document.facts_read
        self._examples = [Memo(_example_of(name, questions), _REMEMBERED) for name in self._names]
        self._decided = Memo(self._decide, _REMEMBERED)

    def columns(self, leads: Sequence[Facts]) -> list[Column]:
        """What the rules read of the leads, one column for each fact."""
        return [_column(name, leads) for name in self._names]

    def outcomes(
        self,
        columns: Sequence[Column],
        consents: Sequence[Consent],
        *,
        listed: Iterable[tuple[str, ...]] | None = None,
        keys: Iterable[str] = (),
        known: set[str] | None = None,
        counters: dict[str, int],
    ) -> Outcomes:
        """What becomes of leads in their order: one for each consent, `listed` as `Router.outcome` takes it.

        Where `known` is given, a lead whose key is in it is a duplicate. `known` and `counters` learn each lead.
        """
        found = self._found(columns, consents, list(listed) if listed is not None else repeat(()))
        if known is not None:
            for spot, key in enumerate(keys):
                if found[spot] is not _NOT_SHARED:
                    if key in known:
                        found[spot] = _DUPLICATE
                    known.add(key)
        return _dealt(found, counters)

    def _found(
        self, columns: Sequence[Column], consents: Sequence[Consent], listed: Iterable[tuple[str, ...]]
    ) -> list[Outcome | _Turn]:
        try:
            alike = [_alike(known, column) for known, column in zip(self._examples, columns, strict=True)]
            return list(map(self._decided.__getitem__, zip(consents, listed, *alike)))  # noqa: B905 (some never end)
        except TypeError:  # no normal form of a fact: then each lead is asked by itself
            return list(map(self._decide, zip(consents, listed, *columns)))  # noqa: B905 (the same)

    def _decide(self, given: tuple[Any, ...]) -> Outcome | _Turn:
        """What becomes of a lead with this consent, on these lists, with these facts, if it is no duplicate."""
        consent, listed, *values = given
        router, facts = self.router, _facts(zip(self._names, values, strict=True))
        if not router.is_shared(facts):
            return _NOT_SHARED
        if listed:
            return router.sent(router.side_listing(listed), consent)
        place = router.choose(facts)
        route = router.document.routes[place]
        if not isinstance(route.to, Split):
            return router.sent(route.to, consent, place)
        return route.name, tuple(router.sent(side, consent, place) for side in route.to.turns())


def _dealt(found: list[Any], counters: dict[str, int]) -> Outcomes:
    """The same with each lead of a split given to the side whose turn it is."""
    numbers: list[int | None] = [None] * len(found)
    turns = [spot for spot, one in enumerate(found) if one.__class__ is tuple]
    routes = {found[spot][0] for spot in turns}
    for route in routes:
        mine = turns if len(routes) == 1 else [s for s in turns if found[s].__class__ is tuple and found[s][0] == route]
        before = counters.get(route, 0)
        for number, spot in enumerate(mine, before):
            found[spot] = found[spot][1][number % WHOLE]
            numbers[spot] = number + 1
        counters[route] = before + len(mine)
    return Outcomes(found, numbers)


def _alike(examples: Memo[Any, Any], column: Column) -> Iterable[Any]:
    """A column that can stand for another: every question about it has the same answer, and few values are in it."""
    different = len(set(column))
    if different <= _FEW:
        return column
    if different > _REMEMBERED:  # hardly a value comes twice: remembering would cost more than asking
        return map(examples.answer, column)
    return map(examples.__getitem__, column)


def _column(name: str, leads: Sequence[Facts]) -> Column:
    if name.startswith(ANSWERS):
        key = name[len(ANSWERS) :]
        return [facts["answers"].get(key, _ABSENT) for facts in leads]
    return [facts.get(name, _ABSENT) for facts in leads]


def _facts(named: Iterable[tuple[str, Any]]) -> Facts:
    facts: Facts = {"answers": {}}
    for name, value in named:
        if value is not _ABSENT:
            if name.startswith(ANSWERS):
                facts["answers"][name[len(ANSWERS) :]] = value
            else:
                facts[name] = value
    return facts


def _atoms(condition: Condition) -> Iterator[Condition]:
    """The single questions of which a condition is made."""
    parts = parts_of(condition)
    if not parts:
        yield condition
    for part in parts:
        yield from _atoms(part)


def _example_of(name: str, questions: Iterable[Condition]) -> Callable[[Any], Any]:
    """The function from a value of one fact to the first value met that every question answers in the same way.

    A question that holds two facts against each other needs the very value: then each is its own example.
    """
    about = [one for one in questions if name in names_read(one) and not isinstance(one, Missing)]
    if any(len(names_read(one)) > 1 for one in about):
        return lambda value: value
    tests = [compile_condition(one) for one in about]
    facts: Facts = {"answers": {}}
    held, key = (facts["answers"], name[len(ANSWERS) :]) if name.startswith(ANSWERS) else (facts, name)
    examples: dict[tuple[Any, ...], Any] = {}

    def example(value: Any) -> Any:
        if value is _ABSENT or value is None:  # null is missing, as what is absent
            return value
        held[key] = value
        if len(examples) >= _REMEMBERED:
            examples.clear()
        return examples.setdefault(tuple([test(facts) for test in tests]), value)

    return example
