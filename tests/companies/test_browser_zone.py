"""An account that nobody has chosen a time zone for takes that of the browser at its next sign-in."""

import pytest
from django.test import Client

from tests.worlds import PASSWORD, World
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def signed_in_from(world: World, zone: str) -> str:
    """The zone of the account after a sign-in by a browser that says this one."""
    person = world.host.person
    assert person is not None
    given = {"login": person.email, "password": PASSWORD, "browser_zone": zone}
    assert Client().post("/accounts/login/", given).status_code == 302
    person.refresh_from_db()
    return str(person.time_zone)


def test_it_is_taken_once_and_kept(world: World) -> None:
    assert signed_in_from(world, "America/Bogota") == "America/Bogota"
    assert signed_in_from(world, "Europe/Berlin") == "America/Bogota"


@pytest.mark.parametrize("zone", ["", "UTC", "Mars/Olympus", "../../etc/passwd", "x" * 5000])
def test_what_is_no_zone_is_left_alone(world: World, zone: str) -> None:
    assert signed_in_from(world, zone) == "UTC"


def test_who_chose_utc_keeps_it(world: World) -> None:
    person = world.host.person
    assert person is not None
    client = Client()
    client.force_login(person)
    client.post("/account", {"name": person.name, "time_zone": "Etc/UTC", "date_language": ""})
    assert signed_in_from(world, "Europe/Berlin") == "Etc/UTC"
    client.post("/account", {"name": person.name, "time_zone": "", "date_language": ""})
    assert "As my browser" in client.get("/account").content.decode().partition("selected>")[2][:40]
    assert signed_in_from(world, "Europe/Berlin") == "Europe/Berlin"


def test_who_chose_utc_by_a_program_keeps_it(world: World) -> None:
    assert run(world.host, "person.update_self", {"timeZone": "UTC"}).result["timeZone"] == "Etc/UTC"
    assert signed_in_from(world, "Europe/Berlin") == "Etc/UTC"
    assert run(world.host, "person.update_self", {"timeZone": ""}).result["timeZone"] == "UTC"
    assert signed_in_from(world, "Europe/Berlin") == "Europe/Berlin"
