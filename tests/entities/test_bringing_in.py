"""What comes in from a file below a campaign: tasks, assets and blockers, with what they refer to found by name."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.campaigns.started import listed, one
from tests.signing_in import by_password
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.entities import ENTITIES
from twofold.core.entities.exporting import export_header, export_rows
from twofold.core.entities.spreadsheet.cells import cell_text
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.web.declaration import PAGES

pytestmark = pytest.mark.django_db


def look(actor: Actor, noun: str, campaign: Campaign, text: str) -> dict[str, Any]:
    given = {"file": io.BytesIO(text.encode()), "dryRun": True}
    report: dict[str, Any] = run(actor, f"{noun}.import", given, on=campaign.pk).result
    return report


def bring_in(actor: Actor, noun: str, campaign: Campaign, text: str) -> Any:
    report = look(actor, noun, campaign, text)
    assert report["problems"] == []
    given = {"file": io.BytesIO(text.encode()), "hash": report["hash"]}
    return run(actor, f"{noun}.import", given, on=campaign.pk).result


def test_what_a_form_makes_comes_in_from_a_file_or_its_declaration_says_why_not() -> None:
    for noun, pages in PAGES.items():
        entity = pages.entity
        making = OPERATIONS.get(f"{noun}.{entity.makes}")
        by_form = making is not None and making.on in (None, entity.parent) and (entity.creates or entity.works)
        if by_form:
            assert (f"{noun}.import" in OPERATIONS) is not bool(entity.no_import), noun


def test_tasks_come_in_with_their_list_and_role_by_name_and_go_by_undo(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="host")
    tasks = ENTITIES["task"]
    text = f'Task,List,Role,Due\nPrint the badges,Content,"{role["title"]}, {role["company"]}",2027-01-15 09:00\n'
    lists = {each["name"] for each in listed(world.host, "task_list", campaign)}
    text = text.replace("Content", min(lists))
    result = bring_in(world.host, "task", campaign, text)
    made = one(world.host, "task", campaign, q="badges")
    assert (made["driRoleId"], result["created"]) == (role["id"], 1)
    names = [each.name for each in (*tasks.asks, *tasks.written)]
    assert names[0] == "list"
    [other, *_] = sorted(lists - {min(lists)})
    told = look(world.host, "task", campaign, f"Id,List\n{made['id']},{other}\n")["problems"]
    assert [(each["field"], each["message"]) for each in told] == [("list", "This can't be changed later.")]
    run(world.host, "task.undo", {"changeId": result["changeId"]})
    assert listed(world.host, "task", campaign, q="badges") == []


def test_what_a_row_gets_wrong_is_said_with_its_row_and_column(world: World, campaign: Campaign) -> None:
    text = "Task,List,Role\nNo list,Nowhere,Nobody\n,,\n"
    told = look(world.host, "task", campaign, text)["problems"]
    assert {(each["row"], each["field"]) for each in told} >= {(1, "list"), (1, "driRoleId")}


def test_assets_and_blockers_come_in(world: World, campaign: Campaign) -> None:
    role = one(world.host, "role", campaign, side="host")
    text = f'Title,Kind,Made by\nBooth banner,E-book,"{role["title"]}, {role["company"]}"\n'
    kind = ENTITIES["asset"].field("kind")
    assert kind is not None
    bring_in(world.host, "asset", campaign, text.replace("E-book", kind.choices[0].label))
    assert one(world.host, "asset", campaign, q="banner")["driRoleId"] == role["id"]
    task = one(world.host, "task", campaign)
    result = bring_in(world.host, "blocker", campaign, f'What is blocked,Task that waits\nNo room,"{task["title"]}"\n')
    [blocker] = listed(world.host, "blocker", campaign)
    assert blocker["taskId"] == task["id"]
    done = by_password(world.host).get(
        f"/campaigns/{campaign.pk}/blockers/import?change={result['changeId']}&created=1"
    )
    assert "Undo the import" in done.text
    run(world.host, "blocker.undo", {"changeId": result["changeId"]})
    assert listed(world.host, "blocker", campaign) == []


def test_what_comes_out_names_several_references_and_comes_in_again_as_it_was(world: World, campaign: Campaign) -> None:
    items = ENTITIES["launch_item"]
    columns = tuple(field for name in ("title", "dependsOn") if (field := items.field(name)))
    rows = [
        [cell_text(cell) for cell in row]
        for row in export_rows(items, world.host, columns, {"campaignId": campaign.pk})
    ]
    named = {item["id"]: item["title"] for item in listed(world.host, "launch_item", campaign)}
    waiting = {item["id"]: item["dependsOn"] for item in listed(world.host, "launch_item", campaign)}
    assert any(waiting.values())
    for _, after, pk in rows:
        assert after == "; ".join(named[each] for each in waiting[pk])
    header = export_header(items, columns)
    lines = [",".join(f'"{cell}"' for cell in row) for row in (header, *rows)]
    report = look(world.host, "launch_item", campaign, "\n".join(lines))
    assert (report["same"], report["update"], report["create"], report["problems"]) == (len(rows), 0, 0, [])


def test_an_amount_has_its_currency_behind_it_though_that_column_is_hidden(world: World) -> None:
    partners = ENTITIES["partner"]
    columns = tuple(field for name in ("company", "revenueAttributed", "tier") if (field := partners.field(name)))
    assert export_header(partners, columns) == ["Company", "Revenue", "Currency", "Tier", "Id"]
    [row] = export_rows(partners, world.host, columns, {"company": "Brightleaf Analytics"})
    assert row[2] == "EUR"


def test_a_role_in_an_exported_file_is_known_by_its_company_though_somebody_fills_it(
    world: World, campaign: Campaign
) -> None:
    tasks, host = ENTITIES["task"], world.host
    for side in ("host", "partner"):
        role = one(host, "role", campaign, side=side, titleContains="Project")
        actor = host if side == "host" else world.partner
        run(actor, "role.assign", {"personId": actor.person.pk}, role["id"])  # type: ignore[union-attr]
    columns = tuple(field for name in ("title", "dri") if (field := tasks.field(name)))
    header = export_header(tasks, columns)
    assert header == ["Task", "Role", "Id"]
    asked = {"campaignId": campaign.pk, "whose": "ours"}
    exported = [[cell_text(cell) for cell in row] for row in export_rows(tasks, host, columns, asked)]
    ours, theirs = (one(host, "role", campaign, side=s, titleContains="Project") for s in ("host", "partner"))
    assert ours["title"] == theirs["title"]
    named = f"{ours['title']}, {ours['company']}"

    def text(*rows: list[str]) -> str:
        return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)

    assert look(host, "task", campaign, text(header, *exported))["same"] == len(exported)
    title, _, pk = next(row for row in exported if row[1] != named)
    told = look(host, "task", campaign, text(header, [title, named, pk]))["problems"]
    assert [(each["field"], each["message"]) for each in told] == [("driRoleId", "This can't be changed later.")]
    new = ["Print the badges", named, one(host, "task_list", campaign)["name"]]
    bring_in(host, "task", campaign, text(["Task", "Role", "List"], new))
    assert one(host, "task", campaign, q="badges")["driRoleId"] == ours["id"]
