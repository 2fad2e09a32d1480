"""Blockers in a file: whose they are stands there as on the page, by the name of the company, and comes in so."""

from __future__ import annotations

import csv
import io

import pytest

from tests.campaigns.started import listed, start
from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


def test_a_side_goes_out_and_comes_in_by_its_company(world: World) -> None:
    campaign = start(world)
    for side in ("host", "partner"):
        run(world.host, "blocker.raise", {"title": f"For {side}", "side": side}, campaign.pk)
    answer = by_password(world.host).get(f"/campaigns/{campaign.pk}/blockers/export?format=csv&columns=title,side")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert world.host.company
    assert world.partner.company
    named = {"For host": world.host.company.name, "For partner": world.partner.company.name}
    assert {row["What is blocked"]: row["Who can resolve it"] for row in rows} == named

    lines = ["What is blocked,Who can resolve it", f"New,{named['For partner']}", "Newer,host"]
    given = {"file": io.BytesIO("\n".join(lines).encode())}
    seen = run(world.host, "blocker.import", {**given, "dryRun": True}, campaign.pk).result
    assert seen["problems"] == []
    run(world.host, "blocker.import", {**given, "hash": seen["hash"]}, campaign.pk)
    sides = {each["title"]: each["side"] for each in listed(world.host, "blocker", campaign)}
    assert (sides["New"], sides["Newer"]) == ("partner", "host")


def test_what_is_set_once_stays_where_its_cell_is_empty(world: World) -> None:
    campaign = start(world)
    blocker = run(world.host, "blocker.raise", {"title": "No room", "side": "partner"}, campaign.pk).result
    text = f"id,What is blocked,Who can resolve it\n{blocker.pk},No film,\n"
    given = {"file": io.BytesIO(text.encode())}
    seen = run(world.host, "blocker.import", {**given, "dryRun": True}, campaign.pk).result
    assert (seen["problems"], seen["update"]) == ([], 1)
    run(world.host, "blocker.import", {**given, "hash": seen["hash"]}, campaign.pk)
    assert [(each["title"], each["side"]) for each in listed(world.host, "blocker", campaign)] == [
        ("No film", "partner")
    ]
    wrong = {"file": io.BytesIO(text.replace("film,", "film,Host").encode()), "dryRun": True}
    [problem] = run(world.host, "blocker.import", wrong, campaign.pk).result["problems"]
    assert problem["message"] == "This can't be changed later."

    page = f"/campaigns/{campaign.pk}/blockers/import"
    client = by_password(world.host)
    says = "leave the cell empty: it stays as it is"
    assert client.post(page, {"file": io.BytesIO(text.encode())}).content.decode().count(says) == 1
    new = io.BytesIO(b"What is blocked,Who can resolve it\nNew,Host\n")
    assert says not in client.post(page, {"file": new}).content.decode()


def test_an_asset_that_nobody_makes_yet_comes_in_for_the_company_in_its_column(world: World) -> None:
    campaign = start(world)
    role = next(each for each in listed(world.host, "role", campaign, side="partner"))
    name = f"{role['title']}, {role['company']}"
    text = f'Title,Kind,Company,Made by\nQuote,Copy,{role["company"]},\nLogo,Design,,\nFilm,Video,,"{name}"\n'
    given = {"file": io.BytesIO(text.encode())}
    seen = run(world.host, "asset.import", {**given, "dryRun": True}, campaign.pk).result
    assert seen["problems"] == []
    run(world.host, "asset.import", {**given, "hash": seen["hash"]}, campaign.pk)
    sides = {each["title"]: each["side"] for each in listed(world.host, "asset", campaign)}
    assert (sides["Quote"], sides["Logo"], sides["Film"]) == ("partner", "host", "partner")
    wrong = io.BytesIO(f'Title,Kind,Company,Made by\nFilm,Video,Host,"{name}"\n'.encode())
    [problem] = run(world.host, "asset.import", {"file": wrong, "dryRun": True}, campaign.pk).result["problems"]
    assert (problem["column"], problem["field"]) == ("Company", "side")
