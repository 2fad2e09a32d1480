"""How a template points at a role: `designer`, or `project_manager@host` when both sides have one."""

import re
from dataclasses import dataclass
from typing import Final, Self

from twofold.rules.campaign.sides import SideChoice

_FORM: Final = re.compile(r"([a-z][a-z0-9_]*)(?:@(host|partner|both))?")
_SIDES: Final[dict[str | None, SideChoice | None]] = {
    None: None,
    "host": "host",
    "partner": "partner",
    "both": "both",
}


@dataclass(frozen=True, slots=True)
class RoleRef:
    """A role by its key, and the side meant; `@both` stands for one of each side."""

    role: str
    side: SideChoice | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `role` or `role@side`; ValueError with a sentence when it is something else."""
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(
                f"'{text}' does not name a role; write its key, like designer or "
                "project_manager@host (a role, never a team or a person)"
            )
        return cls(found[1], _SIDES[found[2]])

    def __str__(self) -> str:
        """The notation it was read from."""
        return f"{self.role}@{self.side}" if self.side else self.role
