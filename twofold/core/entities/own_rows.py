"""Items that say whether oneself has said something about them: confirmed, answered, voted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal

from django.db.models import Exists, OuterRef, QuerySet

if TYPE_CHECKING:
    from twofold.core.actor import Actor
    from twofold.core.models import SpaceRow

_COLUMNS: Final = {"company": "author_id", "person": "person_id"}


def with_own(
    name: str, model: type[SpaceRow], of: str, by: Literal["company", "person"]
) -> Callable[[QuerySet[Any], Actor], QuerySet[Any]]:
    """For `base`: annotates items as `name` where a row of this model refers to them by `of`, which the acting company
    wrote or the acting person's is.
    """

    def annotated(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        who = actor.company if by == "company" else actor.person
        own = model.rows.visible_to(actor).filter(**{of: OuterRef("pk"), _COLUMNS[by]: who.pk if who else ""})
        found: QuerySet[Any] = rows.annotate(**{name: Exists(own)})
        return found

    return annotated
