"""A program is known by its token alone: a session beside it counts for nothing, and none is begun."""

import pytest
from django.test import Client

from tests.worlds import World
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
COLLEAGUE = "/api/v1/partners"


@pytest.fixture
def token(world: World) -> str:
    given = {"name": "a program", "scopes": ["read", "write"]}
    return f"Bearer {run(world.host, 'token.create', given).result['token']}"


def test_a_token_is_never_mixed_with_a_session(world: World, token: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert world.host.person is not None
    browser.force_login(world.host.person, "twofold.companies.auth_backends.ByPassword")
    assert browser.get(COLLEAGUE).status_code == 200
    assert browser.get(COLLEAGUE, headers={"Authorization": token}).json()["items"]
    assert browser.get(COLLEAGUE, headers={"Authorization": "Bearer tf_nothing"}).status_code == 401
    assert browser.get(COLLEAGUE, headers={"Authorization": "Basic odd"}).status_code == 200


def test_a_token_needs_no_session_and_leaves_none(token: str) -> None:
    answer = Client().get(COLLEAGUE, headers={"Authorization": token})
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


def test_a_form_needs_its_csrf_token_with_or_without_such_a_header(token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    form = {"login": "maren@halden.example", "password": "wrong"}
    assert strict.post("/accounts/login/", form).status_code == 403
    assert strict.post("/accounts/login/", form, headers={"Authorization": token}).status_code == 403
