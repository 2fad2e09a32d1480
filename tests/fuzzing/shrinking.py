"""A failing case made smaller, as far as a few hundred tries get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

_TRIES = 600


def smallest(case: Any, fails: Callable[[Any], bool]) -> Any:
    """The smallest case found that still fails; the case itself where it fails no more."""
    left = _TRIES
    found = True
    while found and left > 0:
        found = False
        for smaller in _smaller(case):
            left -= 1
            if left <= 0:
                break
            if fails(smaller):
                case, found = smaller, True
                break
    return case


def _smaller(case: Any) -> Iterator[Any]:
    """Cases like this one with a part less, the largest parts first."""
    if isinstance(case, str | bytes | list):
        size = len(case) // 2
        while size:
            for at in range(0, len(case), size):
                yield case[:at] + case[at + size :]
            size //= 2
    if isinstance(case, list | tuple):
        for at, each in enumerate(case):
            for smaller in _smaller(each):
                changed = [*case[:at], smaller, *case[at + 1 :]]
                yield changed if isinstance(case, list) else tuple(changed)
    if isinstance(case, dict):
        yield from _smaller_objects(case)


def _smaller_objects(case: dict[str, Any]) -> Iterator[Any]:
    for name in case:
        yield {each: value for each, value in case.items() if each != name}
    for name, inner in case.items():
        for smaller in _smaller(inner):
            yield {**case, name: smaller}
