"""What comes through the doors before anybody's rows are asked: inputs, cursors, headers, forms, items of buckets."""

from __future__ import annotations

import base64
import io
import json
from functools import cache
from typing import Any

from django.http import QueryDict

from tests.access.given import example
from tests.fuzzing.cases import Draws
from tests.fuzzing.nasty import PIECES, SURROGATES, written
from tests.fuzzing.sending import CHARSETS, scope
from tests.fuzzing.trial import Target
from twofold.core.entities import ENTITIES, Field, cursors
from twofold.core.entities.bucket import bucket_fields, exchanged
from twofold.core.entities.bucket.checking import check
from twofold.core.entities.bucket.schema import bucket_type
from twofold.core.entities.cursors import closed
from twofold.core.entities.filter_values import values_of
from twofold.core.errors import Invalid, Problem
from twofold.core.ids import is_id
from twofold.core.json_text import encode
from twofold.core.operations.parsing import parse
from twofold.core.operations.query import QUERIES
from twofold.core.operations.registry import OPERATIONS, Input
from twofold.doors.bucket.layout import OutsideError, collection_of, file_of
from twofold.doors.cli.inputs import json_object
from twofold.doors.rest import requests
from twofold.doors.rest.route import Route
from twofold.doors.rest.routes import all_routes
from twofold.project.asgi import Request
from twofold.rules.lead_share import RulesInvalidError, read_rules
from twofold.rules.lead_share.form.document import to_document
from twofold.rules.lead_share.form.post import draft_from, edited, survives_post

ID = "V1StGXR8_Z5jdHi6B-myT"
VALUES: dict[str, Any] = {
    "string": "some text", "integer": 7, "number": 1.5, "boolean": True, "date": "2026-11-21", "datetime": "2026-11-21T09:00:00+00:00",
}  # fmt: skip
PATHS = ("@partners/(id:nanoid)", "#crm/@partners/(id:nanoid)", "[data].json", "a/b/../c", "/etc")
ACTIONS = ("add-route", "remove-route-1", "up-route-1", "add-line-0", "remove-line-0-2", "propose")
FORM = {
    "shared": "minutes", "shared_minutes": "30", "exclude_host": "on", "consent": "basis", "basis": "legitimate interest", "because": "both",
    "window": "90", "dispute_days": "14", "retention_days": "365", "route-0-name": "DACH", "route-0-match": "all", "route-0-to": "split",
    "route-0-host": "60", "route-0-hours": "24", "route-0-line-0-fact": "country", "route-0-line-0-op": "one_of", "route-0-line-0-value": "DE, AT",
    "route-0-line-1-fact": "answers", "route-0-line-1-key": "Was noch?", "route-0-line-1-op": "contains", "route-0-line-1-value": "x",
    "route-1-name": "custom", "route-1-custom": '{"==": [{"var": "attended"}, true]}', "route-1-to": "host", "rest-to": "partner", "rest-name": "Rest",
}  # fmt: skip


@cache
def inputs() -> tuple[tuple[type[Input], dict[str, Any]], ...]:
    """The inputs of all operations and queries, each with its smallest example and one with all fields."""
    taken = [found.takes for found in OPERATIONS.values() if not found.files] + [
        each.takes for each in QUERIES.values()
    ]
    found = [(takes, example(takes)) for takes in taken if takes.model_fields]
    return (*found, *((takes, {**given, **_all(takes)}) for takes, given in found))


def _all(takes: type[Input]) -> dict[str, Any]:
    names = [field.alias or name for name, field in takes.model_fields.items()]
    return {name: VALUES["string"] for name in names if name not in example(takes)}


def an_input(case: tuple[int, Any]) -> bool:
    """The typed input, or every wrong field with a sentence that can be sent."""
    takes = inputs()[case[0]][0]
    try:
        parse(takes, case[1])
    except Invalid as wrong:
        encode({"detail": wrong.detail.encode(errors="replace").decode(), "n": len(wrong.errors)})
        assert wrong.errors
        return False
    return True


def some_input(draws: Draws) -> tuple[int, Any]:
    """An example of an input with something else in it."""
    at = draws.upto(len(inputs()) - 1)
    given = draws.json(inputs()[at][1])
    if isinstance(given, dict) and given and draws.random() < 0.05:
        given = {**given, draws.pick(list(given)): draws.pick(SURROGATES)}
    return at, given


@cache
def columns() -> tuple[Field, ...]:
    """Every column by which something can be sorted, or that narrows."""
    return tuple(each for found in ENTITIES.values() for each in found.columns if each.sort or each.filter)


def some_cursor(draws: Draws) -> tuple[int, str]:
    """A cursor of ours, of which letters changed, or what stands inside."""
    at = draws.upto(len(columns()) - 1)
    column = columns()[at]
    value = VALUES.get(column.type, "x") if draws.random() < 0.7 else draws.value(1)
    inside = json.loads(base64.urlsafe_b64decode(closed(column.name, [VALUES["string"]], ID) + "==="))
    inside[1] = [value]
    told = written(draws.json(inside) if draws.random() < 0.7 else inside).encode()
    if draws.random() < 0.2:
        told = draws.data(told)
    made = base64.urlsafe_b64encode(told).decode().rstrip("=")
    return at, draws.text(made) if draws.random() < 0.4 else made


def a_cursor(case: tuple[int, str]) -> bool:
    """A value that the column can be compared with, and an id."""
    column = columns()[case[0]]
    [value], pk = cursors.opened(case[1], column.name, [column])
    assert is_id(pk)
    assert value is None or isinstance(value, str | int | float)
    return True


def some_filter(draws: Draws) -> tuple[int, Any]:
    """What a list is narrowed to: a text, texts with commas, a list."""
    text = draws.text(draws.pick(("active", "active,expanding", "Acme, Inc.", ID, "1,2", "2026-11-21")))
    return draws.upto(len(columns()) - 1), text if draws.random() < 0.7 else [text, draws.pick(PIECES)]


def a_filter(case: tuple[int, Any]) -> bool:
    """Texts; an empty one only where a list says it, for none."""
    found = values_of(columns()[case[0]], case[1])
    assert all(isinstance(each, str) for each in found)
    assert "" not in found or isinstance(case[1], list)
    return bool(found)


@cache
def routes() -> tuple[Route, ...]:
    """All routes of the API."""
    return tuple(all_routes())


@cache
def asked_of(at: int) -> dict[str, Any]:
    """A well-formed input of a route."""
    return example(routes()[at].takes)


def some_request(draws: Draws) -> tuple[int, str, str, str, str, bytes]:
    """Route, query, If-Match, Idempotency-Key, content type, body."""
    at = draws.upto(len(routes()) - 1)
    given = asked_of(at)
    asked = "&".join(f"{name}={draws.text(str(value))}" for name, value in {**given, "limit": 5, "sort": "-x"}.items())
    kind = draws.text(draws.pick(("application/json", "multipart/form-data; boundary=x")), CHARSETS)
    body = draws.data(draws.pick((json.dumps(given).encode(), _form(given))))
    version, key = draws.text(draws.pick(('"3"', "3", "*", 'W/"3"'))), draws.text("a-key")
    return at, draws.text(asked), version, key, kind if draws.random() < 0.3 else kind.split(";")[0], body


def _form(given: dict[str, Any]) -> bytes:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in given.items()
    ]
    file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\na@b.example\r\n'
    return ("".join(parts) + file + "--x--\r\n").encode()


def a_request(case: tuple[int, str, str, str, str, bytes]) -> bool:
    """Whatever was sent is read, or refused with one of our problems."""
    at, asked, version, key, kind, body = case
    request, taken = (
        Request(
            scope("POST", "/", asked, headers={"content-type": kind, "if-match": version, "idempotency-key": key}),
            io.BytesIO(body),
        ),
        False,
    )
    for read in (
        lambda: requests.query(request, routes()[at]),
        lambda: requests.body(request, routes()[at]),
        lambda: requests.version(request),
        lambda: requests.key(request),
        lambda: requests.no_query(request),
    ):
        try:
            read()
            taken = True
        except Problem as wrong:
            assert 400 <= wrong.status < 500
            encode(wrong.as_json())
    return taken


def some_words(draws: Draws) -> str:
    """JSON as somebody types it; what names a file or standard input is for other tests."""
    text = written(draws.value()) if draws.random() < 0.3 else draws.text('{"name": "Spring", "n": [1, 2.5]}', PIECES)
    return f" {text}" if text.startswith(("-", "@")) else text


def an_input_of_the_command(text: str) -> bool:
    """An object."""
    return isinstance(json_object(text), dict)


def some_item(draws: Draws) -> tuple[str, Any, bool]:
    """An item of a bucket with other fields."""
    path = draws.pick(sorted(exchanged()))
    given: dict[str, Any] = {
        "id": ID,
        "createdAt": "2026-11-21T09:00:00Z",
        "updatedAt": "2026-11-21T09:00:00Z",
        "more": 1,
    }
    for each in bucket_fields(exchanged()[path]):
        given[each.name] = (
            each.values[0]
            if each.choices
            else {"number": 1, "boolean": True, "array": ["x"]}.get(bucket_type(each), "2026-11-21")
        )
    return path, draws.json(given), draws.random() < 0.3


def an_item(case: tuple[str, Any, bool]) -> bool:
    """Each wrong field with a sentence; what is left over is kept."""
    path, data, deleted = case
    if not isinstance(data, dict):
        return False
    done = check(exchanged()[path], data, deleted=deleted)
    assert all(isinstance(sentence, str) and sentence for _, sentence in done.wrong)
    assert set(done.extra) <= set(data)
    return not done.wrong


def a_path(text: str) -> bool:
    """A folder or a file below, never above."""
    taken = False
    for read in (collection_of, file_of):
        try:
            steps = read(text).split("/")
        except OutsideError as wrong:
            assert str(wrong)
            continue
        assert all(step not in {"", ".", ".."} and "\0" not in step for step in steps), steps
        taken = True
    return taken


def some_form(draws: Draws) -> tuple[dict[str, str], str]:
    """The form of the rules as a browser posts it, with other texts in it."""
    form = dict(FORM)
    for _ in range(1 + draws.upto(3)):
        name = draws.pick(list(form))
        form[name] = draws.text(form[name])
    return form, draws.text(draws.pick(ACTIONS))


def a_form(case: tuple[dict[str, str], str]) -> bool:
    """A document that is valid or says what is wrong with it; a button that changes the form, or none."""
    posted = QueryDict(mutable=True)
    posted.update(case[0])
    draft = draft_from(posted)
    edited(draft, case[1])
    survives_post(draft)
    try:
        read_rules(to_document(draft))
    except RulesInvalidError as wrong:
        assert wrong.errors
        return False
    return True


TARGETS = [
    Target("inputs of operations and queries", some_input, an_input, proof=12_000),
    Target("cursors", some_cursor, a_cursor, (Invalid,), proof=400_000),
    Target("filters", some_filter, a_filter, proof=700_000),
    Target("requests before the rows", some_request, a_request, proof=12_000),
    Target("inputs of the command line", some_words, an_input_of_the_command, (Invalid,), proof=250_000),
    Target("items of buckets", some_item, an_item, proof=12_000),
    Target("paths of buckets", lambda draws: draws.text(draws.pick(PATHS)), a_path, proof=250_000),
    Target("the form of the rules", some_form, a_form, proof=8_000),
]  # fmt: skip
