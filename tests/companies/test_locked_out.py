"""`person.make_admin`, by `twofold createadmin`: whoever keeps the server lets a locked-out admin in again."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from typer.testing import CliRunner

from tests.signing_in import add_app, by_password, post_password
from tests.worlds import World, company_called, joined
from twofold.core.errors import Refused
from twofold.core.models import Membership, OplogEntry, Person
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.spaces.system_rows import own_space
from twofold.doors.cli.app import app

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]
NEW = "quite another sentence"


def createadmin(*words: str, password: str = NEW) -> Any:
    """What the command prints: ids, or the problem."""
    done = CliRunner().invoke(app, ["createadmin", "--password-stdin", *words], input=f"{password}\n")
    return json.loads(done.stdout if done.exit_code == 0 else done.stderr)


def test_a_lost_password_and_a_lost_factor_are_replaced(world: World) -> None:
    add_app(world.host.person)
    Authenticator.objects.filter(user=world.host.person).update(data={"secret": "sealed elsewhere"})
    earlier, words = Client(), ("--company", "northwind cloud", "--email", "Hanna@northwind.example")
    post_password(earlier, "hanna@northwind.example")
    made = createadmin(*words)
    assert made == {"companyId": world.host.company.pk, "personId": world.host.person.pk}
    assert post_password(Client(), "hanna@northwind.example", NEW).url == "/accounts/2fa/authenticate/"
    createadmin(*words, "--forget-factors")
    client = Client()
    post_password(client, "hanna@northwind.example", NEW)
    assert client.get("/company").status_code == 200
    assert not Authenticator.objects.filter(user=world.host.person).exists()


def test_the_log_says_that_it_was_done_at_the_machine(world: World) -> None:
    createadmin("--company", world.host.company.pk, "--email", "mika@northwind.example")
    entries = OplogEntry.rows.within(own_space(world.host.company)).order_by("-position")[:2]
    assert {each.operation for each in entries} == {"person.make_admin", "person.renew_access"}
    assert {(each.door, each.person_id) for each in entries} == {("cli", None)}
    assert NEW not in "".join(each.body for each in entries)
    told = ask(world.host, "activity.list", {"limit": 2})["items"]
    assert "Somebody at the server made a person an admin" in {each["says"] for each in told}


def test_a_member_becomes_an_admin_and_is_signed_out_everywhere(world: World) -> None:
    labs, space = company_called("Northwind Labs")
    elsewhere = joined(world.host_member.person.pk, labs, "member")
    client, before_it = by_password(world.host_member), OplogEntry.rows.within(space).count()
    createadmin("--company", "Northwind Cloud", "--email", "mika@northwind.example")
    assert Membership.rows.get(person=world.host_member.person, company=world.host.company).role == "admin"
    before, elsewhere = elsewhere.epoch, Membership.rows.get(pk=elsewhere.pk)
    assert (elsewhere.role, elsewhere.epoch) == ("member", before + 1)
    assert [each.operation for each in OplogEntry.rows.within(space).order_by("seq")[before_it:]] == [
        "person.renew_access"
    ]
    assert client.get("/company").status_code == 302


def test_somebody_new_is_let_in(world: World) -> None:
    made = createadmin("--company", "Northwind Cloud", "--email", "ida@northwind.example", "--name", "Ida New")
    assert Person.rows.get(pk=made["personId"]).name == "Ida New"
    client = Client()
    post_password(client, "ida@northwind.example", NEW)
    assert "Hanna Host" in client.get("/company").content.decode()


@pytest.mark.parametrize(
    ("company", "password", "field", "sentence"),
    [("Nortwind", NEW, "company", "There are: Northwind Cloud"), ("Northwind Cloud", "short", "password", "too short")],
)
def test_what_is_wrong_is_said_and_nothing_happens(
    world: World, company: str, password: str, field: str, sentence: str
) -> None:
    wrong = createadmin("--company", company, "--email", "ida@northwind.example", password=password)
    assert wrong["errors"][0]["field"] == field
    assert sentence in wrong["detail"]
    assert not Person.rows.filter(email="ida@northwind.example").exists()


def test_of_two_companies_of_one_name_the_id_is_asked_for(world: World) -> None:
    company_called("Northwind Cloud")
    wrong = createadmin("--company", "Northwind Cloud", "--email", "hanna@northwind.example")
    assert "say which by its id" in wrong["detail"]


def test_nobody_but_the_machine_does_it(world: World) -> None:
    given = {"company": world.host.company.pk, "email": "ida@northwind.example", "password": NEW}
    with pytest.raises(Refused):
        run(world.host, "person.make_admin", given)
