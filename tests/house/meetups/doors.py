"""A new entity at every door: REST, its document, the bucket, files, the search. Run by `tests/house/test_a_new_entity.py`."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors.bucket.test_exchange import exported, imported, passing
from tests.doors.rest.calling import Api, token_of
from tests.worlds import World
from twofold.core.errors import Conflict
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.doors.rest.openapi import described

pytestmark = pytest.mark.django_db
NEW = {"title": "Spring meetup", "city": "Bremen", "at": "2027-03-01", "cost": 120, "notes": "canarynote"}


@pytest.fixture
def host(world: World) -> Api:
    return Api(token_of(world.host))


def made(host: Api, **given: Any) -> dict[str, Any]:
    answer = host.post("/meetups", {**NEW, **given})
    assert answer.status_code == 201, answer.content
    item: dict[str, Any] = answer.json()
    return item


def test_rest_has_every_verb_for_one_item(host: Api) -> None:
    item = made(host)
    assert {name: item[name] for name in NEW} == NEW
    assert item["state"] == "planned"
    address = f"/meetups/{item['id']}"
    assert host.get(address).json() == item
    changed = host.call("PATCH", address, {"city": None, "cost": 80}, If_Match='"1"').json()
    assert (changed["city"], changed["cost"], changed["at"], changed["version"]) == ("", 80, "2027-03-01", 2)
    assert host.call("PATCH", address, {"cost": 1}, If_Match='"1"').status_code == 409
    for wrong, field in (({"title": ""}, "title"), ({"cost": -1}, "cost"), ({"at": "soon"}, "at"), ({"x": 1}, "x")):
        refused = host.call("PATCH", address, wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert host.call("PATCH", address, {"state": "held"}).status_code == 422, "it moves by its own operation"
    assert host.post(f"{address}/move", {"state": "held"}).json()["state"] == "held"
    assert host.call("DELETE", address).status_code == 200
    assert host.get(address).status_code == 404
    assert host.get("/meetups?deleted=true").json()["items"][0]["id"] == item["id"]
    assert host.post(f"{address}/restore").status_code == 200
    entries = host.get(f"{address}/oplog").json()["items"]
    operations = [entry["operation"].removeprefix("meetup.") for entry in entries]
    assert operations == ["restore", "delete", "move", "update", "create"]
    assert entries[2]["says"] == "Hanna Host moved “Spring meetup” to Held"
    assert "canarynote" not in json.dumps(entries)


def test_only_the_steps_that_were_declared_are_taken(world: World) -> None:
    item = run(world.host, "meetup.create", NEW).result
    run(world.host, "meetup.move", {"state": "off"}, on=item.pk)
    for to, says in (("held", "Move this meetup to Planned first."), ("off", "This meetup is Called off already.")):
        with pytest.raises(Conflict, match=says) as refused:
            run(world.host, "meetup.move", {"state": to}, on=item.pk)
        assert refused.value.extra["legal"] == ["planned"]
    run(world.host, "meetup.move", {"state": "planned"}, on=item.pk)
    run(world.host, "meetup.move", {"state": "held"}, on=item.pk)
    with pytest.raises(Conflict, match="This meetup is Held and can't move to Planned"):
        run(world.host, "meetup.move", {"state": "planned"}, on=item.pk)


def test_rest_lists_counts_and_adds_up(host: Api) -> None:
    for number, city in enumerate(("Bremen", "Bremen", "Kiel")):
        made(host, title=f"Meetup {number}", city=city, at=f"2027-03-0{number + 1}")
    page = host.get("/meetups?city=Bremen&atFrom=2027-03-02&sort=-title&fields=id,title").json()
    assert [each["title"] for each in page["items"]] == ["Meetup 1"]
    assert set(page["items"][0]) == {"id", "title"}
    assert host.get("/meetups?titleContains=meetup&limit=2").json()["nextCursor"]
    assert host.get("/meetups/count?groupBy=city&sum=cost").json() == {
        "groups": {"Bremen": 2, "Kiel": 1}, "sums": {"Bremen": {"cost": 240}, "Kiel": {"cost": 120}},
    }  # fmt: skip
    assert host.get("/meetups/count?state=planned").json() == {"count": 3}


def test_rest_changes_and_removes_many_and_takes_it_back(host: Api) -> None:
    ids = [made(host, title=f"Meetup {number}")["id"] for number in range(3)]
    changed = host.post("/meetups/change-many", {"where": {"city": "Bremen"}, "set": {"city": "Kiel"}}).json()
    assert changed["count"] == 3
    assert host.get("/meetups/count?city=Kiel").json() == {"count": 3}
    assert host.post("/meetups/undo", {"changeId": changed["changeId"]}).status_code == 200
    assert host.get("/meetups/count?city=Bremen").json() == {"count": 3}
    removed = host.post("/meetups/delete-many", {"ids": ids[:2]}).json()
    assert host.get("/meetups/count").json() == {"count": 1}
    assert host.post("/meetups/undo", {"changeId": removed["changeId"]}).status_code == 200
    assert host.get("/meetups/count").json() == {"count": 3}


def test_rest_takes_a_file_after_a_dry_run(host: Api) -> None:
    def send(text: str, **given: Any) -> Any:
        file = SimpleUploadedFile("meetups.csv", text.encode())
        form = {"input": json.dumps(given), "file": file}
        return Client().post("/api/v1/meetups/import", form, headers=host.headers).json()

    text = "Title,When,Cost\nSpring,2027-03-01,12\nAutumn,2027-10-01,7\n"
    report = send(text, dryRun=True)
    assert (report["create"], report["problems"]) == (2, [])
    assert host.get("/meetups/count").json() == {"count": 0}
    assert send(text, hash=report["hash"])["created"] == 2
    assert host.get("/meetups/count?sum=cost").json() == {"count": 2, "sums": {"cost": 19}}
    wrong = send("Title,When\nSpring,soon\n,2027-03-01\n", dryRun=True)
    assert [(each["row"], each["field"]) for each in wrong["problems"]] == [(1, "at"), (2, "title")]


def test_the_document_describes_it() -> None:
    document = described()
    paths = {path: set(methods) - {"parameters"} for path, methods in document["paths"].items() if "/meetups" in path}
    root, one = "/meetups", "/meetups/{id}"
    assert paths == {
        root: {"get", "post"}, one: {"get", "patch", "delete"}, f"{root}/count": {"get"},
        f"{root}/change-many": {"post"}, f"{root}/delete-many": {"post"},
        f"{root}/restore-many": {"post"}, f"{root}/undo": {"post"},
        f"{root}/import": {"post"}, f"{one}/move": {"post"}, f"{one}/restore": {"post"}, f"{one}/oplog": {"get"},
    }  # fmt: skip
    [state] = document["paths"][f"{one}/move"]["post"]["requestBody"]["content"].values()
    assert '"enum": ["planned", "held", "off"]' in json.dumps([state, document["components"]])


def test_a_bucket_that_was_exported_comes_in_elsewhere_as_it_was(world: World) -> None:
    with passing():
        item = run(world.host, "meetup.create", NEW).result
        run(world.host, "meetup.update", {"cost": 80}, on=item.pk)
        gone = run(world.host, "meetup.create", {"title": "Gone"}).result
        run(world.host, "meetup.delete", {}, on=gone.pk)
        bucket = exported(world.host)
    written = json.loads(bucket[f"meetups/{item.pk}/data.json"])
    assert {name: written[name] for name in NEW} == {**NEW, "cost": 80}
    assert f".worm.trash/meetups/{gone.pk}/data.json" in bucket
    assert "Meetup" in json.loads(bucket[".worm/schema.json"])["models"]
    assert not ask(world.stranger, "meetup.list")["items"]
    ours = {name: data for name, data in bucket.items() if "meetups/" in name or name.startswith(".worm/")}
    assert imported(world.stranger, ours) == {"meetups": 2}
    assert ask(world.stranger, "meetup.get", {"id": item.pk})["cost"] == 80
    assert exported(world.stranger)[f"meetups/{item.pk}/data.json"] == bucket[f"meetups/{item.pk}/data.json"]


def test_the_search_finds_it_for_who_may_see_it(world: World, host: Api) -> None:
    item = made(host)
    found = host.get("/search?q=spring").json()["items"]
    assert [(each["kind"], each["title"], each["url"]) for each in found] == [
        ("meetup", "Spring meetup", f"/meetups/{item['id']}")
    ]
    assert Api(token_of(world.partner)).get("/search?q=spring").json()["items"] == []


def test_the_log_has_an_entry_for_each_change_and_never_what_is_sealed(world: World, host: Api) -> None:
    before = OplogEntry.rows.visible_to(world.host).count()
    item = made(host)
    host.call("PATCH", f"/meetups/{item['id']}", {"notes": "canaryother", "city": "Kiel"})
    entries = OplogEntry.rows.visible_to(world.host).order_by("-position")
    assert entries.count() == before + 2
    body = entries[0].body
    assert '"city":["Bremen","Kiel"]' in body
    assert '"notes"' in body
    assert not [each for each in entries if "canary" in each.body]


def test_a_workbook_is_taken_too(world: World) -> None:
    from twofold.core.entities.spreadsheet import workbook

    file = io.BytesIO()
    workbook.write(file, "Meetups", ["Title", "City"], [["Spring", "Bremen"]])
    file.seek(0)
    report = run(world.host, "meetup.import", {"file": file, "dryRun": True}).result
    assert (report["create"], report["problems"]) == (1, [])
