"""Telling a person or a program why a command did nothing: RFC 9457 problem details."""

import json
import sys

INVALID = 2


class CommandRefusedError(Exception):
    """A command cannot do what was asked; `errors` says where in a document, if it is one."""

    def __init__(self, detail: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors

    def report(self) -> int:
        """Write the problem details on standard error and return the exit status."""
        problem: dict[str, object] = {"type": "about:blank", "title": "Invalid", "status": 422, "detail": self.detail}
        if self.errors is not None:
            problem["errors"] = self.errors
        sys.stderr.write(json.dumps(problem, ensure_ascii=True) + "\n")
        return INVALID


def unreadable(path: object, wrong: Exception) -> CommandRefusedError:
    """Return the refusal for a file that cannot be read or written."""
    reason = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "it is not UTF-8 text"
    return CommandRefusedError(f"The file {path} cannot be used: {reason}.")
