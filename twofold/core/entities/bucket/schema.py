"""What of an entity a bucket holds: the types, references and saved views of the founding document's dialect."""

from __future__ import annotations

from typing import Any, Literal

from twofold.core.entities.entity import ENTITIES, Entity
from twofold.core.entities.field import NUMBERS, Field

BucketType = Literal["string", "number", "boolean", "array"]


def exchanged() -> dict[str, Entity]:
    """The entities that a bucket holds, by folder."""
    return {each.path: each for each in ENTITIES.values() if each.bucket}


def bucket_fields(entity: Entity) -> tuple[Field, ...]:
    """The fields of an item in a bucket, in order."""
    return tuple(field for field in entity.fields if field.bucket)


def bucket_type(field: Field) -> BucketType:
    """A field's type as the founding document calls it: dates and references are texts."""
    if field.type in NUMBERS:
        return "number"
    return field.type if field.type in {"boolean", "array"} else "string"


def refs(entity: Entity) -> dict[str, dict[str, str]]:
    """The references to other entities of the bucket: `{"partner": {"model": "Partner", …}}`."""
    return {
        field.name.removesuffix("Id"): {"model": target.bucket.name, "field": field.name, "type": "belongsTo"}
        for field in bucket_fields(entity)
        if field.to and (target := ENTITIES[field.to]).bucket
    }


def model_of(entity: Entity) -> dict[str, Any]:
    """The entity as a model of the schema."""
    assert entity.bucket is not None
    fields: dict[str, Any] = {}
    for field in bucket_fields(entity):
        fields[field.name] = {"type": bucket_type(field)}
        if field.required:
            fields[field.name]["required"] = True
        if field.default is not None:
            fields[field.name]["default"] = field.default
    model: dict[str, Any] = {"path": f"@{entity.path}/(id:nanoid)", "file": "[data].json", "fields": fields}
    if refs(entity):
        model["refs"] = refs(entity)
    return {**model, "oplog": True, "softDelete": True}


def views_of(entity: Entity) -> dict[str, dict[str, Any]]:
    """The shipped views of the entity, as saved queries."""
    assert entity.bucket is not None
    told: dict[str, dict[str, Any]] = {}
    for view in entity.views:
        one: dict[str, Any] = {"model": entity.bucket.name}
        if view.filter:
            one["filter"] = dict(view.filter)
        if view.layout == "board":
            grouped = entity.field(view.group)
            one |= {"groupBy": view.group, "groups": list(grouped.values) if grouped else []}
        elif view.columns:
            one["columns"] = list(view.columns)
        told[view.key] = one
    return told
