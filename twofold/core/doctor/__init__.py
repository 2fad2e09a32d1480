"""`twofold doctor`: every promise the database makes, looked at one by one."""

from .examination import ALSO, Finding, examine

__all__ = ["ALSO", "Finding", "examine"]
