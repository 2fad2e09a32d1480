"""From what a door was given to a typed input, with one sentence for every wrong field."""

from typing import Any, TypeVar

from pydantic import ValidationError

from twofold.core.errors import Invalid

from .registry import Input

T = TypeVar("T", bound=Input)

_SENTENCES = {
    "missing": "This is needed.",
    "extra_forbidden": "There is no such field.",
    "string_too_short": "This must not be empty.",
    "string_type": "This must be text.",
    "date_from_datetime_parsing": "This must be a date like 2026-11-21.",
    "date_parsing": "This must be a date like 2026-11-21.",
    "date_type": "This must be a date like 2026-11-21.",
    "datetime_parsing": "This must be a time like 2026-11-21T09:00:00Z.",
    "datetime_from_date_parsing": "This must be a time like 2026-11-21T09:00:00Z.",
    "datetime_type": "This must be a time like 2026-11-21T09:00:00Z.",
    "timezone_aware": "This time needs its zone, like 2026-11-21T09:00:00Z.",
    "bool_parsing": "This must be true or false.",
    "bool_type": "This must be true or false.",
    "int_parsing": "This must be a whole number.",
    "int_type": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "float_parsing": "This must be a number.",
    "float_type": "This must be a number.",
    "finite_number": "This must be a finite number.",
    "list_type": "This must be a list.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object.",
}


def parse(takes: type[T], given: Any) -> T:
    """The typed input, or Invalid with every wrong field named in the API's spelling."""
    if isinstance(given, takes):
        return given
    if not isinstance(given, dict):
        raise Invalid("The input must be a JSON object.", [("", "This must be an object.")])
    try:
        return takes.model_validate(given)
    except ValidationError as wrong:
        errors = [(_path(error["loc"]), _sentence(takes, error)) for error in wrong.errors(include_url=False)]
        first = f"{errors[0][0]}: {errors[0][1]}" if errors else "The input is wrong."
        raise Invalid(first, errors) from None


_MANY = 400
"""Letters of values that one still reads."""


def _path(where: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in where)


def _sentence(takes: type[Input], error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden" and (instead := takes.elsewhere.get(_path(error["loc"]))):
        return instead
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind in {"literal_error", "enum"}:
        expected = str(context.get("expected", "one of the listed values"))
        return f"This must be {expected if len(expected) < _MANY else 'one of the values that the API document lists'}."
    if kind == "string_too_long":
        return f"This must be at most {context.get('max_length')} characters."
    if kind in {"greater_than_equal", "greater_than", "less_than_equal", "less_than"}:
        bound = next((context[key] for key in ("ge", "gt", "le", "lt") if key in context), "")
        words = {"greater_than_equal": "at least", "greater_than": "more than", "less_than_equal": "at most"}
        whole = int(bound) if isinstance(bound, float) and bound.is_integer() else bound
        return f"This must be {words.get(kind, 'less than')} {whole}."
    return str(error["msg"]).removeprefix("Value error, ")
