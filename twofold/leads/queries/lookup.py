"""Reaching one row by id, as an actor: what they cannot see is not there."""

from typing import Any

from twofold.core import usual
from twofold.core.actor import Actor
from twofold.core.errors import NotFound
from twofold.core.models import SpaceRow


def visible(model: type[SpaceRow], actor: Actor, id: str, **also: Any) -> Any:
    """The row. Errors: NotFound."""
    row = (
        model.rows.visible_to(actor).filter(pk=id, **also).first()
        if also
        else usual.row(model, actor, id, deleted=False)
    )
    if row is None:
        raise NotFound
    return row
