"""Acting through the command line: `do`, `ask`, `token`, `operations`, `routes`."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.doors.cli.house import PASSWORD
from tests.worlds import World
from twofold.companies.models import Invitation
from twofold.companies.secrets import derived
from twofold.core.operations.runner import run
from twofold.doors.cli.app import app

HANNA = ("--email", "hanna@northwind.example")
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
pytestmark = pytest.mark.django_db


def said(*words: str, given: str = "") -> Any:
    """What a command that went well prints."""
    done = CliRunner().invoke(app, list(words), input=given)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def refused(*words: str, given: str = "") -> dict[str, Any]:
    """The problem of a command that was refused."""
    done = CliRunner().invoke(app, list(words), input=given)
    assert done.exit_code == 2
    assert done.stdout == ""
    problem: dict[str, Any] = json.loads(done.stderr)
    return problem


def test_do_prints_the_item_and_ask_finds_it(world: World) -> None:
    made = said("do", "partner.create", *HANNA, "--input", json.dumps(NEW))
    assert made["company"] == "Elmfield"
    moved = said("do", "partner.move", "--on", made["id"], *HANNA, "--input", "-", given='{"status":"negotiating"}')
    assert moved["status"] == "negotiating"
    listed = said("ask", "partner.list", *HANNA, "--input", '{"type": "referral"}')
    assert [item["id"] for item in listed["items"]] == [made["id"]]
    feed = said("ask", "activity.list", *HANNA, "--input", json.dumps({"targetId": made["id"]}))
    assert {entry["door"] for entry in feed["items"]} == {"cli"}


def test_one_acts_with_the_rights_of_the_person_and_sees_what_they_see(world: World) -> None:
    theirs = world.partner_record.pk
    for email in ("pia@brightleaf.example", "rolf@carbonate.example", "sam@driftwood.example"):
        assert refused("do", "partner.score", "--on", theirs, "--email", email, "--input", "{}")["status"] in {404, 422}
        assert theirs not in json.dumps(said("ask", "partner.list", "--email", email))


def test_an_invitation_is_accepted_without_an_account(world: World) -> None:
    record = run(world.host, "partner.create", NEW).result
    run(world.host, "partner.invite", {"email": "eli@elmfield.example"}, on=record.pk)
    letter = Invitation.rows.within(record.space_id).get(email="eli@elmfield.example")
    answer = {"token": derived("invitation", letter.pk), "companyName": "Elmfield", "name": "Eli", "password": PASSWORD}
    accepted = said("do", "invitation.accept", "--input", json.dumps(answer))
    assert {"personId", "companyId"} <= accepted.keys()
    assert said("ask", "partner.list", "--email", "eli@elmfield.example")["items"][0]["company"] == "Northwind Cloud"


def test_a_refusal_is_problem_details_and_exit_2(world: World) -> None:
    problem = refused("do", "partner.create", *HANNA, "--input", '{"company": ""}')
    assert {each["field"] for each in problem["errors"]} >= {"company", "contactEmail"}
    assert refused("do", "partner.move", "--on", "x" * 21, *HANNA, "--input", '{"status":"active"}')["status"] == 404
    assert refused("do", "partner.create", "--input", json.dumps(NEW))["status"] == 403


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("do", "partner.creat", *HANNA), "Did you mean partner.create?"),
        (("do", "partner.take_in", *HANNA), "There is no operation partner.take_in."),
        (("ask", "partner.lst", *HANNA), "Did you mean partner.list?"),
        (("do", "partner.create", *HANNA, "--input", "{"), "The input is not JSON"),
        (("do", "partner.create", *HANNA, "--input", '{"a":' * 100_000), "nested too deeply"),
        (("do", "partner.create", *HANNA, "--input", "[]"), "must be a JSON object"),
        (("do", "partner.create", *HANNA, "--input", "@nowhere.json"), "nowhere.json cannot be read"),
        (("do", "partner.create", *HANNA, "--file", "nowhere.csv"), "--file takes name=path"),
        (("do", "partner.create", *HANNA, "--file", "file=nowhere.csv"), "nowhere.csv cannot be read"),
        (("do", "partner.create", "--email", "who@nowhere.example"), "Nobody here has the mail address"),
        (("do", "partner.create", *HANNA, "--company", "Elsewhere"), "in no company"),
        (("export", "--to", "s3://bucket", *HANNA), "Give a folder"),
        (("import", "nowhere", *HANNA), "is not a bucket"),
    ],
)
def test_what_was_typed_wrong_is_said(world: World, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in refused(*words)["detail"]


def test_only_the_machine_founds_a_company(world: World) -> None:
    given = json.dumps({"companyName": "B", "email": "b@b.example", "password": PASSWORD, "another": True})
    assert refused("do", "company.found", *HANNA, "--input", given)["status"] == 403


def test_of_several_companies_one_says_which(world: World) -> None:
    words = ("init", "--company", "Second", *HANNA, "--password-stdin", "--another")
    assert refused(*words, given="not her password\n")["errors"][0]["field"] == "password"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("twofold.core.upkeep.migrate.migrate", lambda: None)
        ids = said(*words, given="a long enough password\n")
    assert "say which by its id" in refused("ask", "partner.list", *HANNA)["detail"]
    assert said("ask", "partner.list", *HANNA, "--company", ids["companyId"]) == {"items": [], "nextCursor": None}
    assert said("ask", "activity.list", *HANNA, "--company", "Second")["items"][0]["operation"] == "company.found"


def test_a_token_is_shown_once_and_kept_as_a_hash(world: World) -> None:
    assert world.host.company is not None
    words = ("token", "create", *HANNA, "--company", world.host.company.pk, "--scope", "read", "--name", "report")
    token = said(*words)["token"]
    assert token.startswith("tf_")
    assert token not in CliRunner().invoke(app, ["dump"]).stdout
    assert "no scope" in refused(*words[:-3], "everything", "--name", "x")["detail"]


def test_operations_and_routes_list_the_registries() -> None:
    listed = {each["name"]: each for each in said("operations")}
    assert listed["partner.move"]["on"] == "partner"
    assert "status" in listed["partner.move"]["input"]["properties"]
    assert all(each["policy"] for each in said("routes"))
