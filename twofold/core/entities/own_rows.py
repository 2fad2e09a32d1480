"""What oneself, or one's own company, has said about an item: confirmed, answered, voted. A row for each of them, of a model
that refers to the item.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from .sides import own_side

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.models import SaidRow, SpaceRow
    from twofold.core.operations.context import OperationContext

R = TypeVar("R", bound="SaidRow")
Whose = Literal["company", "person"]
_COLUMNS: Final = {"company": "author_id", "person": "person_id"}


def with_own(name: str, model: type[R], of: str, by: Whose) -> Callable[[QuerySet[Any], Actor], QuerySet[Any]]:
    """For `base`: annotates items as `name` where there is such a row: `of` is its reference to the item, and `by` whose it
    is, the acting company's or the acting person's.
    """

    def annotated(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        own = _own(model.rows.visible_to(actor), actor, by)
        found: QuerySet[Any] = rows.annotate(**{name: Exists(own.filter(**{of: OuterRef("pk")}))})
        return found

    return annotated


def own_row(do: OperationContext, model: type[R], item: SpaceRow, by: Whose) -> R | None:
    """The row of an item that was reached through `visible_to`, where there is one."""
    rows = model.rows.within(item.space_id).filter(**{_reference(model, item): item})
    found: R | None = _own(rows, do.actor, by).first()
    return found


def add_own(do: OperationContext, model: type[R], item: SpaceRow, **columns: Any) -> R:
    """A new one, of the acting person and their side. Errors: Refused for who is on no side."""
    said = {_reference(model, item): item, "side": own_side(do, item), "person": do.actor.person}
    return do.create(model, item.space_id, **said, **columns)


def _own(rows: QuerySet[Any], actor: Actor, by: Whose) -> QuerySet[Any]:
    who = actor.company if by == "company" else actor.person
    return rows.filter(**{_COLUMNS[by]: who.pk if who else ""})


def _reference(model: type[SpaceRow], item: SpaceRow) -> str:
    """The name of the model's reference to an item."""
    return next(each.name for each in model._meta.fields if each.related_model is type(item))
