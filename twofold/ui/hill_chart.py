"""A hill chart as numbers for an SVG of 640 by 200: uphill one figures things out, downhill one gets them done."""

from collections.abc import Mapping, Sequence
from math import cos, pi
from typing import Any

WIDTH, LEFT, FLOOR, RISE, STEP = 600, 20, 168, 128, 17


def hill_chart(dots: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The line, and each dot with its number, `x` and `y`, by its `position` from 0 over 50 at the top to 100; dots in one
    place stand above each other.
    """
    line = " ".join(f"{_x(at):.1f},{_y(at):.1f}" for at in range(0, 101, 2))
    taken: dict[int, int] = {}
    drawn = []
    for number, dot in enumerate(dots, start=1):
        place = round(dot["position"] / 4)
        above = taken.get(place, 0)
        taken[place] = above + 1
        drawn.append(
            {**dot, "number": number, "x": round(_x(dot["position"])), "y": round(_y(dot["position"]) - above * STEP)}
        )
    return {"line": line, "dots": drawn}


def hill_height(position: int) -> float:
    """How high a position lies, from 0 at the feet to 1 at the top."""
    return (1 - cos(2 * pi * position / 100)) / 2


def _x(place: int) -> float:
    return LEFT + WIDTH * place / 100


def _y(place: int) -> float:
    return FLOOR - RISE * hill_height(place)
