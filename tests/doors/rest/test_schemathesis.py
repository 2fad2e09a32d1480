"""The document against the door, by machine: whatever it allows is answered, in a documented way, in the described shape."""

from __future__ import annotations

import logging
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import example as by_hand
from hypothesis import strategies as st
from schemathesis.checks import CHECKS

from tests.access.given import example
from tests.access.specimens import Ids
from tests.access.story import Story
from tests.doors.rest.calling import Api, token_of
from tests.drawn import proof, said, share, some
from twofold.doors.rest.openapi import described
from twofold.doors.rest.routes import all_routes

pytestmark = [pytest.mark.django_db, pytest.mark.property]
EXAMPLES = 4 if proof() else 1
"""Of each operation, beside the simplest one."""
SIDES = ("host", "partner")
"""In a test run each operation is asked by one of them, drawn."""
MOST = 300
"""Values that a test run tries on each side; the proof tries all."""
HELD = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
"""Rules of the business may refuse what the document allows (a step that is not legal now), so acceptance is not held."""


@pytest.mark.drawn
@pytest.mark.parametrize("side", SIDES)
def test_every_operation_answers_as_documented(story: Story, known: dict[str, Ids], side: str) -> None:
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import transaction

    api = Api(token_of(getattr(story.world, side)))
    simplest = {
        (each.method, f"/{each.path}"): example(each.takes) for each in all_routes() if each.kind == "operation"
    }
    schema = schemathesis.openapi.from_dict(described())
    app = WSGIHandler()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    checks = [CHECKS.get_one(name) for name in HELD]
    wrong: list[str] = []
    answered: set[int] = set()
    every = [each for each in (result.ok() for result in schema.get_all_operations()) if each.path != "/events"]
    for operation in share(side, SIDES, every):
        ids = sorted(set(known.get(operation.path.split("/")[1], {}).values()))

        @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(), real=_one_of(ids))
        def ask_and_hold(case: schemathesis.Case, real: str | None) -> None:
            if real and "id" in case.path_parameters:
                case.path_parameters["id"] = real
            with transaction.atomic():
                point = transaction.savepoint()
                response = case.call(app=app, base_url="http://testserver/api/v1", headers=api.headers)
                transaction.savepoint_rollback(point)
            answered.add(response.status_code)
            case.validate_response(response, checks=checks)

        taken = simplest.get((operation.method.upper(), operation.path))
        if taken is not None:
            at = {"path_parameters": {"id": ids[0] if ids else "x"}} if "{id}" in operation.path else {}
            told_simply = operation.Case(body=taken, media_type="application/json", **at)
            ask_and_hold = by_hand(case=told_simply, real=None)(ask_and_hold)
        try:
            ask_and_hold()
        except BaseExceptionGroup as failures:
            wrong += [f"{operation.method.upper()} {operation.path}: {each}" for each in failures.exceptions]
        except Exception as failure:
            wrong.append(f"{operation.method.upper()} {operation.path}: {failure!r}")
    assert not wrong, f"{len(wrong)} operations:\n" + "\n\n".join(each[:600] for each in wrong)
    documented = {(each.method.upper(), each.path) for each in every}
    assert simplest.keys() <= documented, f"not in the document: {sorted(simplest.keys() - documented)}"
    assert ({200, 201, 404, 409, 422} if proof() else {200, 422}) <= answered


def _one_of(ids: list[str]) -> st.SearchStrategy[str | None]:
    """Nearly always an item there is; now and then whatever the document allows."""
    return st.one_of(*(st.sampled_from(ids) for _ in range(4)), st.none()) if ids else st.none()


_VALUES: dict[str, list[Any]] = {"boolean": ["true", "false"], "integer": [1], "number": ["1.5"], "string": ["x"]}
_FORMATS = {"date": ["2026-11-21"], "date-time": ["2026-11-21T08:00:00Z"]}


@pytest.mark.parametrize("side", SIDES)
def test_every_parameter_of_every_question_is_answered(story: Story, known: dict[str, Ids], side: str) -> None:
    """Each one alone, with a value of its type and with nonsense, on an item that is there."""
    api, document = Api(token_of(getattr(story.world, side))), described()
    every = [
        (path, parameter["name"], f"{path.replace('{id}', id)}?{parameter['name']}={value}")
        for path, methods in document["paths"].items()
        for parameter in methods.get("get", {}).get("parameters", [])
        if parameter["in"] == "query" and path != "/events"
        for value in [*_values(parameter["schema"]), "\u00e9'%00"]
        for id in (sorted(set(known.get(path.split("/")[1], {}).values()))[:2] if "{id}" in path else [""])
    ]
    assert len(every) > 500
    asked = every if proof() else some(f"values of parameters, {side}", every, MOST, lambda each: each[0])
    wrong = []
    for path, _, address in asked:
        status = api.get(address).status_code
        if str(status) not in document["paths"][path]["get"]["responses"] or status >= 500:
            wrong.append(f"GET {address}: {status}")
    assert not wrong, f"{said()}\n" + "\n".join(wrong)


def _values(schema: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    for each in schema.get("anyOf", [schema]):
        found += each.get("enum") or _FORMATS.get(each.get("format", "")) or _VALUES.get(each.get("type", ""), [])
    return found
