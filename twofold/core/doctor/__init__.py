"""`twofold doctor`: every promise the database makes, looked at one by one."""

from .examination import Finding, examination, examine

__all__ = ["Finding", "examination", "examine"]
