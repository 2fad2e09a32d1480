"""The four words for no. Every door says them in its own way; nobody invents a fifth."""

from collections.abc import Sequence
from typing import Any


class Problem(Exception):
    """Something a person or a program asked for did not happen; `detail` is a sentence for people."""

    status = 500
    title = "Problem"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra

    def as_json(self) -> dict[str, Any]:
        """The RFC 9457 problem details."""
        return {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail, **self.extra}


class Invalid(Problem):
    """The input is wrong. `errors` names each field (as the API spells it) and says what to do."""

    status = 422
    title = "Invalid"

    def __init__(self, detail: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        self.errors = [{"field": field, "message": message} for field, message in errors]
        super().__init__(detail, errors=self.errors)

    @classmethod
    def field(cls, name: str, message: str) -> "Invalid":
        """One wrong field; its message is also the detail."""
        return cls(message, [(name, message)])


class Refused(Problem):
    """The actor sees the thing but may not do this to it; the sentence says who can."""

    status = 403
    title = "Refused"


class NotFound(Problem):
    """No such thing, or not for this actor: nobody can tell which."""

    status = 404
    title = "Not found"

    def __init__(self) -> None:
        super().__init__("This doesn't exist or isn't shared with you.")


class Conflict(Problem):
    """The thing has moved on: another version, a step that is not legal now, or a race lost."""

    status = 409
    title = "Conflict"
