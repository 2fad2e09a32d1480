"""What takes long says how far it is while it works, and then answers as ever."""

from __future__ import annotations

import html
import io
import json
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = pytest.mark.django_db
ASKS = {"X-Progress": "1"}


@pytest.fixture
def client(world: World) -> Client:
    for number in range(4):
        given = {"company": f"Elm {number}", "contactName": "Eli", "contactEmail": f"e{number}@elm.example"}
        run(world.host, "partner.create", {**given, "type": "referral"})
    return by_password(world.host)


def told(answer: Any) -> tuple[list[tuple[int, int, str]], dict[str, Any], bytes]:
    """The steps, the head of the answer, and its body."""
    assert answer.headers["Content-Type"] == "application/x-progress"
    text, steps = b"".join(answer.streaming_content), []
    while True:
        line, _, text = text.partition(b"\n")
        said = json.loads(line)
        if "status" in said:
            return steps, said, text
        steps.append((said["done"], said["of"], said["part"]))


def many(client: Client, body: dict[str, Any]) -> tuple[list[tuple[int, int, str]], dict[str, Any], dict[str, Any]]:
    answer = client.post("/partners/many", json.dumps(body), content_type="application/json", headers=ASKS)
    steps, head, text = told(answer)
    return steps, head, json.loads(text)


def test_each_item_that_is_changed_counts_and_so_does_its_undoing(client: Client) -> None:
    steps, head, body = many(client, {"verb": "change", "where": {"type": "referral"}, "set": {"tier": "gold"}})
    assert steps[:5] == [(0, 4, ""), (1, 4, ""), (2, 4, ""), (3, 4, ""), (4, 4, "")]
    assert steps[-1] == (5, 5, "logging")
    assert (head["status"], body["count"]) == (200, 4)
    assert Partner.rows.everywhere(because="a test").filter(tier="gold").count() == 4
    steps, head, body = many(client, {"verb": "undo", "changeId": body["changeId"]})
    assert (4, 4, "") in steps
    assert not Partner.rows.everywhere(because="a test").filter(tier="gold").exists()
    steps, _, body = many(client, {"verb": "delete", "where": {"type": "referral"}})
    assert ((4, 4, "") in steps, body["count"]) == (True, 4)


def test_a_change_that_cannot_be_undone_says_so_instead_of_offering_it(client: Client) -> None:
    change = {"verb": "change", "where": {"type": "referral"}}
    _, _, first = many(client, {**change, "set": {"notes": "Met in Berlin"}})
    assert first["undo"] == ""  # there was nothing before, so that nothing is lost
    assert many(client, {"verb": "undo", "changeId": first["changeId"]})[1]["status"] == 200
    _, _, both = many(client, {**change, "set": {"contactName": "Ada", "tier": "gold"}})
    assert both["undo"] == "This can't be undone: what was in “Contact” before has not been kept."
    assert many(client, {"verb": "undo", "changeId": both["changeId"]})[1]["status"] == 409


def test_an_import_that_cannot_be_undone_says_so_instead_of_offering_it(client: Client, world: World) -> None:
    partner = Partner.rows.everywhere(because="a test").get(company="Elm 0")
    for column, value, is_undone in (("Tier", "gold", True), ("Contact", "Ada", False)):
        file = io.BytesIO(f"Id,{column}\n{partner.pk},{value}".encode())
        file.name = "partners.csv"
        answer = client.post("/partners/import", {"file": file})
        before, look = answer.text, answer.context
        assert ("This can be undone" in before) is is_undone
        assert ("This can't be undone: what is in “Contact” now is not kept." in html.unescape(before)) is not is_undone
        sent = {"kept": look["kept"], "hash": look["report"]["hash"], "step": "import", "file_name": "partners.csv"}
        sent["column"] = [each["column"] for each in look["columns"]]
        sent["field"] = [each["field"] for each in look["columns"]]
        page = client.post("/partners/import", sent, follow=True).content.decode()
        assert ("Undo the import" in page) is is_undone
        assert ("what was in “Contact” before has not been kept" in page) is not is_undone


def test_a_refusal_is_that_of_the_api(client: Client) -> None:
    _, head, body = many(client, {"verb": "change", "where": {"type": "referral"}, "set": {"company": ""}})
    assert head["status"] == 422
    assert body["errors"][0]["field"].endswith("company")
    for wrong in ({"verb": "score"}, {"verb": "change", "ids": ["x" * 21], "set": {"tier": "x"}}):
        assert many(client, wrong)[1]["status"] == 404
    for text in ("[]", "{", '{"verb": "change", "ids": ["\\u0000"]}'):
        assert client.post("/partners/many", text, content_type="application/json").status_code == 422


def test_who_may_not_work_here_gets_what_they_always_get(client: Client, world: World) -> None:
    plain = client.post("/partners/many", json.dumps({"verb": "undo"}), content_type="application/json")
    assert plain.status_code == 422  # without being asked how far it is, the answer is the answer
    _, head, _ = told(Client().post("/partners/many", "{}", content_type="application/json", headers=ASKS))
    assert (head["status"], head["location"].partition("?")[0]) == (302, "/accounts/login/")


def test_a_workbook_counts_its_rows_and_comes_whole(client: Client) -> None:
    answer = client.get("/partners/export?format=xlsx&type=referral&columns=company", headers=ASKS)
    steps, head, body = told(answer)
    assert steps[-1] == (4, 4, "")
    assert (head["rows"], head["name"].endswith(".xlsx")) == (4, True)
    assert len(list(load_workbook(io.BytesIO(body)).worksheets[0].iter_rows())) == 5


def test_an_import_counts_what_it_reads_and_what_it_brings_in_and_leads_on(client: Client) -> None:
    lines = ["Company,Contact,E-mail,Partnership type", *(f"Fern {n},F,f{n}@fern.example,Referral" for n in range(3))]
    file = io.BytesIO("\n".join(lines).encode())
    file.name = "partners.csv"
    look = client.post("/partners/import", {"file": file}).context
    sent = {"kept": look["kept"], "hash": look["report"]["hash"], "step": "import", "file_name": "partners.csv"}
    sent["column"] = [each["column"] for each in look["columns"]]
    sent["field"] = [each["field"] for each in look["columns"]]
    steps, head, _ = told(client.post("/partners/import", sent, headers=ASKS))
    assert (0, 3, "reading") in steps
    assert (3, 3, "") in steps
    assert (head["status"], head["location"].partition("?")[0]) == (302, "/partners/import")
    change = head["location"].partition("change=")[2].partition("&")[0]
    steps, head, _ = told(client.post("/partners/import/undo", {"change": change}, headers=ASKS))
    assert (3, 3, "") in steps
    assert head["says"] == [["The import has been undone.", "success"]]
