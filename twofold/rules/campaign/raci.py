"""Whether a RACI matrix can be worked with (requirements S1.7, S1.37; data-shapes §7).

Each row has exactly one A and at least one R; the A may also be an R; nobody else has two
letters; each side has a letter in each row. The rules speak of role slots, never of people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from twofold.rules.campaign.sides import SIDES, Side

Letter = Literal["R", "A", "C", "I"]
LETTERS: Final[tuple[Letter, ...]] = ("R", "A", "C", "I")
MANY_CONSULTED: Final = 4


@dataclass(frozen=True, slots=True)
class RaciRow:
    """One area: the letters of each role slot, such as {"designer@host": {"R"}}."""

    id: str
    area: str
    letters: Mapping[str, frozenset[Letter]]


@dataclass(frozen=True, slots=True)
class RaciProblem:
    """What is wrong with a row. `side` is who can mend it (None: either); a warning stops nothing."""

    row_id: str
    message: str
    side: Side | None = None
    warning: bool = False


def raci_problems(
    rows: Iterable[RaciRow], side_of: Mapping[str, Side], titles: Mapping[str, str]
) -> tuple[RaciProblem, ...]:
    """Everything wrong with the rows, in their order; `side_of` maps each slot to its side, `titles` to its title."""
    return tuple(problem for row in rows for problem in _row_problems(row, side_of, titles))


def _row_problems(row: RaciRow, side_of: Mapping[str, Side], titles: Mapping[str, str]) -> list[RaciProblem]:
    found: list[RaciProblem] = []
    counts = {letter: sum(letter in given for given in row.letters.values()) for letter in LETTERS}
    if counts["A"] == 0:
        found.append(RaciProblem(row.id, f"nobody is accountable for {row.area}; give one role the A"))
    if counts["A"] > 1:
        message = f"{counts['A']} roles are accountable for {row.area}; keep one A"
        found.append(RaciProblem(row.id, message))
    if counts["R"] == 0:
        found.append(RaciProblem(row.id, f"nobody does the work of {row.area}; give a role the R"))
    for slot, given in row.letters.items():
        if slot not in side_of:
            message = f"a role that is no longer in this campaign has a letter in {row.area}; take the letter away"
            found.append(RaciProblem(row.id, message))
        elif len(given) > 1 and given != {"R", "A"}:
            message = f"{titles[slot]} has {len(given)} letters in {row.area}; only R and A go together"
            found.append(RaciProblem(row.id, message, side_of[slot]))
    heard = {side_of[slot] for slot, given in row.letters.items() if given and slot in side_of}
    found += [
        RaciProblem(row.id, f"the {side} has no letter in {row.area}; inform one of its roles", side)
        for side in SIDES
        if side not in heard
    ]
    if counts["C"] > MANY_CONSULTED:
        message = f"{counts['C']} roles are asked before anything happens in {row.area}; fewer are quicker"
        found.append(RaciProblem(row.id, message, warning=True))
    return found
