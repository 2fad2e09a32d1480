"""The tables of the spine."""

from .imported_extras import CarriedOver
from .keys import IdempotencyKey
from .oplog import OplogEntry
from .outbox import OutboxMessage, WorkerPulse
from .people import Company, Membership, Person, Role
from .rows import LIVING, IdField, LoggedRow, Reference, ScopedManager, SpaceRow, SystemRow, UnscopedQuery, once
from .said import SaidRow
from .signoff import Document, DocumentVersion, Signature
from .spaces import Seat, Side, Space

__all__ = [
    "LIVING",
    "CarriedOver",
    "Company",
    "Document",
    "DocumentVersion",
    "IdField",
    "IdempotencyKey",
    "LoggedRow",
    "Membership",
    "OplogEntry",
    "OutboxMessage",
    "Person",
    "Reference",
    "Role",
    "SaidRow",
    "ScopedManager",
    "Seat",
    "Side",
    "Signature",
    "Space",
    "SpaceRow",
    "SystemRow",
    "UnscopedQuery",
    "WorkerPulse",
    "once",
]
