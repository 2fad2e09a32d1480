"""Bringing a file in on a page: choose, look, correct, import, undo; what was chosen stays."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.core.clock import now
from twofold.core.operations.query import ask
from twofold.web import kept_files

pytestmark = pytest.mark.django_db
TEXT = "Company,Contact,E-mail,Partnership type,Odd\nElmfield,Eli,eli@elm.example,Referral,gold\n"


@pytest.fixture
def client(world: World) -> Client:
    return by_password(world.host)


def upload(client: Client, text: str) -> Any:
    return client.post("/partners/import", {"file": SimpleUploadedFile("list.csv", text.encode())})


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, name
    return html.unescape(found[1])


def step(client: Client, answer: Any, what: str, fields: list[str] | None = None) -> Any:
    text = answer.content.decode()
    chosen = [
        (found[1] if (found := re.search(r'<option value="([^"]*)" selected>', each)) else "")
        for each in re.findall(r"<select.*?</select>", text, re.DOTALL)
    ]
    return client.post(
        "/partners/import",
        {
            "kept": hidden(answer, "kept"), "hash": hidden(answer, "hash"), "file_name": "list.csv", "step": what,
            "column": [html.unescape(each) for each in re.findall(r'name="column" value="([^"]*)"', text)],
            "field": fields or chosen,
        },
    )  # fmt: skip


def companies(world: World) -> set[str]:
    return {each["company"] for each in ask(world.host, "partner.list")["items"]}


def test_a_file_is_looked_at_then_imported_and_undone(client: Client, world: World) -> None:
    looked = upload(client, TEXT)
    assert looked.status_code == 200
    assert "<b>1</b><span>to add</span>" in looked.content.decode()
    assert "Filled in the file, but not imported: “Odd”." in looked.text
    assert "but not imported" not in upload(client, TEXT.replace(",Odd", "").replace(",gold", "")).text
    assert "Elmfield" not in companies(world)
    done = step(client, looked, "import")
    assert done.status_code == 302
    assert "Elmfield" in companies(world)
    page = client.get(done.url)
    assert "1 added, 0 changed" in page.content.decode()
    client.post("/partners/import/undo", {"change": hidden(page, "change")})
    assert "Elmfield" not in companies(world)


def test_columns_can_be_given_another_meaning(client: Client, world: World) -> None:
    looked = upload(client, TEXT)
    fields = ["company", "contactName", "contactEmail", "type", "tier"]
    again = step(client, looked, "look", fields)
    assert step(client, again, "import").status_code == 302
    assert ask(world.host, "partner.list", {"company": "Elmfield"})["items"][0]["tier"] == "gold"


def test_a_meaning_that_was_changed_without_looking_again_is_not_imported(client: Client, world: World) -> None:
    looked = upload(client, TEXT)
    answer = step(client, looked, "import", ["company", "contactName", "contactEmail", "type", "tier"])
    text = answer.content.decode()
    assert "not the file and mapping of the preview" in text
    assert '<option value="tier" selected>' in text
    assert "Elmfield" not in companies(world)


def test_a_wrong_meaning_is_said_beside_its_column_and_the_choice_stays(client: Client) -> None:
    looked = upload(client, TEXT)
    answer = step(client, looked, "look", ["company", "company", "contactEmail", "type", "tier"])
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "fills this field already" in text
    assert text.count('<option value="company" selected>') == 2


def test_problems_stand_by_row_and_nothing_can_be_imported(client: Client) -> None:
    text = upload(client, TEXT + "Birch,Bo,no address,Referral,\n").content.decode()
    assert "This is not an e-mail address." in text
    assert 'value="import"' not in text


def test_a_file_that_cannot_be_read_is_said_beside_its_field(client: Client) -> None:
    for answer in (upload(client, '"open'), client.post("/partners/import", {})):
        assert answer.status_code == 422
        assert 'id="import-error"' in answer.content.decode()


def test_pressed_twice_it_is_imported_once(client: Client, world: World) -> None:
    looked = upload(client, TEXT)
    step(client, looked, "import")
    again = step(client, looked, "import")
    assert "Choose it again" in again.content.decode()
    assert len(ask(world.host, "partner.list", {"company": "Elmfield"})["items"]) == 1


def test_a_kept_file_is_its_uploaders_alone_and_goes_after_a_day(client: Client, world: World) -> None:
    looked = upload(client, TEXT)
    other = by_password(world.host_member)
    assert "Choose it again" in step(other, looked, "look").content.decode()
    assert kept_files.sweep(now()) == 0
    assert kept_files.sweep(now() + timedelta(days=2)) >= 1
    assert "Choose it again" in step(client, looked, "look").content.decode()


def test_no_key_of_a_file_leads_out_of_its_folder(client: Client) -> None:
    answer = client.post("/partners/import", {"kept": "../../twofold.sqlite3", "step": "look"})
    assert answer.status_code == 422


def test_who_may_not_add_one_has_no_such_page(world: World) -> None:
    assert world.partner.company
    guest = person(world.partner.company, "Gil Guest", "guest", seat=world.partner_record.partnership)
    assert by_password(guest).get("/partners/import").status_code == 404
