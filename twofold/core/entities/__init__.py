"""Entities: each kind of item is declared once; its questions, verbs, inputs, doors and pages follow from that."""

from .entity import ENTITIES, STANDARD, WITHOUT_CREATE, Entity, of_everybody, of_own_company
from .field import Choice, Field, InSql, choices, currency, listed, shown
from .items import entity_of, get, present
from .many import also_many
from .parts import Bucket, Moves, Own, View
from .register import entity

__all__ = [
    "ENTITIES", "STANDARD", "WITHOUT_CREATE", "Bucket", "Choice", "Entity", "Field", "InSql", "Moves", "Own", "View", "also_many", "choices", "currency", "entity", "entity_of",
    "get", "listed", "of_everybody", "of_own_company", "present", "shown",
]  # fmt: skip
