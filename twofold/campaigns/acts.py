"""The buttons of a campaign's pages: each is one operation, its fields, and what is said when it worked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Reading = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Act:
    """One button: the operation on its target, the form fields it sends, and the sentence afterwards; `undo` is the verb that takes it back."""

    operation: str
    says: str
    fields: tuple[str, ...] = ()
    read: Reading | None = None
    undo: str = ""


def _letters(post: Any) -> dict[str, Any]:
    """`letter_<role>` holding letters such as `A`, `R` or `AR`."""
    return {
        "letters": {
            name.removeprefix("letter_"): list(value)
            for name, value in post.items()
            if name.startswith("letter_") and value
        }
    }


ACTS: dict[str, Act] = {
    "finish-task": Act("task.finish", "Finished.", undo="reopen-task"),
    "reopen-task": Act("task.reopen", "Open again."),
    "remove-task": Act("task.delete", "Taken off the list.", undo="restore-task"),
    "restore-task": Act("task.restore", "Back on the list."),
    "give-task": Act("task.assign", "Given to another role.", ("driRoleId",)),
    "assign-role": Act("role.assign", "Done.", ("personId", "waivedBecause")),
    "clear-role": Act("role.clear", "Nobody has this role now."),
    "change-raci": Act("raci.update", "The row is changed.", read=_letters),
    "remove-raci": Act("raci.remove", "The row is gone."),
    "write-brief": Act("brief.write", "Written.", ("text",)),
    "confirm": Act("milestone.confirm", "Confirmed for your side."),
    "withdraw": Act("milestone.withdraw", "Your confirmation is taken back."),
    "move-dot": Act("hill.move", "Moved.", ("position", "note")),
    "advance": Act("campaign.advance", "On to the next stage."),
    "remove": Act("campaign.delete", "The campaign is out of sight; it can be restored."),
}
"""Verb in the address → what it does. Higher floors add theirs."""
