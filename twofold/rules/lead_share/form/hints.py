"""The lint's advice in the words of the form: where it is, and which condition to add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .draft import FACTS, Draft
from .labels import label_of

_GUARD = re.compile(r"^(\S+) may be absent, which makes this (true|false): add a guard ")
_LABELS = dict(FACTS)


def hints_for(advice: Iterable[Mapping[str, str]], draft: Draft) -> list[dict[str, str]]:
    """`[{where, message}]` for advice with the paths and the JSONLogic of the document."""
    return [{"where": label_of(one["field"], draft), "message": _message(one["message"])} for one in advice]


def _message(told: str) -> str:
    found = _GUARD.match(told)
    if found is None:
        return told
    label = _label(found[1])
    return (
        f"{label} may be missing, and a lead without it then counts as {'fitting' if found[2] == 'true' else 'not fitting'}. "
        f"The condition “{label} is known” says which you mean."
    )


def _label(fact: str) -> str:
    if fact.startswith("answers."):
        return f"The answer to “{fact.removeprefix('answers.').replace('_', ' ')}”"
    return _LABELS.get(fact, fact.replace("_", " ").capitalize())
