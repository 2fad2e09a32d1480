"""`twofold doctor`: every promise the database makes, looked at one by one."""

from .examination import Finding, examine

__all__ = ["Finding", "examine"]
