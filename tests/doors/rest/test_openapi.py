"""The document says what is there: every operation and query once, by its own name."""

import json

import pytest

from tests.doors.rest.calling import Api
from twofold.core.operations.query import QUERIES
from twofold.core.operations.registry import OPERATIONS
from twofold.doors.rest.openapi import described

pytestmark = pytest.mark.django_db


def described_operations() -> list[dict[str, object]]:
    return [operation for path in described()["paths"].values() for operation in path.values()]


def test_every_operation_and_query_has_exactly_one_operation_id() -> None:
    told = [str(operation["operationId"]) for operation in described_operations()]
    wanted = {name for name, each in OPERATIONS.items() if not each.internal} | set(QUERIES)
    assert len(told) == len(set(told))
    assert wanted <= set(told)
    again = {name.removesuffix("_below") for name in told if name.endswith("_below")}
    assert again < wanted
    assert {"task.add", "asset.add", "lead.register"} <= again


def test_an_internal_operation_is_nowhere() -> None:
    text = json.dumps(described())
    for name, each in OPERATIONS.items():
        if each.internal:
            assert f'"{name}"' not in text


def test_the_target_of_an_operation_is_the_id_of_its_address() -> None:
    for path, methods in described()["paths"].items():
        for operation in methods.values():
            found = OPERATIONS.get(operation.get("operationId", ""))
            if found is not None:
                assert ("{id}" in path) == (found.on is not None), path


def test_every_reference_leads_somewhere() -> None:
    document = described()
    text = json.dumps(document)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]


def test_it_is_served_at_both_addresses_to_anyone(anonymous: Api) -> None:
    below = anonymous.get("/openapi.json")
    beside = anonymous.client.get("/openapi.json")
    assert below.content == beside.content
    assert below.json()["openapi"] == "3.1.0"
    assert "token" in below.json()["components"]["securitySchemes"]


def test_a_field_that_can_be_null_says_so() -> None:
    lead = described()["components"]["schemas"]["Lead"]["properties"]
    names = ("route", "first", "hostState", "partnerState")
    assert [lead[name]["type"] for name in names] == [["string", "null"]] * len(names)
