"""The name of each kind of row, as the log, the stream and the API say it."""

import re

from django.apps import apps

from twofold.core.models import LoggedRow, SpaceRow, SystemRow

_STEP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def kind_of(row: LoggedRow | type[LoggedRow]) -> str:
    """`LeadImport` → `lead_import`."""
    model = row if isinstance(row, type) else type(row)
    return _STEP.sub("_", model.__name__).lower()


VALUE_WORDS: dict[tuple[str, str], dict[str, str]] = {}
"""What people read in place of a value: by kind of row and column; filled by the declarations of entities."""


def row_kinds() -> dict[str, type[SpaceRow]]:
    """Every kind of row that lives in a space."""
    return {kind_of(model): model for model in apps.get_models() if issubclass(model, SpaceRow)}


def system_kinds() -> dict[str, type[SystemRow]]:
    """Every kind of row that lives in no space and is in the log all the same."""
    return {kind_of(model): model for model in apps.get_models() if issubclass(model, SystemRow)}
