"""Collecting everything that is wrong with a document, not only the first thing."""

from typing import Any

from twofold.rules.json_path import Path, json_path
from twofold.rules.strict_json import Problem


class RulesInvalidError(ValueError):
    """A rules document is refused; `errors` holds `{"field", "message"}` for each reason."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.message}" for one in problems))
        self.problems = problems

    @property
    def errors(self) -> list[dict[str, str]]:
        """The form that problem details carry."""
        return [one.as_dict() for one in self.problems]


class Findings:
    """The problems met so far while one document is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, path: Path, message: str) -> None:
        """Note what is wrong at one place."""
        self.problems.append(Problem(json_path(path), message))

    def members(self, value: Any, path: Path, needed: str, also: str = "") -> dict[str, Any] | None:
        """Check that a value is an object with the needed names and no others but `also`.

        Names are given as words in one text. None where it is no object at all.
        """
        if not isinstance(value, dict):
            self.add(path, "This must be an object.")
            return None
        allowed = needed.split() + also.split()
        for name in needed.split():
            if name not in value:
                self.add(path, f"Here {name} is missing.")
        for name in value:
            if name not in allowed:
                self.add(
                    (*path, name), f"{name or 'An empty name'} is not known here; allowed are {', '.join(allowed)}."
                )
        return value

    def whole(self, section: dict[str, Any], name: str, path: Path, least: int) -> int:
        """Return a whole number of at least `least`; something else is noted and gives `least`."""
        value = section.get(name, least)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value) or value < least:
            self.add((*path, name), f"{name} must be a whole number of {least} or more.")
            return least
        return int(value)

    def one_of(self, section: dict[str, Any], name: str, path: Path, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words; another value is noted and gives the first."""
        value = section.get(name, allowed[0])
        if not isinstance(value, str) or value not in allowed:
            self.add((*path, name), f"{name} must be {' or '.join(allowed)}.")
            return allowed[0]
        return value
