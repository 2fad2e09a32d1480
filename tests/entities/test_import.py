"""Importing a file: columns are understood, every problem is named with its row, all rows come in or none."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.worlds import World, meet
from twofold.core.entities.spreadsheet import reading
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
HEADER = "Company,Contact,E-mail,Partnership type"
ROWS = "Elmfield,Eli,eli@elmfield.example,Referral\nBirch,Bo,bo@birch.example,co_marketing\n"


def file_of(text: str | bytes) -> io.BytesIO:
    return io.BytesIO(text if isinstance(text, bytes) else text.encode())


def look(world: World, text: str | bytes, **given: Any) -> dict[str, Any]:
    report: dict[str, Any] = run(world.host, "partner.import", {"file": file_of(text), "dryRun": True, **given}).result
    return report


def bring_in(world: World, text: str | bytes, **given: Any) -> Any:
    report = look(world, text, **given)
    assert report["problems"] == []
    return run(world.host, "partner.import", {"file": file_of(text), "hash": report["hash"], **given}).result


def partner(world: World, company: str) -> dict[str, Any]:
    found: dict[str, Any] = ask(world.host, "partner.list", {"company": company})["items"][0]
    return found


def test_a_dry_run_changes_nothing_and_its_counts_are_those_of_the_import(world: World) -> None:
    text = f"{HEADER},Id\n{ROWS.splitlines()[0]},\nBrightleaf,Pia,pia@x.example,Referral,{world.partner_record.pk}\n"
    before = OplogEntry.rows.visible_to(world.host).count()
    report = look(world, text)
    assert (report["rows"], report["create"], report["update"], report["same"]) == (2, 1, 1, 0)
    assert ask(world.host, "partner.list", {"company": "Elmfield"})["items"] == []
    assert OplogEntry.rows.visible_to(world.host).count() == before
    result = run(world.host, "partner.import", {"file": file_of(text), "hash": report["hash"]}).result
    assert (result["created"], result["updated"], result["count"]) == (report["create"], report["update"], 2)
    entries = OplogEntry.rows.visible_to(world.host).filter(cause=result["changeId"])
    assert sorted(entries.values_list("operation", flat=True)) == ["partner.create", "partner.update"]
    assert OplogEntry.rows.visible_to(world.host).count() == before + 3


def test_an_import_echoes_the_hash_of_its_dry_run(world: World) -> None:
    report = look(world, f"{HEADER}\n{ROWS}")
    for given in (
        {"file": file_of(f"{HEADER}\n{ROWS}")},
        {"file": file_of(f"{HEADER}\n{ROWS}\nAsh,Al,al@ash.example,Referral\n"), "hash": report["hash"]},
        {"file": file_of(f"{HEADER},Tier\n{ROWS}"), "hash": report["hash"]},
    ):
        with pytest.raises(Conflict, match="not the file and mapping"):
            run(world.host, "partner.import", given)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty"),
        (HEADER, "at least one row"),
        (
            f'{HEADER}\nElm,"Eli,e@x.example,Referral\nBirch,Bo,b@x.example,Referral\n',
            "Line 2, column 2 opens a quoted",
        ),
        (f"{HEADER}\nElm,Eli,e@x.example,Referral,more\n", "Line 2 has more cells"),
        ("Company,company\nElm,Elm\n", "two columns are called"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04nothing of the kind", "This workbook cannot be read"),
        (b"Company\nB\xc3\xa4r\nB\xe4r\n", "Line 3"),
        ("C" + ",".join(map(str, range(300))) + "\nx\n", "more than 200 columns"),
        (f"Company\n{'x' * 70_000}\n", "longer than"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_line(world: World, text: str | bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        look(world, text)
    assert [error["field"] for error in refused.value.errors] == ["file"]


def test_a_file_with_too_many_rows_or_bytes_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(Invalid, match="more than 1 rows"):
        look(world, f"{HEADER}\n{ROWS}")
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(Invalid, match="MB"):
        look(world, f"{HEADER}\n{ROWS}")


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").encode("utf-8-sig"),
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").encode("utf-16"),
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").encode("utf-16-le"),
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").encode("cp1252"),
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").replace(",", ";").replace("\n", "\r\n").encode(),
        f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").replace(",", "\t").encode(),
        ("sep=;\n" + f"{HEADER}\n{ROWS}".replace("Eli,", "Élise,").replace(",", ";")).encode(),
        f"{HEADER}{',' * 900}\n{ROWS}".replace("Eli,", "Élise,").encode(),
        f"\n\n{HEADER}\n\n{ROWS}".replace("Eli,", "Élise,").encode(),
    ],
)
def test_a_table_is_read_however_it_was_written(world: World, data: bytes) -> None:
    assert bring_in(world, data)["created"] == 2
    assert partner(world, "Elmfield")["contactName"] == "Élise"


def test_columns_are_known_by_name_label_and_synonym_and_each_field_is_filled_once(world: World) -> None:
    text = "FIRMA,contact name,e-mail adresse,TYPE,Company,Score,Whatever\nElm,Eli,e@x.example,Referral,Other,9,x\n"
    found = {each["column"]: each["field"] for each in look(world, text)["columns"]}
    assert found == {
        "FIRMA": "company", "contact name": "contactName", "e-mail adresse": "contactEmail", "TYPE": "type",
        "Company": "", "Score": "", "Whatever": "",
    }  # fmt: skip


def test_a_chosen_mapping_says_what_columns_mean_and_a_wrong_one_is_refused_by_column(world: World) -> None:
    text = "a,b,c,d,e\nElm,Eli,e@x.example,Referral,x\n"
    mapping = {"a": "company", "b": "contactName", "c": "contactEmail", "d": "type"}
    assert bring_in(world, text, mapping=mapping)["created"] == 1
    with pytest.raises(Invalid) as refused:
        look(world, text, mapping={**mapping, "e": "company", "x": "tier", "d": "status"})
    assert {error["field"] for error in refused.value.errors} == {"mapping.e", "mapping.x", "mapping.d"}


def test_every_problem_is_named_with_row_line_column_and_field(world: World) -> None:
    text = (
        f"{HEADER},Revenue,Owner,Id\n"
        '"Elm\nfield",Eli,no address,Referral,12,,\n'
        "Birch,Bo,bo@birch.example,Friendship,a lot,Nobody Known,\n"
        f"Ash,Al,al@ash.example,Referral,1,,{'x' * 21}\n"
        f"Oak,Olga,o@oak.example,Referral,1,,{world.partner_record.pk}\n"
        f"Oak,Olga,o@oak.example,Referral,1,,{world.partner_record.pk}\n"
    )
    report = look(world, text)
    where = [(each["row"], each["line"], each["column"], each["field"]) for each in report["problems"]]
    assert where == [
        (1, 2, "E-mail", "contactEmail"), (2, 4, "Partnership type", "type"), (2, 4, "Owner", "ownerUserId"),
        (2, 4, "Revenue", "revenueAttributed"), (3, 5, "Id", "id"), (5, 7, "Id", "id"),
    ]  # fmt: skip
    messages = [each["message"] for each in report["problems"]]
    assert messages[0] == "This is not an e-mail address."
    assert "“Friendship” is none of" in messages[1]
    assert "There is no partner with this id" in messages[4]
    assert messages[5] == "Row 4 has the same id."


def test_what_only_the_operation_finds_wrong_is_told_by_the_dry_run_too(world: World) -> None:
    text = "name,type,partnerId,startDate,endDate\n"
    text += f"Spring,referral,{world.partner_record.pk},2027-03-01,2027-02-01\n"
    report = run(world.host, "campaign.import", {"file": file_of(text), "dryRun": True}).result
    assert [(each["row"], each["field"]) for each in report["problems"]] == [(1, "endDate")]


def test_references_are_found_by_id_by_name_and_by_mail_if_exactly_one_is_meant(world: World) -> None:
    me = world.host.person
    assert me
    for at, text in enumerate((me.pk, me.name, me.email)):
        bring_in(world, f"{HEADER},Owner\nElm {at},Eli,e@x.example,Referral,{text}\n")
        assert partner(world, f"Elm {at}")["ownerUserId"] == me.pk
    name = "name,type,partner id\nSpring,referral,{}\n"
    given = {"dryRun": True}
    found = run(world.host, "campaign.import", {"file": file_of(name.format("Brightleaf Analytics")), **given}).result
    assert found["problems"] == []
    meet(world.host, "Brightleaf Analytics", "Petra Partner")
    found = run(world.host, "campaign.import", {"file": file_of(name.format("Brightleaf Analytics")), **given}).result
    assert "or there are several" in found["problems"][0]["message"]


def test_an_emptied_cell_clears_what_may_be_empty_and_is_refused_where_it_may_not(world: World) -> None:
    id = world.partner_record.pk
    bring_in(world, f"Id,Phone\n{id},+49 30 1\n")
    assert bring_in(world, f"Id,Phone\n{id},\n")["updated"] == 1
    assert partner(world, "Brightleaf Analytics")["contactPhone"] == ""
    assert look(world, f"Id,Company\n{id},\n")["problems"][0]["message"] == "This must not be empty."


def test_an_item_that_one_does_not_see_is_not_there(world: World) -> None:
    text = f"Id,Company\n{world.partner_record.pk},Mine now\n"
    report = run(world.rival, "partner.import", {"file": file_of(text), "dryRun": True}).result
    missing = run(
        world.rival,
        "partner.import",
        {"file": file_of(text.replace(world.partner_record.pk, "x" * 21)), "dryRun": True},
    ).result
    assert report["problems"] == missing["problems"]
    assert report["problemCount"] == 1


def test_who_may_not_create_may_not_import(world: World) -> None:
    from tests.worlds import person

    assert world.partner.company
    guest = person(world.partner.company, "Gil Guest", "guest", seat=world.partner_record.partnership)
    with pytest.raises(Refused):
        run(guest, "partner.import", {"file": file_of("%PDF"), "dryRun": True})


def test_an_import_is_undone_as_one_and_only_as_long_as_nobody_changed_what_came_in(world: World) -> None:
    first = bring_in(world, f"{HEADER},Tier\n{ROWS.replace(chr(10), ',gold' + chr(10))}")
    run(world.host, "partner.undo", {"changeId": first["changeId"]})
    assert ask(world.host, "partner.list", {"tier": "gold"})["items"] == []
    with pytest.raises(NotFound):
        run(world.rival, "partner.undo", {"changeId": first["changeId"]})
    id = world.partner_record.pk
    changed = bring_in(world, f"Id,Tier\n{id},gold\n")
    run(world.host, "partner.undo", {"changeId": changed["changeId"]})
    assert partner(world, "Brightleaf Analytics")["tier"] == "standard"
    again = bring_in(world, f"Id,Tier\n{id},gold\n")
    run(world.host, "partner.update", {"tier": "silver"}, id)
    with pytest.raises(Conflict, match="changed since"):
        run(world.host, "partner.undo", {"changeId": again["changeId"]})


def test_pressed_twice_with_one_key_it_is_done_once(world: World) -> None:
    report = look(world, f"{HEADER}\n{ROWS}")
    given = {"hash": report["hash"]}
    for _ in range(2):
        run(world.host, "partner.import", {"file": file_of(f"{HEADER}\n{ROWS}"), **given}, key="import-1")
    assert len(ask(world.host, "partner.list", {"company": "Elmfield"})["items"]) == 1
