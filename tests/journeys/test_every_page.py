"""Every page of the demo that a signed-in person can click to, on each side: there, readable, quiet, within a phone.

A test run opens every kind of page of our own on the host's side, and of those that the kit makes alike for every list, and
of those further down on the other sides, a part, drawn anew each time; axe reads half of the kinds, each on one side, drawn
too. The proof opens all of them, the host's twice with different items, and reads them on every side that has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zlib import crc32

import pytest
from playwright.sync_api import Browser

from tests.browsers import MARKS, House, chromium, house, serious_findings
from tests.drawn import chance, proof, said
from tests.journeys.watching import Window
from twofold.core.entities import ENTITIES

pytestmark = [*MARKS, pytest.mark.drawn]
PASSWORD = "two-fold-demo"
SIDES = {"partner": "tomas@brightwater.example", "host": "maren@halden.example", "rival": "gunnar@corvane.example"}
"""In this order: who comes later reads what has not been read so far."""
MOST = 200
WAYS = 2
"""So many ways to ask a page are tried; how lists are narrowed is tried by the tests of the kit."""
WIDE, PHONE = 1280, 390
FILES = re.compile(r"\.csv$|/export$|/decision$|/log$|/receipts/|/files?/|/download|^/api/|^/static/|/accounts/logout/")
ABOUT_A_LIST = re.compile(r"/(totals|views)$")
"""Pages that every state of a list leads to, with that state in their address."""
OF_THE_KIT = re.compile(r"\?|/(totals|views|import)$")
OF_A_LONG_LIST = "tbody tr:nth-child(n + 13)"
"""Rows that axe reads in the proof only: those before are like them."""
PART = 0.2
"""Of the kit's pages, so many are opened on each side by a test run."""
PART_OF_OTHERS = 0.3
"""Of our own pages further down, so many are opened on the sides that are not the host's, which opens all."""
PART_READ = 0.5
"""Of the kinds of pages, so many axe reads in a test run."""
AT_THE_TOP = 2
"""Slashes in the address of a page that is not further down."""
OF_ANY_LIST = {"columns", "widths", "sort", "group", "folded", "layout", "density", "deleted", "edit"}
"""What the kit offers on every list alike: each is tried on one of them."""
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
FIRST_BYTE = (
    "(({responseStart, requestStart}) => responseStart - requestStart)(performance.getEntriesByType('navigation')[0])"
)
ICONS = "[...document.querySelectorAll('svg.icon use')].map(use => use.getAttribute('href').split('#')[1])"
SPRITE = Path(__file__).resolve().parents[2] / "twofold/ui/static/ui/icons.svg"
CODES = sorted(
    {
        each.value
        for entity in ENTITIES.values()
        for field in entity.fields
        for each in field.choices or ()
        if each.value not in {"", each.label}
    }
)
"""The values of all choices that people read under another word."""
RAW = """codes => {
    const texts = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (texts.nextNode()) {
        const text = texts.currentNode.textContent.trim();
        if (texts.currentNode.parentElement.closest("script, style, code, pre, textarea")) continue;
        if (codes.includes(text) || /^[a-z]+(_[a-z]+)+$/.test(text)) found.add(text);
    }
    return [...found];
}"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("demo") / "data", "tests.journeys.demo_story") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def read_so_far() -> set[str]:
    """Kinds of pages that axe has read."""
    return set()


@pytest.mark.parametrize("side", SIDES)
def test_every_page_is_there_and_readable_and_fits(
    side: str, demo: House, browser: Browser, read_so_far: set[str]
) -> None:
    window = Window(browser, demo.url)
    window.sign_in(SIDES[side], PASSWORD)
    walk = Walk(window, demo.url, side, read_so_far)
    walk.all()
    slowest = sorted(walk.first_byte.items(), key=lambda each: -each[1])[:3]
    told = ", ".join(f"{path} {milliseconds:.0f} ms" for path, milliseconds in slowest)
    print(f"{side}: {len(walk.first_byte)} pages, {len(walk.read)} read, {said()}; slowest first bytes: {told}")
    assert "\n".join(walk.wrong + window.complaints) == ""
    assert (30 if side != "rival" else 12) <= len(walk.first_byte) < MOST
    window.context.close()


class Walk:
    """From the start page along every link of the same house: each kind of page once, in the proof the host's twice.

    Pages without a question come first; each way to narrow a list is tried once, and not each with every other: what is
    narrowed already is not narrowed further. What one side reads on a phone the other reads on a wide screen, by turns;
    one of them reads in light, the other in dark, as is drawn; every page fits a phone.
    """

    def __init__(self, window: Window, address: str, side: str, read_so_far: set[str]) -> None:
        self.window, self.address, self.side = window, address, side
        self.is_host = side == "host"
        self.twice = self.is_host and proof()
        schemes = chance("light and dark").sample(["light", "dark"], 2)
        self.scheme = schemes[self.is_host]
        window.page.emulate_media(color_scheme=self.scheme)  # type: ignore[arg-type]
        self.read: list[str] = []
        self._read_so_far = read_so_far
        self.wrong: list[str] = []
        self.first_byte: dict[str, float] = {}
        self._icons = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
        self._kinds: Counter[str] = Counter()
        self._ways: Counter[str] = Counter()
        self._waiting = ["/"]

    def all(self) -> None:
        """Walk until every kind of page has been seen."""
        while self._waiting and len(self.first_byte) < MOST:
            self._waiting.sort(key=lambda path: "?" in path)
            path = self._waiting.pop(0)
            kind = kind_of(path)
            if path in self.first_byte or self._kinds[kind] >= (2 if self.twice and "?" not in path else 1):
                continue
            if not self._opens(kind):
                continue
            self._kinds[kind] += 1
            if "?" in path:
                self._ways[kind_of(path.partition("?")[0])] += 1
                if self._ways[kind_of(path.partition("?")[0])] > WAYS:
                    continue
            self._visit(path, new=self._kinds[kind] == 1)

    def _visit(self, path: str, *, new: bool) -> None:
        page = self.window.page
        path_of_kind = kind_of(path)
        page.set_viewport_size({"width": PHONE, "height": 844})
        answer = page.goto(path)
        assert answer is not None
        self.first_byte[path] = page.evaluate(FIRST_BYTE)
        if answer.status != 200:
            self.wrong.append(f"{path}: status {answer.status}")
            return
        further = path.partition("?")[0] + "?" if "?" in path else "none"
        self._waiting += [
            each for each in map(self._own, page.evaluate(LINKS)) if each and not each.startswith(further)
        ]
        if (over := page.evaluate(SIDEWAYS)) > 0:
            self.wrong.append(f"{path}: {over} px wider than a phone")
        if raw := page.evaluate(RAW, CODES):
            self.wrong.append(f"{path}: codes instead of words: {', '.join(raw)}")
        if missing := set(page.evaluate(ICONS)) - self._icons:
            self.wrong.append(f"{path}: no such icon: {', '.join(missing)}")
        if new and self._reads(path_of_kind):
            self.read.append(path)
            wide = crc32(path_of_kind.encode()) // 2 % 2 == self.is_host
            if wide:
                page.set_viewport_size({"width": WIDE, "height": 900})
            told = f"{path}: {self.scheme}, {'wide' if wide else 'phone'}"
            self.wrong += [f"{told}: {each}" for each in serious_findings(page, "" if proof() else OF_A_LONG_LIST)]

    def _opens(self, kind: str) -> bool:
        """Whether this side opens such a page in this run."""
        if OF_THE_KIT.search(kind):
            part = PART
        else:
            part = 1.0 if self.is_host or kind.count("/") <= AT_THE_TOP else PART_OF_OTHERS
        return proof() or chance(f"{self.side} opens {kind}").random() < part

    def _reads(self, kind: str) -> bool:
        """Whether this side is the one that reads such a page, where one does; the partner leaves half to the host."""
        if proof():
            return True
        if kind in self._read_so_far or chance(f"whether axe reads {kind}").random() >= PART_READ:
            return False
        if self.side == "partner" and chance(f"who reads {kind}").random() < 0.5:
            return False
        self._read_so_far.add(kind)
        return True

    def _own(self, link: str) -> str:
        """The path of a link that leads to a page of this house, without its place on the page."""
        parts = urlsplit(link)
        if f"{parts.scheme}://{parts.netloc}" != self.address or FILES.search(parts.path):
            return ""
        return parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(path: str) -> str:
    """What pages that differ only in whose they are have in common: `/campaigns/{id}/leads?state`."""
    parts = urlsplit(path)
    names = {name for name, _ in parse_qsl(parts.query)}
    asked = "" if ABOUT_A_LIST.search(parts.path) else "&".join(sorted(names))
    if asked and names <= OF_ANY_LIST:
        return f"?{asked}"
    return re.sub(r"/[\w-]{21}(?=/|$)", "/{id}", parts.path) + (f"?{asked}" if asked else "")
