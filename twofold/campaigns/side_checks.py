"""Whose side somebody is on, and what that side may touch."""

from twofold.core.errors import Refused
from twofold.core.models import Side, SpaceRow
from twofold.core.operations.context import OperationContext


def own_side(do: OperationContext, row: SpaceRow) -> str:
    """The acting company's side in the row's space. Errors: Refused for the house itself."""
    side = do.actor.side_in(row.space_id)
    if side is None:
        raise Refused("Only the two companies of this campaign do this.")
    return side


def company_on(row: SpaceRow, side: str) -> str:
    """What the company on a side is called, for sentences."""
    found = Side.rows.filter(space_id=row.space_id, side=side, ended_at__isnull=True).values_list(
        "company__name", flat=True
    )
    return found[0] if found else "the other side"


def must_be_ours(do: OperationContext, row: SpaceRow, side: str | None, what: str) -> None:
    """Refuse when a thing is the other side's; `what` such as "This role"."""
    if side is not None and side != own_side(do, row):
        name = company_on(row, side)
        raise Refused(f"{what} belongs to {name}. Ask them; only they can do this.")


def must_be_ours_or_written_by_us(do: OperationContext, row: SpaceRow, side: str | None, what: str) -> None:
    """Refuse when a thing is the other side's and they wrote it, too."""
    company = do.actor.company
    if company is None or row.author_id != company.pk:
        must_be_ours(do, row, side, what)
