"""The saved view, declared as any other entity: a person sees the company's and their own, nobody else's."""

import json
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from twofold.core.actor import Actor
from twofold.core.entities import Entity, Field, entity, shown
from twofold.core.errors import Invalid, NotFound
from twofold.core.operations.context import OperationContext

from .models import SavedView

LONGEST_STATE = 8_000


def in_sight(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """The company's views and the actor's own."""
    return rows.filter(Q(person__isnull=True) | Q(person_id=actor.person.pk if actor.person else "")).annotate(
        own=Case(When(person__isnull=False, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def must_be_in_sight(do: OperationContext, view: SavedView) -> None:
    """A colleague's own view is not there."""
    if view.person_id and (do.actor.person is None or view.person_id != do.actor.person.pk):
        raise NotFound


def placed(do: OperationContext, view: SavedView | None, columns: dict[str, Any]) -> dict[str, Any]:
    """Whose the view is; and if it becomes the default, the one that was is none any more."""
    own = columns.pop("own", None)
    if own is not None:
        columns["person"] = do.actor.person if own else None
    if len(json.dumps(columns.get("state", {}))) > LONGEST_STATE:
        raise Invalid.field("state", f"This must be at most {LONGEST_STATE:,} characters.")
    name = columns.get("name", view.name if view else "")
    if not name:
        raise Invalid.field("name", "This must not be empty.")
    if columns.get("is_default", bool(view and view.is_default)):
        person = columns.get("person", view.person if view else None)
        _clear_default(do, view, columns.get("entity", view.entity if view else ""), person)
    return columns


def back_without_being_default(do: OperationContext, view: SavedView) -> None:
    """A removed default comes back as one view among others: another may have taken its place."""
    if view.is_default:
        do.change(view, is_default=False)


def _clear_default(do: OperationContext, view: SavedView | None, noun: str, person: Any) -> None:
    same = SavedView.rows.within(do.actor.company_space_id()).filter(entity=noun, person=person, is_default=True)
    for other in same.exclude(pk=view.pk if view else ""):
        do.change(other, is_default=False)


VIEWS = entity(
    Entity(
        noun="view",
        model=SavedView,
        needs="views.see",
        works="views.work",
        label="view",
        icon="bookmark",
        sort="position,name",
        base=in_sight,
        derives=("create", "update", "delete", "restore"),
        check=placed,
        guard=must_be_in_sight,
        returning=back_without_being_default,
        fields=(
            Field("entity", write="create", group=True, help="The kind of item whose list this is."),
            Field("name", sealed=True),
            Field("own", "boolean", label="Only for me", default=False, help="Else everybody in your company has it."),
            Field("isDefault", label="Opens first"),
            Field("position", label="Place", least=-1_000_000, most=1_000_000),
            Field(
                "state", "object", sealed=True, default={},
                doc="What stands in the address of the list: columns, sort, group, layout, q, and filters by name.",
            ),
            shown("personId", source="person_id", to="person", filter=True, column="never", blank_is_null=True),
        ),
    )
)  # fmt: skip
