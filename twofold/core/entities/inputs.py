"""The input types of an entity's verbs, from its fields. Absent, null and empty are three things.

Creating: what is absent has its default. Changing: what is absent stays. Null, and for texts an empty text, clears what
may be empty and is refused beside the field where it may not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, create_model
from pydantic import Field as Declared
from pydantic_core import PydanticCustomError

from twofold.core.ids import LENGTH as ID_LENGTH
from twofold.core.operations.registry import Input
from twofold.rules.web_address import is_web_address

from .entity import Entity
from .field import NUMBERS, Field

LONGEST_MAIL = 254  # RFC 5321; the columns hold as much
LONGEST_TEXT = 20_000
MOST_ITEMS = 200
_EMPTY = ("empty", "This must not be empty.")


def mail_address(text: str) -> str:
    """A mail address in lower case. Errors: ValueError with a sentence."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("This is not an e-mail address.") from None
    address = text.strip().lower()
    if len(address) > LONGEST_MAIL:
        raise ValueError(f"An e-mail address has at most {LONGEST_MAIL} characters.")
    return address


def web_address(text: str) -> str:
    """An address that a browser opens as a page. Errors: ValueError with a sentence."""
    if not is_web_address(text):
        raise ValueError("Give an address that begins with https:// or http://.")
    return text


def blank_of(entity: Entity, field: Field) -> Any:
    """What an emptied field holds: an empty text or list, or nothing; `...` where it may not be empty."""
    if field.required or (field.choices and field.default is not None):
        return ...
    column = entity.column_of(field)
    if column is not None and column.null:
        return None
    if field.type == "array":
        return []
    if field.is_text and field.default is None:
        return ""
    return ...


def create_input(entity: Entity) -> type[Input]:
    """What creating takes."""
    return input_of(f"Create{title_of(entity)}", entity, entity.written, f"A new {entity.words[0]}.")


def input_of(name: str, entity: Entity, fields: Iterable[Field], doc: str = "") -> type[Input]:
    """What takes these fields, the entity's own or others: required ones are needed, the others have their default."""
    taken: dict[str, Any] = {}
    for field in fields:
        blank = blank_of(entity, field)
        if field.required:
            taken[field.snake] = (_typed(entity, field), Declared(description=field.doc or field.help or None))
        else:
            default = field.default if field.default is not None else blank
            taken[field.snake] = (_typed(entity, field), _declared(field, default))
    made: type[Input] = create_model(name, __base__=Input, __doc__=doc, **taken)
    return made


@cache
def update_input(entity: Entity) -> type[Input]:
    """What changing takes: any of the fields; those not given stay."""
    fields = {
        field.snake: (_typed(entity, field), _declared(field, None, told=False))
        for field in entity.written
        if field.write == "always"
    }
    doc = f"Some fields of the {entity.words[0]}; those not given stay."
    made: type[Input] = create_model(f"Update{title_of(entity)}", __base__=Input, __doc__=doc, **fields)  # type: ignore[call-overload]
    made.elsewhere = {
        field.name: _instead(entity, field) for field in (*entity.columns, *entity.extra) if field.snake not in fields
    }
    return made


def _instead(entity: Entity, field: Field) -> str:
    """What to do about a field that is not changed like the others."""
    if entity.moves and field.name == entity.moves.field:
        return f"This is changed by moving the {entity.words[0]}, not here."
    if field.write == "create":
        return f"This is given when the {entity.words[0]} is made, and is not changed here."
    return "This can be read, but not changed here."


def columns_of(entity: Entity, given: Input, *, sent: bool) -> dict[str, Any]:
    """What was given, by column: for a new item every field, for a change only what was `sent`."""
    names = given.model_fields_set if sent else type(given).model_fields
    return {field.path: getattr(given, field.snake) for field in entity.written if field.snake in names}


def title_of(entity: Entity) -> str:
    """Its noun as names of types spell it: `LaunchItem`."""
    return "".join(word.capitalize() for word in entity.noun.split("_"))


def _declared(field: Field, default: Any, *, told: bool = True) -> Any:
    more: dict[str, Any] = {"description": field.doc or field.help or None}
    if not told:
        more["json_schema_extra"] = lambda schema: schema.pop("default", None)
    if isinstance(default, (list, dict)):
        return Declared(default_factory=type(default), **more)
    return Declared(None if default is ... else default, **more)


def _typed(entity: Entity, field: Field) -> Any:
    """The type of a field's values, with what empties it and what does not fit."""
    blank = blank_of(entity, field)
    kind = _kind(entity, field)
    checks = [AfterValidator(_unless_blank(check)) for check in _checks(field)]
    return Annotated[kind if blank is ... else kind | None, BeforeValidator(_emptied(field, blank)), *checks]


def _kind(entity: Entity, field: Field) -> Any:
    if field.type == "array":
        each = Literal[field.values] if field.choices else str
        return Annotated[list[each], Declared(max_length=int(field.most or MOST_ITEMS))]  # type: ignore[valid-type]
    if field.choices:
        values = (*field.values, "") if blank_of(entity, field) == "" else field.values
        return Literal[values]
    if field.type in NUMBERS:
        number = int if field.type == "integer" else float
        return Annotated[number, Declared(allow_inf_nan=False, ge=field.least, le=field.most)]
    plain: dict[str, Any] = {"boolean": bool, "date": date, "datetime": AwareDatetime, "object": dict[str, Any]}
    if field.type in plain:
        return plain[field.type]
    return Annotated[str, Declared(max_length=longest(entity, field))]


def longest(entity: Entity, field: Field) -> int:
    """How many characters fit into a text."""
    if field.to:
        return ID_LENGTH
    column = entity.column_of(field)
    column = getattr(column, "target_field", column)
    return int(field.most or getattr(column, "max_length", None) or LONGEST_TEXT)


def _checks(field: Field) -> list[Callable[[str], str]]:
    known: dict[str, list[Callable[[str], str]]] = {"email": [mail_address], "url": [web_address]}
    found = known.get(field.type, [])
    return [*found, _sentence(field.check)] if field.check else found


def _sentence(check: Callable[[str], str]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        wrong = check(text)
        if wrong:
            raise ValueError(wrong)
        return text

    return checked


def _unless_blank(check: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: value if value in (None, "") else check(value)


def _emptied(field: Field, blank: Any) -> Callable[[Any], Any]:
    """Null is empty, and so is an empty text, whatever the type."""

    def emptied(value: Any) -> Any:
        if value is not None and not (isinstance(value, str) and not value.strip()):
            return value
        if blank is ...:
            raise PydanticCustomError(*_EMPTY)
        return [] if blank == [] else blank

    return emptied
