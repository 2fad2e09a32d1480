"""What holds of files for every entity that can be imported: what is exported comes back as it was, and changes nothing."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

from tests.entities.samples import DERIVING, EITHER, make, maker, parent_of
from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES, Entity
from twofold.core.entities.exporting import export_header, export_rows
from twofold.core.entities.spreadsheet import workbook
from twofold.core.entities.spreadsheet.cells import cell_text, header_of
from twofold.core.entities.spreadsheet.mapping import import_fields, suggested_mapping
from twofold.core.errors import Invalid
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.web.downloads import csv_lines

pytestmark = [pytest.mark.django_db]
IMPORTED = [noun for noun in DERIVING if "import" in ENTITIES[noun].verbs]


def exported(entity: Entity, actor: Actor, kind: str, *, with_ids: bool = True) -> io.BytesIO:
    """All items with all fields that can be imported, as a file."""
    named = {field.name: entity.field(f"{field.name}Id") for field in entity.asks}
    fields = tuple(named.get(field.name) or field for field in import_fields(entity) if field.name not in EITHER)
    header, rows = export_header(entity, fields), list(export_rows(entity, actor, fields, {}))
    if not with_ids:
        header, rows = header[:-1], [row[:-1] for row in rows]
    out = io.BytesIO()
    if kind == "xlsx":
        workbook.write(out, "Items", header, rows)
    else:
        out.write("".join(csv_lines(header, [[cell_text(cell) for cell in row] for row in rows])).encode())
    out.seek(0)
    return out


def look(entity: Entity, actor: Actor, file: io.BytesIO, **given: Any) -> dict[str, Any]:
    report: dict[str, Any] = run(
        actor, f"{entity.noun}.import", {"file": file, "dryRun": True, **given}, parent_of(entity, actor)
    ).result
    return report


def bring_in(entity: Entity, actor: Actor, file: io.BytesIO, **given: Any) -> Any:
    report = look(entity, actor, file, **given)
    assert report["problems"] == []
    return run(
        actor, f"{entity.noun}.import", {"file": file, "hash": report["hash"], **given}, parent_of(entity, actor)
    ).result


def told(entity: Entity, item: dict[str, Any]) -> dict[str, Any]:
    return {field.name: item[field.name] for field in import_fields(entity)}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("noun", IMPORTED)
def test_an_export_comes_back_without_changing_anything(ready: World, noun: str, kind: str) -> None:
    entity, actor = ENTITIES[noun], maker(ready, ENTITIES[noun])
    for at in range(3):
        make(entity, actor, at, all_fields=True)
    count, before = len(ask(actor, f"{noun}.list")["items"]), OplogEntry.rows.visible_to(actor).count()
    report = look(entity, actor, exported(entity, actor, kind))
    assert (report["create"], report["update"], report["same"], report["problems"]) == (0, 0, count, [])
    assert OplogEntry.rows.visible_to(actor).count() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("noun", IMPORTED)
def test_an_export_without_its_ids_makes_the_same_items_anew_and_that_can_be_undone(
    ready: World, noun: str, kind: str
) -> None:
    entity, actor = ENTITIES[noun], maker(ready, ENTITIES[noun])
    made = [make(entity, actor, at, all_fields=True) for at in range(3)]
    for item in ask(actor, f"{noun}.list")["items"]:
        if item["id"] not in {each["id"] for each in made}:
            run(actor, f"{noun}.delete", {}, item["id"])
    file = exported(entity, actor, kind, with_ids=False)
    result = bring_in(entity, actor, file)
    assert (result["created"], result["updated"]) == (3, 0)
    items = ask(actor, f"{noun}.list")["items"]
    assert len(items) == 6
    ids = {each["id"] for each in made}
    anew = [told(entity, each) for each in items if each["id"] not in ids]
    assert sorted(map(str, anew)) == sorted(str(told(entity, each)) for each in made)
    run(actor, f"{noun}.undo", {"changeId": result["changeId"]})
    assert {each["id"] for each in ask(actor, f"{noun}.list")["items"]} == ids


@pytest.mark.parametrize("noun", IMPORTED)
def test_a_row_with_an_id_changes_that_item_in_the_named_fields_alone(ready: World, noun: str) -> None:
    entity, actor = ENTITIES[noun], maker(ready, ENTITIES[noun])
    item = make(entity, actor, 0, all_fields=True)
    field = next(each for each in import_fields(entity) if each.name == entity.title)
    file = io.BytesIO(f"id,{field.name}\n{item['id']},Another name\n".encode())
    assert bring_in(entity, actor, file)["updated"] == 1
    now = ask(actor, f"{noun}.get", {"id": item["id"]})
    assert now[field.name] == "Another name"
    assert {**told(entity, now), field.name: ""} == {**told(entity, item), field.name: ""}


@pytest.mark.parametrize("noun", IMPORTED)
def test_a_row_that_lacks_what_is_needed_is_named_and_nothing_comes_in(ready: World, noun: str) -> None:
    entity, actor = ENTITIES[noun], maker(ready, ENTITIES[noun])
    make(entity, actor)
    table = list(csv.reader(io.StringIO(exported(entity, actor, "csv", with_ids=False).read().decode("utf-8-sig"))))
    header, row = table[0], table[1]
    at = header.index(next(header_of(entity, field) for field in entity.written if field.required and field.csv))
    out = io.StringIO()
    csv.writer(out).writerows([header, row, [*row[:at], "", *row[at + 1 :]]])
    file = io.BytesIO(out.getvalue().encode())
    report = look(entity, actor, file)
    assert [(each["row"], each["message"]) for each in report["problems"]] == [(2, "This is needed.")]
    assert report["hash"] == ""
    count = ask(actor, f"{noun}.count")["count"]
    with pytest.raises(Invalid, match=r"Row 2, .*Nothing was imported"):
        run(actor, f"{noun}.import", {"file": file, "hash": "x"}, parent_of(entity, actor))
    assert ask(actor, f"{noun}.count")["count"] == count


def test_a_heading_says_no_word_twice_and_is_still_read() -> None:
    for entity in ENTITIES.values():
        headers = [header_of(entity, field) for field in dict.fromkeys((*entity.columns, *entity.extra))]
        assert not [each for each in headers if re.fullmatch(r"(.+) \(\1\)", each, re.IGNORECASE)]
    campaign = ENTITIES["campaign"]
    assert suggested_mapping(campaign, ["Partner"]) == {"Partner": "partnerId"}
    both = {"Partner": "", "Partner (partnerId)": "partnerId"}
    assert suggested_mapping(campaign, both) == both
    assert suggested_mapping(ENTITIES["task"], ["List"]) == {"List": "list"}
