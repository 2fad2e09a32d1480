"""What one chunk of an import takes: where it stands in the file, and what the worker has read of it."""

from pydantic import Field as Declared
from pydantic import PrivateAttr

from twofold.core.operations.registry import Input
from twofold.leads.models import LeadFile
from twofold.leads.routing.routing_context import RoutingContext

from .incoming import IncomingLead


class ImportRows(Input):
    """Where the chunk begins, where reading goes on after it, whether it is the last."""

    after: int = Declared(ge=0)
    checkpoint: str
    last: bool
    queue_next: bool = False
    _context: RoutingContext | None = PrivateAttr(None)
    _file: LeadFile | None = PrivateAttr(None)
    _incoming: list[IncomingLead] = PrivateAttr(default_factory=list)
