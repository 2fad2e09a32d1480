"""Reading a bucket: three layouts, and every refusal with its file and field."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.worlds import World
from twofold.core.errors import Conflict, Invalid
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.doors.bucket import read_bucket, write_bucket
from twofold.doors.bucket.layout import collection_of, file_of

pytestmark = pytest.mark.django_db
ID = "V1StGXR8_Z5jdHi6B-myT"
GOOD = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral"}
FILE = f"partners/{ID}/data.json"


def written(folder: Path, layout: str = "inline", **files: Any) -> Path:
    found = {".worm/schema.json": {"schemaVersion": "1.0", "storage": {"layout": layout}}, **files}
    for name, content in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return folder


@pytest.mark.parametrize(
    ("layout", "history"),
    [
        ("inline", f"partners/{ID}/.oplog/0001.json"),
        ("collection", f"partners/.oplog/{ID}/0001.json"),
        ("root", f".oplog/partners/{ID}/0001.json"),
    ],
)
def test_all_three_layouts_give_the_same(world: World, tmp_path: Path, layout: str, history: str) -> None:
    bucket = read_bucket(written(tmp_path / "in", layout, **{FILE: GOOD, history: {"operation": "partner.create"}}))
    assert bucket.items[0]["history"] == [{"operation": "partner.create"}]
    run(world.stranger, "bucket.import", {"items": bucket.items})
    write_bucket(world.stranger, tmp_path / "out")
    assert json.loads((tmp_path / f"out/partners/{ID}/.oplog/0001.json").read_text()) == {"operation": "partner.create"}
    trash = {f".worm.trash/{FILE}": GOOD, f".worm.trash/{history}": {"operation": "partner.delete"}}
    deleted = read_bucket(written(tmp_path / "trash", layout, **trash)).items[0]
    assert deleted["deleted"]
    assert deleted["history"] == [{"operation": "partner.delete"}]


def test_the_symbols_of_a_path_are_stripped() -> None:
    assert collection_of("@partners/(id:nanoid)") == "partners"
    assert collection_of("#crm/@partners/(id:nanoid)") == "crm/partners"
    assert file_of("[data].json") == "data.json"


@pytest.mark.parametrize(
    "path", ["@../outside/(id:nanoid)", "@partners/../../outside", "/etc", "@.", "", "@a\0b", "(id:nanoid)"]
)
def test_a_path_that_is_no_folder_of_the_bucket_is_refused(tmp_path: Path, path: str) -> None:
    schema = {"models": {"Partner": {"path": path}}}
    files = {".worm/schema.json": schema, f"../outside/{ID}/data.json": GOOD}
    with pytest.raises(Invalid, match=r"Partner: The path .* is no folder of this bucket"):
        read_bucket(written(tmp_path / "in", **files))


@pytest.mark.parametrize("file", ["/etc/passwd", "../../other/data.json", "..", "", "[a/b].json", "a\0b"])
def test_a_file_that_is_none_of_an_items_folder_is_refused(tmp_path: Path, file: str) -> None:
    schema = {"models": {"Partner": {"file": file}}}
    with pytest.raises(Invalid, match=r"Partner: The file .* is no file of an item's folder"):
        read_bucket(written(tmp_path / "in", **{".worm/schema.json": schema, FILE: GOOD}))


@pytest.mark.parametrize("linked", ["partners", f"partners/{ID}", FILE, f"partners/{ID}/.oplog", ".worm"])
def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, linked: str) -> None:
    bucket = written(tmp_path / "in", **{FILE: GOOD, f"partners/{ID}/.oplog/0001.json": {}})
    (bucket / linked).rename(tmp_path / "outside")
    (bucket / linked).symlink_to(tmp_path / "outside")
    with pytest.raises(Invalid, match="leads out of the bucket") as refused:
        read_bucket(bucket)
    assert refused.value.errors[0]["field"].startswith(linked)


def test_a_link_to_itself_and_a_folder_in_place_of_a_file_are_named(tmp_path: Path) -> None:
    bucket = written(tmp_path / "in", **{f"partners/{ID}/data.json/x": {}})
    (bucket / "partners" / ID.lower()).mkdir()
    (bucket / "partners" / ID.lower() / "data.json").symlink_to("data.json")
    with pytest.raises(Invalid) as refused:
        read_bucket(bucket)
    told = {each["message"] for each in refused.value.errors}
    assert told == {
        "This cannot be read: it is no file.",
        "This leads out of the bucket. Put the files themselves here.",
    }


def test_a_bucket_whose_own_schema_names_other_folders_is_read(tmp_path: Path) -> None:
    schema = {"models": {"Partner": {"path": "#crm/@accounts/(id:nanoid)", "file": "[record].json"}}}
    files = {".worm/schema.json": schema, f"crm/accounts/{ID}/record.json": GOOD}
    assert read_bucket(written(tmp_path, **files)).items[0]["data"]["company"] == "Elmfield"


@pytest.mark.parametrize(
    ("files", "where", "sentence"),
    [
        ({FILE: b"{"}, FILE, "JSON"),
        ({FILE: b'{"company": "A", "company": "B"}'}, FILE, ""),
        ({FILE: b"\xff"}, FILE, "UTF-8"),
        ({FILE: []}, FILE, "must be a JSON object"),
        ({f"partners/{ID}/other.json": {}}, FILE, "cannot be read"),
        ({FILE: {**GOOD, "id": "another"}}, f"{FILE}: id", "as its folder is named"),
        ({FILE: GOOD, f"partners/{ID}/.oplog/0002.json": {}}, f"partners/{ID}/.oplog/0001.json", "missing"),
        ({".worm/schema.json": b"nothing"}, ".worm/schema.json", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, files: dict[str, Any], where: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_bucket(written(tmp_path, **files))
    assert any(each["field"].startswith(where) and sentence in each["message"] for each in refused.value.errors)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"company": None}, "company", "This is needed."),
        ({"type": "friend"}, "type", "must be one of co_marketing"),
        ({"status": "lost"}, "status", "must be one of prospect"),
        ({"company": 7}, "company", "must be text"),
        ({"company": "x" * 201}, "company", "at most 200"),
        ({"company": "a\0b"}, "company", "NUL"),
        ({"referralsMade": "7"}, "referralsMade", "must be a number"),
        ({"referralsMade": True}, "referralsMade", "must be a number"),
        ({"strategicValue": 6}, "strategicValue", "from 1 to 5"),
        ({"strategicValue": 1.5}, "strategicValue", "whole number"),
        ({"createdAt": "yesterday"}, "createdAt", "must be a time"),
        ({"updatedAt": "2026-11-21T09:00:00"}, "updatedAt", "must be a time"),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_nothing_is_imported(
    world: World, tmp_path: Path, change: dict[str, Any], field: str, sentence: str
) -> None:
    good = f"partners/{ID[::-1]}/data.json"
    bucket = read_bucket(written(tmp_path, **{FILE: {**GOOD, **change}, good: GOOD}))
    with pytest.raises(Invalid) as refused:
        run(world.stranger, "bucket.import", {"items": bucket.items})
    assert refused.value.errors[0]["field"] == f"{FILE}: {field}"
    assert sentence in refused.value.errors[0]["message"]
    assert ask(world.stranger, "partner.count") == {"count": 0}


def test_a_campaign_of_an_unknown_partner_takes_its_whole_bucket_back(world: World, tmp_path: Path) -> None:
    campaign = {"name": "Spring", "partnerId": world.partner_record.pk, "type": "referral"}
    bucket = read_bucket(written(tmp_path, **{FILE: GOOD, f"campaigns/{ID}/data.json": campaign}))
    with pytest.raises(Invalid) as refused:
        run(world.stranger, "bucket.import", {"items": bucket.items})
    assert refused.value.errors[0]["field"] == f"campaigns/{ID}/data.json: partnerId"
    assert ask(world.stranger, "partner.count") == {"count": 0}


def test_an_id_that_is_taken_is_a_conflict(world: World, tmp_path: Path) -> None:
    items = read_bucket(written(tmp_path, **{FILE: GOOD})).items
    run(world.host, "bucket.import", {"items": items})
    with pytest.raises(Conflict):
        run(world.stranger, "bucket.import", {"items": items})


def test_folders_this_version_does_not_know_are_said(tmp_path: Path) -> None:
    assert read_bucket(written(tmp_path, **{FILE: GOOD, f"referrals/{ID}/data.json": {}})).left_out == ["referrals"]


def test_the_schema_is_the_founding_documents(world: World, tmp_path: Path) -> None:
    write_bucket(world.host, tmp_path / "out")
    schema = json.loads((tmp_path / "out/.worm/schema.json").read_text())
    assert schema["schemaVersion"] == "1.0"
    assert schema["sourceOfTruth"] == "remote"
    assert schema["storage"] == {"layout": "inline"}
    partner, campaign = schema["models"]["Partner"], schema["models"]["Campaign"]
    assert (partner["path"], partner["file"]) == ("@partners/(id:nanoid)", "[data].json")
    assert partner["fields"]["company"] == {"type": "string", "required": True}
    assert partner["fields"]["status"] == {"type": "string", "default": "prospect"}
    assert partner["fields"]["referralsMade"] == {"type": "number", "default": 0}
    assert campaign["refs"] == {"partner": {"model": "Partner", "field": "partnerId", "type": "belongsTo"}}
    assert partner["oplog"] is partner["softDelete"] is True
