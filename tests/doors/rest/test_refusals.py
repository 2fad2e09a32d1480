"""Every way a request can be wrong has its status and one sentence, as RFC 9457 problem details."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.doors.rest.calling import Api, token_of
from tests.worlds import PASSWORD, World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def problem(response: object) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"  # type: ignore[index]
    told = response.json()  # type: ignore[attr-defined]
    assert set(told) >= {"type", "title", "status", "detail"}
    assert told["status"] == response.status_code  # type: ignore[attr-defined]
    return told["status"], told["detail"]


def test_without_a_valid_token_every_address_is_401(anonymous: Api, world: World) -> None:
    for api in (anonymous, Api("tf_wrong"), Api("nonsense")):
        for path in ("/partners", "/partners/count", f"/partners/{world.partner_record.pk}", "/events", "/activity"):
            response = api.get(path)
            assert problem(response)[0] == 401
            assert response["WWW-Authenticate"] == "Bearer"


def test_a_wrong_field_is_named_as_the_api_spells_it(host: Api) -> None:
    response = host.post(
        "/partners", {"company": "", "contactName": "x", "contactEmail": "no", "type": "referral", "nope": 1}
    )
    assert problem(response)[0] == 422
    assert {each["field"] for each in response.json()["errors"]} == {"company", "contactEmail", "nope"}


@pytest.mark.parametrize(
    ("path", "field"),
    [("?nope=1", "nope"), ("?limit=0", "limit"), ("?limit=x", "limit"), ("?sort=notes", "sort"), ("?cursor=abc", "cursor"),
     ("?limit=1&limit=2", "limit"), ("?q=%00", "q"), ("?createdAtFrom=yesterday", "createdAtFrom")],
)  # fmt: skip
def test_a_wrong_question_is_422_and_says_which_word(host: Api, path: str, field: str) -> None:
    response = host.get(f"/partners{path}")
    assert problem(response)[0] == 422
    assert response.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("body", [b"{", b'{"a": NaN}', b"\xff", b'{"company": "\\ud800"}'])
def test_what_is_not_json_is_400(host: Api, body: bytes) -> None:
    response = host.client.generic("POST", "/api/v1/partners", body, "application/json", headers=host.headers)
    assert problem(response)[0] == 400


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null"])
def test_json_that_is_no_object_is_422(host: Api, body: bytes) -> None:
    response = host.client.generic("POST", "/api/v1/partners", body, "application/json", headers=host.headers)
    assert problem(response)[0] == 422


def test_a_character_that_no_database_keeps_is_422(host: Api, world: World) -> None:
    response = host.call("PATCH", f"/partners/{world.partner_record.pk}", {"notes": "a\0b"})
    assert problem(response)[0] == 422
    assert response.json()["errors"][0]["field"] == "notes"


def test_another_format_is_415_and_too_much_is_413(host: Api) -> None:
    form = host.client.post("/api/v1/partners", {"company": "x"}, headers=host.headers)
    assert problem(form)[0] == 415
    big = host.post("/partners", {"company": "x" * 6_000_000})
    assert problem(big)[0] == 413


def test_a_method_the_address_does_not_have_is_405_and_says_which_it_has(host: Api) -> None:
    response = host.call("PUT", "/partners")
    assert problem(response)[0] == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"
    asked = host.call("OPTIONS", "/partners")
    assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_unknown_addresses_malformed_ids_foreign_and_missing_rows_are_the_same_404(host: Api, world: World) -> None:
    stranger = Api(token_of(world.stranger))
    paths = (
        f"/partners/{world.partner_record.pk}",
        "/partners/doesnotexist123456789",
        "/partners/1",
        "/partners/%00",
        "/nowhere",
        "/partners/",
    )
    answers = {(each.status_code, each.content) for each in map(stranger.get, paths)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert {problem(stranger.call(method, "/nowhere"))[0] for method in ("POST", "PUT", "PATCH", "DELETE")} == {404}


def test_a_token_has_only_what_its_scopes_name(world: World) -> None:
    reader = Api(token_of(world.host, "read"))
    assert reader.get("/partners").status_code == 200
    refused = reader.call("PATCH", f"/partners/{world.partner_record.pk}", {"tier": "gold"})
    assert problem(refused)[0] == 403


def test_a_revoked_token_and_an_ended_membership_are_nobody(host: Api, world: World) -> None:
    assert host.get("/partners").status_code == 200
    run(world.host, "token.revoke", on=ask(world.host, "token.list")["items"][0]["id"])
    assert host.get("/partners").status_code == 401
    colleague = Api(token_of(world.partner))
    run(world.partner, "person.change_role", {"personId": world.partner_member.person.pk, "role": "admin"})  # type: ignore[union-attr]
    assert colleague.get("/partners").status_code == 200
    world.partner_member.membership.refresh_from_db()  # type: ignore[union-attr]
    promoted = replace(world.partner_member, role="admin")
    run(promoted, "person.remove", {"personId": world.partner.person.pk})  # type: ignore[union-attr]
    assert colleague.get("/partners").status_code == 401


def test_a_session_needs_the_csrf_header_for_changes_and_a_token_does_not(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert browser.login(username=world.host.person.email, password=PASSWORD)  # type: ignore[union-attr]
    assert browser.get("/api/v1/partners").status_code == 200
    address = f"/api/v1/partners/{world.partner_record.pk}/score"
    body = {"audienceOverlap": 3, "strategicValue": 3, "executionEffort": 3}
    refused = browser.post(address, body, "application/json")
    assert problem(refused)[0] == 403
    browser.cookies["csrf"] = "a" * 32
    allowed = browser.post(address, body, "application/json", headers={"X-CSRFToken": "a" * 32})
    assert allowed.status_code == 200


def test_what_anyone_may_do_needs_no_sign_in(anonymous: Api) -> None:
    assert problem(anonymous.post("/invitations/accept", {"token": "x"}))[0] == 404
    assert anonymous.get("/openapi.json").status_code == 200
