"""The browser reads and writes a time in a zone as the server does, also where a clock is moved."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.house.sources import ROOT
from twofold.core.entities import Field
from twofold.web.form_texts import text_of, value_of

FIELD = Field("due", "datetime")
SCRIPT = """
globalThis.document = {documentElement: {dataset: {zone: process.argv[2]}}};
const {momentOf, wallTime} = await import(process.argv[1]);
const [moments, texts] = JSON.parse(process.argv[3]);
console.log(JSON.stringify([moments.map(wallTime), texts.map(momentOf)]));
"""


def in_browser(zone: str, moments: list[str], texts: list[str]) -> list[list[str]]:
    node = shutil.which("node")
    assert node  # it builds the front end
    module = (ROOT / "frontend/js/zone.js").as_uri()
    command = [node, "--input-type=module", "-e", SCRIPT, module, zone, json.dumps([moments, texts])]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    found: list[list[str]] = json.loads(said.stdout)
    return found


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe"])
def test_a_time_is_the_same_on_both_sides(zone: str) -> None:
    starts = [
        datetime(2027, month, day, 0, 10, tzinfo=UTC)
        for month, day in ((1, 5), (3, 14), (3, 28), (10, 31), (11, 7), (4, 4))
    ]
    moments = [(start + timedelta(minutes=30 * step)).isoformat() for start in starts for step in range(50)]
    walls = [text_of(FIELD, moment, ZoneInfo(zone)) for moment in moments]
    gaps = ["2027-03-28T02:30", "2027-03-14T02:15", "2027-10-03T02:10"]
    texts, back = in_browser(zone, moments, [*walls, *gaps])
    assert texts == walls
    meant = [value_of(FIELD, wall, ZoneInfo(zone)) for wall in [*walls, *gaps]]
    assert [datetime.fromisoformat(each) for each in back] == [datetime.fromisoformat(each) for each in meant]
