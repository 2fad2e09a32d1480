"""The pages of a new entity. Run by `tests/house/test_a_new_entity.py`."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.campaigns.visiting import signed_in
from tests.web.filling import as_opened
from tests.web.test_import_page import hidden
from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world: World) -> Client:
    return signed_in(world.host)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def make(world: World, title: str = "Spring meetup", **given: Any) -> str:
    return str(run(world.host, "meetup.create", {"title": title, "city": "Bremen", **given}).result.pk)


def test_an_empty_list_says_what_to_do_and_stands_in_the_sidebar(client: Client) -> None:
    text = text_of(client, "/meetups")
    assert "Add the first one you plan together." in text
    assert 'href="/meetups/new"' in text
    assert 'href="/meetups"' in text_of(client, "/")


def test_the_table_is_filtered_grouped_and_added_up(client: Client, world: World) -> None:
    make(world, cost=100)
    make(world, "Autumn meetup", city="Kiel", cost=20)
    text = text_of(client, "/meetups?city=Kiel")
    assert "Autumn meetup" in text
    assert "Spring meetup" not in text
    assert 'data-entity="meetup"' in text
    assert 'data-api="/api/v1/meetups"' in text
    assert 'data-field="city"' in text
    assert "120" in text_of(client, "/meetups/totals")
    assert text_of(client, "/meetups?group=city").count("Kiel") > text_of(client, "/meetups?columns=title").count(
        "Kiel"
    )


def test_the_board_has_a_column_for_each_state_and_offers_the_steps(client: Client, world: World) -> None:
    id = make(world)
    text = text_of(client, "/meetups?layout=board")
    assert [text.count(f'data-state="{state}"') for state in ("planned", "held", "off")] == [1, 1, 1]
    client.post(f"/meetups/{id}/move", {"to": "off", "from": "planned"})
    assert ask(world.host, "meetup.get", {"id": id})["state"] == "off"
    refused = client.post(f"/meetups/{id}/move", {"to": "held", "from": "off"})
    assert "Move this meetup to Planned first." in refused.content.decode()


def test_the_form_adds_and_changes_and_says_what_is_wrong_beside_its_field(client: Client, world: World) -> None:
    refused = client.post("/meetups/new", as_opened(client, "/meetups/new") | {"cost": "-3", "city": "Kiel"})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'id="id_title_error"' in text
    assert 'value="Kiel"' in text
    client.post("/meetups/new", as_opened(client, "/meetups/new") | {"title": "Spring", "at": "2027-03-01"})
    [item] = ask(world.host, "meetup.list")["items"]
    assert (item["title"], str(item["at"])) == ("Spring", "2027-03-01")
    client.post(f"/meetups/{item['id']}/edit", as_opened(client, f"/meetups/{item['id']}/edit") | {"at": ""})
    assert ask(world.host, "meetup.get", {"id": item["id"]})["at"] is None


def test_the_record_shows_every_field_and_its_past_and_removing_is_undone(client: Client, world: World) -> None:
    id = make(world, notes="Bring cake.")
    text = text_of(client, f"/meetups/{id}")
    for field in ("title", "city", "at", "state", "cost", "notes"):
        assert f'id="field-{field}"' in text
    assert "Bring cake." in text
    assert "Hanna Host added “Spring meetup”" in text
    removed = client.post(f"/meetups/{id}/delete", follow=True)
    assert f"/meetups/{id}/restore" in removed.content.decode()
    assert client.get(f"/meetups/{id}").status_code == 404
    client.post(f"/meetups/{id}/restore")
    assert "Bring cake." in text_of(client, f"/meetups/{id}")


def test_what_is_shown_leaves_as_csv_and_xlsx(client: Client, world: World) -> None:
    make(world, cost=100)
    make(world, "Autumn", city="Kiel")
    asked = "columns=title,cost&city=Bremen"
    answer = client.get(f"/meetups/export?format=csv&{asked}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[:2] for row in rows] == [["Title", "Cost"], ["Spring meetup", "100"]]
    answer = client.get(f"/meetups/export?format=xlsx&{asked}")
    content = b"".join(answer) if answer.streaming else answer.content
    sheet = load_workbook(io.BytesIO(content)).active
    assert [[cell.value for cell in row][:2] for row in sheet] == [["Title", "Cost"], ["Spring meetup", 100]]


def test_a_file_is_looked_at_then_imported(client: Client, world: World) -> None:
    file = SimpleUploadedFile("list.csv", b"Title,When\nSpring,2027-03-01\nAutumn,2027-10-01\n")
    looked = client.post("/meetups/import", {"file": file})
    assert "<b>2</b><span>to add</span>" in looked.content.decode()
    assert ask(world.host, "meetup.count") == {"count": 0}
    chosen = {"column": ["Title", "When"], "field": ["title", "at"], "file_name": "list.csv", "step": "import"}
    sent = {name: hidden(looked, name) for name in ("kept", "hash")} | chosen
    assert "2 added, 0 changed" in client.post("/meetups/import", sent, follow=True).content.decode()
    assert ask(world.host, "meetup.count") == {"count": 2}


def test_a_view_is_saved_and_opens_again(client: Client, world: World) -> None:
    make(world)
    make(world, "Autumn meetup", city="Kiel")
    given = {"action": "save_as", "name": "In Kiel", "whose": "company", "state": "?city=Kiel"}
    text = client.post("/meetups/views", given, follow=True).content.decode()
    assert "“In Kiel” is saved." in text
    assert "Spring meetup" not in text
    [view] = ask(world.host_member, "view.list")["items"]
    opened = text_of(signed_in(world.host_member), f"/meetups?view={view['id']}")
    assert "Autumn meetup" in opened
    assert "Spring meetup" not in opened


def test_the_search_offers_the_item_and_the_page(client: Client, world: World) -> None:
    id = make(world)
    assert f'href="/meetups/{id}"' in text_of(client, "/search?q=spring")
    offered = client.get("/search", {"q": "meetups"}, headers={"HX-Request": "true"}).content.decode()
    assert 'href="/meetups"' in offered
    assert f'href="/meetups/{id}"' not in text_of(signed_in(world.partner), "/search?q=spring")
