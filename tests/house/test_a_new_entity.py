"""What a new entity costs, and all that it has on its first day: an app of one model and one declaration, made here.

What holds within one process is in `tests/house/meetups`, and runs in a process of its own that has the app installed;
so do the tests that are generated for every entity.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import MARKS, House, chromium, house, serious_findings
from tests.house.meetups.app import FILES, ROOT, SETTINGS, in_the_house, write_app
from tests.journeys.house import environment
from tests.journeys.preloaded import preloaded
from tests.journeys.watching import Window
from tests.worlds import PASSWORD

MOST_LINES = 60
OWN = [f"tests/house/meetups/{name}.py" for name in ("doors", "pages", "access")]
GENERATED = {
    "tests/entities": "meetup",
    "tests/house/test_registries.py": "column_of_a_row or address_has_a_policy or id_a_version",
    "tests/access/test_matrix.py": "has_a_specimen",
}
"""Where the tests are that know a new entity without a word → which of them."""
LEAST = 44
"""Tests that hold for it, its own and those that are generated."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("app")
    write_app(folder)
    return folder


def test_it_is_said_in_sixty_lines() -> None:
    assert sum(len(text.splitlines()) for text in FILES.values()) <= MOST_LINES
    assert max(len(line) for text in FILES.values() for line in text.splitlines()) <= 120


def test_it_has_everything_that_every_entity_has(app: Path) -> None:
    wanted = " or ".join(["meetups", *GENERATED.values()])
    ours = {"TWOFOLD_TESTS", "DJANGO_SETTINGS_MODULE", "PYTEST_CURRENT_TEST", "DATABASE_URL", "PYTEST_XDIST_WORKER"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    paths = {"PYTHONPATH": in_the_house(app)["PYTHONPATH"], "TWOFOLD_TEST_SETTINGS": SETTINGS}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *OWN, *GENERATED, "-k", wanted],
        env={**kept, **paths}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    last = done.stdout.strip().splitlines()[-1]
    assert not re.search("skipped|xfailed|error|warning", last), done.stdout[-3_000:]
    assert int(re.findall(r"(\d+) passed", last)[0]) >= LEAST, last


@pytest.fixture(scope="module")
def served(app: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(
        tmp_path_factory.mktemp("meetups") / "data", "tests.house.meetups.story", **in_the_house(app)
    ) as running:
        yield running


def test_the_command_line_does_and_asks_and_exports_and_imports(app: Path, served: House, tmp_path: Path) -> None:
    with preloaded({**environment(served.data), **in_the_house(app)}) as commands:

        def says(*words: str, who: str = "host") -> Any:
            done = commands.run(*words, "--email", served.told[who])
            assert done.returncode == 0, done.stderr
            return json.loads(done.stdout)

        made = says("do", "meetup.create", "--input", '{"title": "Typed", "cost": 12}')
        assert says("do", "meetup.move", "--on", made["id"], "--input", '{"state": "held"}')["state"] == "held"
        assert [item["title"] for item in says("ask", "meetup.list")["items"]] == ["Typed"]
        assert says("ask", "meetup.list", who="stranger")["items"] == []
        (tmp_path / "list.csv").write_text("Title,When\nFrom a file,2027-03-01\n")
        file = ("--file", f"file={tmp_path / 'list.csv'}")
        report = says("do", "meetup.import", "--input", '{"dryRun": true}', *file)
        assert says("do", "meetup.import", "--input", json.dumps({"hash": report["hash"]}), *file)["created"] == 1
        assert says("export", "--to", str(tmp_path / "bucket"))["meetups"] == 2
        assert says("do", "meetup.delete_many", "--input", '{"where": {"titleContains": "e"}}')["count"] == 2
        assert says("ask", "meetup.count") == {"count": 0}
        assert commands.run("import", str(tmp_path / "bucket"), "--email", served.told["host"]).returncode == 2
        refused = commands.run("do", "meetup.create", "--input", "{}", "--email", served.told["host"])
        assert (refused.returncode, json.loads(refused.stderr)["errors"][0]["field"]) == (2, "title")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


class TestInABrowser:
    pytestmark = MARKS

    def test_a_meetup_is_added_found_edited_moved_and_taken_back(self, browser: Browser, served: House) -> None:
        window = Window(browser, served.url)
        page = window.page
        page.goto("/accounts/login/")
        page.get_by_label("Your work e-mail").fill(served.told["host"])
        page.get_by_label("Password").fill(PASSWORD)
        window.press("Sign in")
        page.get_by_role("navigation").get_by_role("link", name="Meetups").first.click()
        expect(page.get_by_text("Add the first one you plan together.")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Add a meetup").first.click()
        page.get_by_label("Title").fill("Spring meetup")
        page.get_by_label("City").fill("Bremen")
        page.get_by_label("When").fill("2027-03-01")
        assert serious_findings(page) == []
        page.get_by_role("button", name="Add the meetup").click()
        expect(page.get_by_role("heading", name="Spring meetup")).to_be_visible()
        expect(page.locator('[data-field="at"]')).to_have_text("Mar 1, 2027")
        assert re.search(r"[A-Z][a-z]{2} \d{1,2}, \d{4}, ", page.locator("#past time").first.inner_text()), "as above"
        assert serious_findings(page) == []
        self._edit_in_the_table(page)
        self._move_on_the_board(page)
        self._search(page)
        self._look_on_a_phone(page)
        assert window.complaints == []
        window.context.close()

    @staticmethod
    def _edit_in_the_table(page: Page) -> None:
        page.goto("/meetups?q=spring")
        city = page.locator("tr[data-id]", has_text="Spring meetup").locator("[data-field=city]")
        city.dblclick()
        press(page, "ControlOrMeta+A")
        page.keyboard.type("Kiel")
        press(page, "Enter")
        expect(city).to_have_text("Kiel")
        assert serious_findings(page) == []
        page.get_by_role("link", name="Spring meetup").click()
        page.locator('[data-field="city"]').focus()
        press(page, "Enter", "ControlOrMeta+A")
        page.keyboard.type("Ulm")
        press(page, "Enter")
        expect(page.locator("#past")).to_contain_text("Hanna Host changed “Spring meetup”")
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator('[data-field="city"]')).to_have_text("Kiel")

    @staticmethod
    def _move_on_the_board(page: Page) -> None:
        page.goto("/meetups?layout=board")
        page.locator("[data-board] [data-card]", has_text="Spring").focus()
        press(page, "m", "Enter")
        expect(page.locator("#toasts")).to_contain_text("Spring meetup is now Held.")
        expect(page.locator('[data-board] [data-state="held"]')).to_contain_text("Spring meetup")
        assert serious_findings(page) == []
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator('[data-board] [data-state="planned"]')).to_contain_text("Spring meetup")

    @staticmethod
    def _look_on_a_phone(page: Page) -> None:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/meetups")
        for part in page.locator(".list-bar-end > *").all():
            box = part.bounding_box()
            assert box is None or box["x"] + box["width"] <= 390, part.inner_text()

    @staticmethod
    def _search(page: Page) -> None:
        page.goto("/campaigns")
        press(page, "Control+k")
        page.keyboard.type("spring")
        expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text("Spring meetup")
        press(page, "Enter")
        page.wait_for_url("**/meetups/*")
        expect(page.locator("#past")).to_contain_text("Hanna Host moved “Spring meetup” to Held")
