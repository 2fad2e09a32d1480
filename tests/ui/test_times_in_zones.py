"""The browser reads and writes a time in a zone as the server does, also where a clock is moved."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any
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


AGO = """
const times = process.argv[3].split(" ").map((seconds) => (
  {dateTime: new Date(Date.now() + seconds * 1000).toISOString(), dataset: {local: "relative"}, closest: () => null}
));
const listeners = {};
globalThis.setInterval = () => {};
globalThis.document = {
  documentElement: {dataset: {zone: process.argv[2], dates: "en-GB"}},
  querySelectorAll: (which) => (which.includes("data-local") ? times : []),
  addEventListener: (name, does) => { listeners[name] = does; },
};
await import(process.argv[1]);
listeners.DOMContentLoaded();
console.log(JSON.stringify(times.map((time) => time.textContent)));
"""


def run_in_node(script: str, module: str, *words: str) -> Any:
    node = shutil.which("node")
    assert node  # it builds the front end
    command = [node, "--input-type=module", "-e", script, (ROOT / "frontend/js" / module).as_uri(), *words]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def in_browser(zone: str, moments: list[str], texts: list[str]) -> list[list[str]]:
    found: list[list[str]] = run_in_node(SCRIPT, "zone.js", zone, json.dumps([moments, texts]))
    return found


def test_what_was_within_this_minute_was_just_now() -> None:
    said = run_in_node(AGO, "times.js", "UTC", "-20 -70 20 130")
    assert said == ["just now", "1 minute ago", "now", "in 2 minutes"]


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
