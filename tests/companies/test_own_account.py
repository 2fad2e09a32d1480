"""One changes one's own account, and one's own only."""

import time
from typing import Any
from zoneinfo import available_timezones

import pytest

from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.core.actor import Actor
from twofold.core.errors import Invalid, Refused
from twofold.core.models import OplogEntry, Person, Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.oplog.activity import Feed, activity

pytestmark = pytest.mark.django_db
TOLD = {"name": "Hanna Hoster", "time_zone": "Europe/Berlin", "date_language": "de"}


def test_name_zone_and_language_of_dates_are_changed_together(world: World) -> None:
    given = {"name": "Hanna Hoster", "timeZone": "Europe/Berlin", "dateLanguage": "de"}
    assert run(world.host, "person.update_self", given).result == {
        "id": world.host.person.pk, "email": "hanna@northwind.example", **given,
    }  # fmt: skip


def test_what_is_left_out_stays(world: World) -> None:
    run(world.host, "person.update_self", {"timeZone": "Asia/Tokyo"})
    found = Person.rows.get(pk=world.host.person.pk)
    assert (found.name, found.time_zone) == ("Hanna Host", "Asia/Tokyo")


def test_an_item_of_people_says_that_the_person_or_the_place_in_the_company_changed(world: World) -> None:
    def item() -> dict[str, Any]:
        found: list[dict[str, Any]] = ask(world.host, "person.list", {"q": "Mika"})["items"]
        return found[0]

    first = item()
    assert first["version"] == 1
    assert first["updatedAt"] >= first["createdAt"]
    run(world.host_member, "person.update_self", {"timeZone": "Asia/Tokyo"})
    second = item()
    run(world.host, "person.change_role", {"personId": first["id"], "role": "admin"})
    third = item()
    assert [second["version"], third["version"]] == [2, 3]
    assert first["updatedAt"] < second["updatedAt"] < third["updatedAt"]
    found = ask(world.host, "person.list", {"updatedAt": third["updatedAt"].isoformat()})["items"]
    assert [each["id"] for each in found] == [first["id"]]


def test_the_log_of_ones_own_company_says_that_it_happened_and_not_to_what(world: World) -> None:
    run(world.host, "person.update_self", {"name": "Hanna Hoster", "timeZone": "Europe/Berlin"})
    entry = OplogEntry.rows.visible_to(world.host).latest("position")
    assert entry.space_id == world.host.company_space_id()
    assert "Hoster" not in str(entry.__dict__)
    assert "changed their own account" in activity(world.host, Feed())["items"][0]["says"]
    assert not OplogEntry.rows.visible_to(world.partner).filter(operation="person.update_self").exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"timeZone": "Mars/Olympus"}, "Unknown time zone"),
        ({"dateLanguage": "tlh"}, "Possible are"),
        ({"name": "  "}, "name"),
        ({"email": "x@y.example"}, "email"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(world: World, given: dict[str, str], says: str) -> None:
    with pytest.raises(Invalid) as wrong:
        run(world.host, "person.update_self", given)
    assert says in str(wrong.value.as_json())


def test_a_token_changes_nobody(world: World) -> None:
    token = run(world.host, "token.create", {"name": "CRM", "scopes": ["write"]}).result["id"]
    by_token = Actor(
        world.host.person, world.host.company, world.host.membership, "admin", "api", frozenset({"write"}), token
    )
    for name in ("person.update_self", "person.end_access"):
        with pytest.raises(Refused):
            run(by_token, name, {})


def test_the_page_shows_and_changes_and_says_it_to_the_scripts(world: World) -> None:
    client = by_password(world.host)
    assert 'href="/account"' in client.get("/company").content.decode()
    assert client.post("/account", TOLD).status_code == 302
    page = client.get("/account").content.decode()
    assert 'data-dates="de"' in page
    assert 'data-zone="Europe/Berlin"' in page
    assert "Hanna Hoster" in page
    client.post("/account", {**TOLD, "date_language": "", "time_zone": ""})
    page = client.get("/account").content.decode()
    assert "data-dates" not in page
    assert 'data-zone="UTC"' in page


def test_a_wrong_choice_is_said_beside_its_field(world: World) -> None:
    answer = by_password(world.host).post("/account", {**TOLD, "name": ""})
    assert answer.status_code == 422
    assert Person.rows.get(pk=world.host.person.pk).name == "Hanna Host"


def test_every_zone_that_the_page_offers_is_one(world: World) -> None:
    from twofold.companies.forms import SelfForm

    assert {zone for zone, _ in SelfForm().fields["time_zone"].choices} - {""} <= available_timezones()


def test_pages_that_would_show_the_same_once_more_lead_here(world: World) -> None:
    client = by_password(world.host)
    for path in ("email", "sessions", "2fa", "2fa/webauthn"):
        assert client.get(f"/accounts/{path}/").url == "/account#sign-in"


def test_a_guest_has_an_account_too_and_sees_only_the_seat(world: World) -> None:
    seat = Space.rows.get(kind="partnership", pk__in=world.partner.sides())
    guest = person(world.host.company, "Gina Guest", "guest", seat=seat)
    client = by_password(guest)
    assert client.get("/account").status_code == 200
    assert client.get("/partners").status_code == 404
    assert guest.space_ids() == [seat.pk]
    page = client.get("/company").content.decode()
    assert "Gina Guest" in page
    assert "Hanna Host" not in page
    assert "Mika Member" not in page


def test_a_passkey_used_a_moment_ago_is_as_good_as_a_password_for_its_own_person_only(world: World) -> None:
    def fresh(who: str, kind: str, ago: int) -> bool:
        client = by_password(world.host)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": kind, "at": time.time() - ago}]
        session["account_authentication_methods_user"] = who
        session.save()
        return client.get("/company").wsgi_request.actor.fresh

    mine = world.host.person.pk
    assert fresh(mine, "webauthn", 5)
    assert not fresh(mine, "webauthn", 400)
    assert not fresh(mine, "totp", 5)
    assert not fresh(world.partner.person.pk, "webauthn", 5)


def test_one_cannot_act_as_a_company_one_is_not_in(world: World) -> None:
    client = by_password(world.host)
    assert client.post("/act-as", {"company": world.partner.company.pk}).status_code == 404
    assert "Mika Member" in client.get("/company").content.decode()
