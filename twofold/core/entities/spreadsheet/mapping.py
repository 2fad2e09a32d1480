"""Which column of a file is which field: by API name, label and the usual synonyms, in any case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from twofold.core.entities.entity import Entity
from twofold.core.entities.field import Field
from twofold.core.errors import Invalid
from twofold.rules.csv_files.header_names import ALIASES, plain_name

from .cells import header_of, reference_behind

ID = "id"
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def import_fields(entity: Entity) -> tuple[Field, ...]:
    """The fields that a file can fill, in order."""
    return tuple(field for field in (*entity.asks, *entity.written) if field.csv)


def is_set_once(entity: Entity, field: Field) -> bool:
    """Whether only adding an item says what this field holds: in a row that changes one, an empty cell leaves it as it is."""
    return field.write == "create" or field in entity.asks


def exported_name(entity: Entity, header: str) -> str | None:
    """The field whose column an export would head so; none that an export doesn't have."""
    for field in (*entity.columns, *entity.extra):
        if header.casefold() == header_of(entity, field).casefold():
            return reference_behind(entity, field).name
    return None


def is_known(entity: Entity, header: str) -> bool:
    """Whether a header says which field is meant, one that cannot be imported too."""
    return exported_name(entity, header) is not None or _match(entity, header) is not None


def suggested_mapping(entity: Entity, columns: Iterable[str]) -> dict[str, str]:
    """Each column with its field, or an empty text to leave it out. No field is filled twice: the first column has it."""
    taken: set[str] = set()
    mapping = {}
    possible = {ID, *(field.name for field in import_fields(entity))}
    exported = {column: exported_name(entity, column) for column in columns}
    for column, known in exported.items():
        meant = known if known in possible else _match(entity, column)
        # What a reference is called is read where the reference has no column of its own.
        name = known if meant is None or (known and meant in exported.values()) else meant
        name = next((each.name for each in entity.asks if name == f"{each.name}Id"), name)  # as an export has it
        mapping[column] = name if name in possible and name not in taken else ""
        taken.add(mapping[column])
    return {column: name or "" for column, name in mapping.items()}


def checked_mapping(entity: Entity, columns: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """The mapping that was chosen; columns it doesn't name are left out. Errors: Invalid, by column."""
    names, wrong = set(columns), []
    possible = {ID, *(field.name for field in import_fields(entity))}
    taken: dict[str, str] = {}
    for column, name in given.items():
        if column not in names:
            wrong.append((f"mapping.{column}", "There is no such column in the file."))
        elif name and name not in possible:
            wrong.append((f"mapping.{column}", f"“{name}” is no field that can be imported."))
        elif name and name in taken:
            wrong.append((f"mapping.{column}", f"“{taken[name]}” fills this field already. Choose one of the two."))
        elif name:
            taken[name] = column
    if wrong:
        raise Invalid(wrong[0][1], wrong)
    return {column: given.get(column, "") for column in columns}


def _match(entity: Entity, header: str) -> str | None:
    """The field that is meant by its name, its label, or a synonym of either."""
    plain = plain_name(header)
    if not plain:
        return None
    if plain == ID:
        return ID
    known = {field.name: _spellings(field) for field in import_fields(entity)}
    found = next((name for name, spellings in known.items() if plain in spellings), None)
    if found is None and (alias := ALIASES.get(plain)):
        found = next((n for n, spellings in known.items() if alias in {ALIASES.get(each) for each in spellings}), None)
    return found


def _spellings(field: Field) -> set[str]:
    spelled = {plain_name(field.name), plain_name(_WORD.sub(" ", field.name)), plain_name(field.label)}
    return spelled | ({"email"} if field.type == "email" else set()) - {""}
