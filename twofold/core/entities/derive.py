"""Making a derived operation, as `@operation` would make a written one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twofold.core.operations.registry import Input, Nothing, operation

from .entity import Entity


def derive(  # noqa: PLR0913 - as many as `@operation` has
    entity: Entity,
    verb: str,
    past: str,
    body: Callable[..., Any],
    *,
    doc: str,
    takes: type[Input] = Nothing,
    says: str = "",
    on: Any = None,
    gives: Any = None,
    deleted: bool = False,
    internal: bool = False,
    needs: str = "",
    files: tuple[str, ...] = (),
    before: Callable[..., None] | None = None,
) -> None:
    """One derived operation of an entity, as `@operation` would make it."""
    body.__annotations__ = {"input": takes, "return": gives or entity.model}
    body.__doc__ = doc
    operation(
        f"{entity.noun}.{verb}",
        needs=needs or entity.works,
        says=says,
        fact=f"{entity.noun}.{past.replace(' ', '_')}",
        on=on,
        deleted=deleted,
        internal=internal,
        files=files,
        before=before,
        derived=True,
    )(body)
