"""The buttons of a campaign's pages: each is one operation, its fields, and what is said when it worked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Reading = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Action:
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


ACTIONS: dict[str, Action] = {
    "finish-task": Action("task.finish", "Finished.", undo="reopen-task"),
    "reopen-task": Action("task.reopen", "Open again."),
    "remove-task": Action("task.delete", "Taken off the list.", undo="restore-task"),
    "restore-task": Action("task.restore", "Back on the list."),
    "give-task": Action("task.assign", "Given to another role.", ("driRoleId",)),
    "assign-role": Action("role.assign", "Done.", ("personId", "waivedBecause")),
    "clear-role": Action("role.clear", "Nobody has this role now."),
    "change-raci": Action("raci.update", "The row is changed.", read=_letters),
    "remove-raci": Action("raci.remove", "The row is gone."),
    "write-brief": Action("brief.write", "Written.", ("text",)),
    "confirm": Action("milestone.confirm", "Confirmed for your side."),
    "withdraw": Action("milestone.withdraw", "Your confirmation is taken back."),
    "move-dot": Action("hill.move", "Moved.", ("position", "note")),
    "advance": Action("campaign.advance", "On to the next stage."),
    "remove": Action("campaign.delete", "The campaign is out of sight; it can be restored."),
}
"""Verb in the address → what it does. Higher floors add theirs."""
