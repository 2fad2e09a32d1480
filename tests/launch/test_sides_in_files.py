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
