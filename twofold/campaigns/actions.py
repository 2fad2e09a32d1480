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


ACTIONS: dict[str, Action] = {
    "confirm": Action("milestone.confirm", "Confirmed for your company."),
    "withdraw": Action("milestone.withdraw", "Your confirmation was withdrawn."),
}
"""Verb in the address → what it does. Higher floors add theirs."""
