"""The entities of the founding document: how they leave this house in a bucket, and how they come in again."""

from .entity import ENTITIES, Entity, EntityField, entity
from .telling import Told, tell

__all__ = ["ENTITIES", "Entity", "EntityField", "Told", "entity", "tell"]
