"""The hill chart as numbers for an SVG of 640 by 200."""

from typing import Any

from twofold.rules.campaign.hill import hill_height

WIDTH, LEFT, FLOOR, RISE, STEP = 600, 20, 168, 128, 17
PLACES = [
    (0, "Not started"),
    (10, "Just started"),
    (20, "Figuring out what it takes"),
    (30, "Figuring out what it takes"),
    (40, "Nearly figured out"),
    (50, "Figured out, now getting it done"),
    (60, "In progress"),
    (70, "In progress"),
    (80, "Well on the way"),
    (90, "Nearly done"),
    (100, "Done"),
]
"""The places offered where one does not drag."""


def hill_chart(dots: list[dict[str, Any]]) -> dict[str, Any]:
    """The line, and each dot with its number, `x` and `y`; dots in one place stand above each other."""
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


def _x(place: int) -> float:
    return LEFT + WIDTH * place / 100


def _y(place: int) -> float:
    return FLOOR - RISE * hill_height(place)
