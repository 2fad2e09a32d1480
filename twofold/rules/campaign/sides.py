"""The two companies of a campaign.

The *host* is the company that started the workspace, the *partner* the one it invited.
Neither word says who is more important: both are principals (design.md).
"""

from dataclasses import dataclass
from typing import Final, Literal

from twofold.rules.sides import SIDES, Side

__all__ = ["SIDES", "UNNAMED", "Names", "Side", "SideChoice", "sides_of"]

SideChoice = Literal["host", "partner", "both"]


def sides_of(choice: SideChoice) -> tuple[Side, ...]:
    """The sides that a choice stands for: `both` is one slot, task or item for each."""
    return SIDES if choice == "both" else (choice,)


@dataclass(frozen=True, slots=True)
class Names:
    """What the two companies are called in sentences."""

    host: str = "the host"
    partner: str = "the partner"

    def of(self, side: Side) -> str:
        """The company's name within a sentence."""
        return self.host if side == "host" else self.partner

    def begin(self, side: Side) -> str:
        """The company's name at the beginning of a sentence."""
        name = self.of(side)
        return name[:1].upper() + name[1:]


UNNAMED: Final = Names()
"""Where the companies' names don't matter: "the host" and "the partner"."""
