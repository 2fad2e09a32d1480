"""The buttons of a campaign's pages: each is one operation, its fields, and what is said when it worked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Reading = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Action:
    """One button: the operation on its target, the form fields it sends, and the sentence afterwards. `undo` is the verb that
    takes it back; `asks` is the question before.
    """

    operation: str
    says: str
    fields: tuple[str, ...] = ()
    read: Reading | None = None
    undo: str = ""
    asks: str = ""


def _letters(post: Any) -> dict[str, Any]:
    """`letter_<role>` holding letters such as `A`, `R` or `AR`."""
    return {
        "letters": {
            name.removeprefix("letter_"): list(value)
            for name, value in post.items()
            if name.startswith("letter_") and value
        }
    }


ACTIONS: dict[str, Action] = {
    "assign-role": Action("role.assign", "Done.", ("personId", "waivedBecause")),
    "clear-role": Action("role.clear", "The role is open again."),
    "change-raci": Action("raci.update", "Saved.", read=_letters),
    "remove-raci": Action("raci.remove", "Row removed."),
    "write-brief": Action("brief.write", "Written.", ("text",)),
    "confirm": Action("milestone.confirm", "Confirmed for your company."),
    "withdraw": Action("milestone.withdraw", "Your confirmation was withdrawn."),
    "move-dot": Action("hill.move", "Moved.", ("position", "note")),
    "advance": Action("campaign.advance", "Moved to the next stage."),
    "remove": Action(
        "campaign.delete",
        "The campaign was removed. You can restore it.",
        asks="Remove this campaign for both companies? It can be restored.",
    ),
}
"""Verb in the address → what it does. Higher floors add theirs."""
