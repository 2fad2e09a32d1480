"""The document against the door, by machine: whatever it allows is answered, in a documented way, in the described shape."""

from __future__ import annotations

import logging

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from tests.doors.rest.calling import Api, token_of
from tests.worlds import World
from twofold.core.operation import OPERATIONS
from twofold.doors.rest.openapi import described

pytestmark = pytest.mark.django_db
EXAMPLES = 4
HELD = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
"""Rules of the business may refuse what the document allows (a step that is not legal now), so acceptance is not held."""


@pytest.fixture
def told(world: World) -> World:
    """A world with a campaign, so that there is something to answer with."""
    if "campaign.start" in OPERATIONS:
        from tests.campaigns.started import start

        start(world)
    return world


@pytest.mark.parametrize("side", ["host", "partner"])
def test_every_operation_answers_as_documented(told: World, side: str) -> None:
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import transaction

    api = Api(token_of(getattr(told, side)))
    schema = schemathesis.openapi.from_dict(described())
    app = WSGIHandler()
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    checks = [CHECKS.get_one(name) for name in HELD]
    wrong: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path == "/events":
            continue

        @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], derandomize=True,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        def ask_and_hold(case: schemathesis.Case) -> None:
            with transaction.atomic():
                point = transaction.savepoint()
                response = case.call(app=app, base_url="http://testserver/api/v1", headers=api.headers)
                transaction.savepoint_rollback(point)
            case.validate_response(response, checks=checks)

        try:
            _run(operation, ask_and_hold)
        except BaseExceptionGroup as failures:
            wrong += [f"{operation.method.upper()} {operation.path}: {each}" for each in failures.exceptions]
        except Exception as failure:
            wrong.append(f"{operation.method.upper()} {operation.path}: {failure!r}")
    assert not wrong, f"{len(wrong)} operations:\n" + "\n\n".join(each[:600] for each in wrong)


def _run(operation: object, test: object) -> None:
    from hypothesis import given

    given(case=operation.as_strategy())(test)()  # type: ignore[attr-defined]
