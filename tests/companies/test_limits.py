"""Trying again and again ends in a sentence that says how long to wait."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.signing_in import add_app, post_password
from tests.worlds import PASSWORD, World
from twofold.companies import rate_limits
from twofold.companies.models import Attempt, Invitation
from twofold.companies.secrets import PREFIX, derived
from twofold.core.actor import nobody
from twofold.core.clock import fixed_at, now
from twofold.core.errors import Invalid
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]
HANNA = "hanna@northwind.example"


def wrong_tries(count: int, email: str = HANNA, place: str = "127.0.0.1") -> list[int]:
    return [post_password(Client(), email, "wrong", REMOTE_ADDR=place).status_code for _ in range(count)]


def test_the_eleventh_wrong_password_is_told_to_wait_and_the_right_one_too(world: World) -> None:
    assert set(wrong_tries(10)) == {200}
    refused = post_password(Client(), HANNA)
    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.content.decode()
    assert 0 < int(refused.headers["Retry-After"]) <= 900


def test_after_a_quarter_of_an_hour_it_goes_on(world: World) -> None:
    wrong_tries(10)
    with fixed_at(now() + timedelta(minutes=16)):
        assert post_password(Client(), HANNA).status_code == 302


def test_others_and_other_places_are_not_held_up(world: World) -> None:
    wrong_tries(10)
    assert post_password(Client(), "mika@northwind.example").status_code == 302
    assert post_password(Client(), HANNA, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_one_account_is_guarded_from_many_places(world: World) -> None:
    for number in range(5):
        assert set(wrong_tries(10, place=f"192.0.2.{number}")) == {200}
    assert post_password(Client(), HANNA, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_right_passwords_never_count(world: World) -> None:
    before = Attempt.rows.count()
    assert {post_password(Client(), HANNA).status_code for _ in range(12)} == {302}
    assert Attempt.rows.count() == before


def test_an_unknown_address_is_answered_like_a_known_one(world: World) -> None:
    assert wrong_tries(11, "nobody@northwind.example") == wrong_tries(11)


def test_wrong_codes_are_counted(world: World) -> None:
    add_app(world.host.person)
    client = Client()
    post_password(client, HANNA)
    pages = [client.post("/accounts/2fa/authenticate/", {"code": "12345"}).content.decode() for _ in range(11)]
    assert "code is wrong" in pages[0]
    assert "Too many" in pages[-1]


def test_asking_for_links_without_end_is_told_to_wait(world: World) -> None:
    asked = [Client().post("/sign-in", {"email": f"{n}@northwind.example"}) for n in range(31)]
    assert [each.status_code for each in asked] == [200] * 30 + [429]
    page = asked[-1].content.decode()
    assert "Too many sign-in links were requested from here. Wait 15 minutes" in page
    assert 'value="30@northwind.example"' in page
    assert 0 < int(asked[-1].headers["Retry-After"]) <= 900


def test_unknown_tokens_end_in_problem_details(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        rate_limits, "TOKENS", rate_limits.Limit("tokens", 3, timedelta(minutes=10), "Check the token.")
    )
    asked = [Client().get("/api/v1/partners", headers={"Authorization": f"Bearer {PREFIX}x{n}"}) for n in range(4)]
    assert [each.status_code for each in asked] == [401, 401, 401, 429]
    assert asked[-1].json() == {
        "type": "about:blank",
        "title": "Too many tries",
        "status": 429,
        "detail": "Check the token.",
    }
    assert asked[-1].headers["Content-Type"] == "application/problem+json"
    assert int(asked[-1].headers["Retry-After"]) > 0


def test_a_good_token_is_not_held_up_by_others_bad_ones(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        rate_limits, "TOKENS", rate_limits.Limit("tokens", 1, timedelta(minutes=10), "Check the token.")
    )
    good = run(world.host, "token.create", {"name": "CRM", "scopes": ["read"]}).result["token"]
    for _ in range(3):
        Client().get("/api/v1/partners", headers={"Authorization": f"Bearer {PREFIX}bad"})
    assert Client().get("/api/v1/partners", headers={"Authorization": f"Bearer {good}"}).status_code == 200


def test_one_address_is_not_flooded_with_invitations(world: World) -> None:
    for _ in range(20):
        run(world.host, "invitation.create", {"email": "new@northwind.example"})
    with pytest.raises(rate_limits.TooMany, match="invited 20 times"):
        run(world.host, "invitation.create", {"email": "new@northwind.example"})
    run(world.host, "invitation.create", {"email": "other@northwind.example"})


def test_an_invitation_is_no_way_to_guess_a_password(world: World) -> None:
    run(world.host, "invitation.create", {"email": "nora@brightleaf.example"})
    made = Invitation.rows.within(world.host.company_space_id()).latest("created_at")
    given = {"token": derived("invitation", made.pk)}
    for _ in range(10):
        with pytest.raises(Invalid):
            run(nobody("api"), "invitation.accept", {**given, "password": "wrong"})
    with pytest.raises(rate_limits.TooMany):
        run(nobody("api"), "invitation.accept", {**given, "password": PASSWORD})


def test_an_installation_can_switch_the_limits_off(world: World, settings: Any) -> None:
    settings.RATE_LIMITS = False
    before = Attempt.rows.count()
    assert set(wrong_tries(12)) == {200}
    assert Attempt.rows.count() == before


def test_tries_are_kept_for_a_day_and_tell_no_address(world: World) -> None:
    wrong_tries(1)
    assert all(HANNA not in each.key and "127.0.0.1" not in each.key for each in Attempt.rows.all())
    with fixed_at(now() + timedelta(days=2)):
        rate_limits.record(rate_limits.LINKS, "192.0.2.1")
    assert Attempt.rows.count() == 1
