"""The two companies of a campaign.

The *host* is the company that started the workspace, the *partner* the one it invited.
Neither word says who is more important: both are principals (design.md).
"""

from typing import Final, Literal

Side = Literal["host", "partner"]
SideChoice = Literal["host", "partner", "both"]

SIDES: Final[tuple[Side, Side]] = ("host", "partner")


def sides_of(choice: SideChoice) -> tuple[Side, ...]:
    """The sides that a choice stands for: `both` is one slot, task or item for each."""
    return SIDES if choice == "both" else (choice,)
