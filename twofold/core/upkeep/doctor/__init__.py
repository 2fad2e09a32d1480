"""`twofold doctor`: every promise the database makes, looked at one by one."""

from .checks import Finding, integrity_check, run_checks

__all__ = ["Finding", "integrity_check", "run_checks"]
