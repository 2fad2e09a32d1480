"""A list as a file: exactly what is shown, for who may see it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world: World) -> Client:
    return by_password(world.host)


def rows_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(f"/partners/export?format=csv&{address}")
    assert answer.status_code == 200, answer.content
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text, newline="")))


def add(world: World, company: str, **more: Any) -> Any:
    given = {"company": company, "contactName": "Eli", "contactEmail": "eli@x.example", "type": "referral", **more}
    return run(world.host, "partner.create", given).result


def test_the_columns_filters_and_order_are_those_of_the_address(client: Client, world: World) -> None:
    add(world, "Ash", tier="gold", revenueAttributed=1234.5)
    add(world, "Elm", tier="gold")
    rows = rows_of(client, "columns=company,type,revenueAttributed&tier=gold&sort=-company")
    assert rows[0] == ["Company", "Partnership type", "Revenue", "Currency", "Id"]
    assert [row[:4] for row in rows[1:]] == [["Elm", "Referral", "0", "EUR"], ["Ash", "Referral", "1234.5", "EUR"]]


def test_the_selected_alone_are_exported_and_of_none_no_file_is_made(client: Client, world: World) -> None:
    ids = [add(world, company).pk for company in ("Ash", "Elm", "Oak")]
    answer = client.post("/partners/export?format=csv&sort=-company&columns=company", {"ids": ",".join(ids[:2])})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [line.partition(",")[0] for line in text.splitlines()] == ["Company", "Elm", "Ash"]
    assert answer.headers["X-Rows"] == "2"
    assert client.post("/partners/export?format=csv", {"ids": ""}, headers={"HX-Request": "true"}).status_code == 422
    foreign = by_password(world.rival).post("/partners/export?format=csv", {"ids": ",".join(ids)})
    assert foreign.headers["X-Rows"] == "0"


def test_a_view_is_exported_as_it_opens(client: Client, world: World) -> None:
    add(world, "Ash")
    view = run(
        world.host,
        "view.create",
        {
            "entity": "partner",
            "name": "V",
            "state": {"type": "referral", "columns": "company,status"},
            "isDefault": True,
        },
    ).result
    wanted = [["Company", "Status"], ["Ash", "Prospect"]]
    assert [row[:2] for row in rows_of(client, f"view={view.pk}")] == wanted
    assert [row[:2] for row in rows_of(client, "")] == wanted


def test_all_pages_are_in_it(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twofold.core.entities.exporting.PART", 2)
    for at in range(5):
        add(world, f"Elm {at}", tier="many")
    rows = rows_of(client, "tier=many&sort=company&columns=company")
    assert [row[0] for row in rows[1:]] == [f"Elm {at}" for at in range(5)]
    answer = client.get("/partners/export?format=csv&tier=many")
    assert answer.headers["X-Rows"] == "5"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="partners-')


def test_a_group_is_together(client: Client, world: World) -> None:
    for company, tier in (("A", "x"), ("B", "y"), ("C", "x")):
        add(world, company, tier=tier, notes="grouped")
    rows = rows_of(client, "q=eli&group=tier&sort=company&columns=company,tier")
    assert [row[0] for row in rows[1:]] == ["A", "C", "B"]


def test_a_workbook_has_numbers_as_numbers_and_formulas_as_texts(client: Client, world: World) -> None:
    add(world, "=1+1", revenueAttributed=7, nextReview="2027-01-15")
    answer = client.get("/partners/export?format=xlsx&type=referral&columns=company,revenueAttributed,nextReview")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]  # type: ignore[attr-defined]
    cells = list(sheet.iter_rows())[1]
    assert [(cell.value, cell.data_type) for cell in cells[:2]] == [("=1+1", "s"), (7, "n")]
    assert cells[3].is_date
    assert cells[3].value.date().isoformat() == "2027-01-15"


def test_people_are_named_and_so_is_what_else_is_referred_to(client: Client, world: World) -> None:
    assert world.host.person
    add(world, "Ash", ownerUserId=world.host.person.pk)
    assert rows_of(client, "type=referral&columns=ownerUserId")[1][1] == world.host.person.name


def test_what_the_list_does_not_have_is_refused_with_a_sentence(client: Client) -> None:
    for address, says in (
        ("format=pdf", "csv or xlsx"),
        ("columns=nothing", "nothing"),
        ("tierContains=x&sort=nothing", "nothing"),
        ("view=nothing", "This view is gone"),
    ):
        answer = client.get(f"/partners/export?{address}")
        assert answer.status_code == 422
        assert says in answer.content.decode()


def test_each_exports_what_they_see_and_a_guest_nothing(world: World) -> None:
    rows = rows_of(by_password(world.partner), "columns=company")
    assert "Carbonate Data" not in str(rows)
    assert Client().get("/partners/export").status_code == 302
