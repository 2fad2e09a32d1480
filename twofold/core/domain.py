"""What a domain writes its operations, queries and reactions with, in one import; entities have `core.entities`."""

from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.query import ask, ask_all, query
from twofold.core.operations.reactions import Event, on
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.operations.runner import run

__all__ = [
    "Actor",
    "Conflict",
    "Event",
    "Input",
    "Invalid",
    "NotFound",
    "Nothing",
    "OperationContext",
    "Refused",
    "ask",
    "ask_all",
    "on",
    "operation",
    "query",
    "run",
]
