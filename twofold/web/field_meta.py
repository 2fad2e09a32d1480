"""What the editors in the browser need to know of the fields: once a page, as JSON."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.html import json_script
from django.utils.safestring import SafeString

from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity, Field
from twofold.core.entities.inputs import blank_of, longest
from twofold.core.entities.undo import is_kept
from twofold.core.operations.registry import OPERATIONS

from .cells import title_of
from .form_controls import same_parent


def editable(entity: Entity, actor: Actor) -> list[Field]:
    """The fields that this actor may change in place."""
    if f"{entity.noun}.update" not in OPERATIONS or not entity.works or not actor.may(entity.works):
        return []
    return [field for field in entity.written if field.edit]


def field_meta(entity: Entity, actor: Actor) -> dict[str, dict[str, Any]]:
    """By name, what an editor of each field needs; fields that nobody edits here are left out."""
    return {field.name: meta_of(entity, field) for field in editable(entity, actor)}


def meta_script(entity: Entity, actor: Actor) -> SafeString:
    """The same as the script of a list page, which its editors look for as `fields-<noun>`."""
    return _script(entity, tuple(editable(entity, actor)))


@cache
def _script(entity: Entity, fields: tuple[Field, ...]) -> SafeString:
    return json_script({field.name: meta_of(entity, field) for field in fields}, f"fields-{entity.noun}")


@cache
def meta_of(entity: Entity, field: Field) -> dict[str, Any]:
    """What an editor of a field needs to know: nothing in it depends on who asks."""
    told: dict[str, Any] = {
        "label": field.label,
        "type": field.type,
        "required": field.required,
        "clearable": blank_of(entity, field) is not ...,
        "help": field.help,
        "kept": is_kept(entity, field),
    }
    if field.begins not in (None, "", []):
        told["begins"] = field.begins
    if field.choices:
        told["choices"] = [{"value": each.value, "label": each.label} for each in field.choices]
    if field.least is not None:
        told["least"] = field.least
    if field.is_text and not field.choices:
        told["most"] = longest(entity, field)
    elif field.most is not None:
        told["most"] = field.most
    if field.to:
        target = ENTITIES[field.to]
        same = same_parent(entity, field.to)
        told["to"] = {"path": target.path, "title": title_of(field.to), "more": target.told_apart, "same": same}
    return told
