"""The demo story: invented companies and people, told as a list of operations through the front door."""

from .telling import reset, tell, tell_if_empty

__all__ = ["reset", "tell", "tell_if_empty"]
