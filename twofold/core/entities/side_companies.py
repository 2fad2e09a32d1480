"""What the companies on the two sides of shared spaces are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from twofold.core.models import Side
from twofold.core.reading import CompiledQuery

SIDE_NAMES: Final = "side"
"""What the names of companies are called among the names of what is referred to."""
_COMPANIES = CompiledQuery(
    lambda spaces: Side.rows.filter(space_id__in=spaces, ended_at__isnull=True).values_list(
        "space_id", "side", "company__name"
    )
)


def companies_in(spaces: Iterable[str]) -> dict[str, str]:
    """The name of the company on each side of some spaces, by `<space> <side>`; whoever sees items there is in them."""
    return {f"{space} {side}": name for space, side, name in _COMPANIES.rows(spaces=sorted(spaces))}


def sides_in(names: Mapping[str, str], space: str) -> dict[str, str]:
    """Those of one space, by side."""
    return {key.partition(" ")[2]: name for key, name in names.items() if key.startswith(f"{space} ")}
