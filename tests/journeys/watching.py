"""One person's browser, and everything that may not happen in it: complaints, pages that some people cannot read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.browsers import serious_findings
from tests.drawn import chance, proof

ZONE = "Europe/Berlin"
PART = 0.5
"""Of the headings, so many are looked at in a test run: the demo is, too, by `test_every_page.py`."""
EMPTY = "/healthz"
"""A page of every house on which nothing is."""


class Windows:
    """Those of the people of one house: each signs in once, and finds an empty page whenever somebody asks for theirs."""

    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self._browser, self._address, self._password = browser, address, password
        self._of: dict[str, Window] = {}

    def of(self, email: str) -> Window:
        """The window of somebody, who has signed in."""
        if email not in self._of:
            self._of[email] = Window(self._browser, self._address)
            self._of[email].sign_in(email, self._password)
        window = self._of[email]
        if window.page.url != f"{self._address}{EMPTY}":
            window.leave()
        return window


class Window:
    """The browser of one person. Whatever the console complains of (the content policy too) is kept in `complaints`.

    `looked` remembers which pages have been looked at; those who share it look at each once.
    """

    def __init__(self, browser: Browser, address: str, *, width: int = 1280, looked: set[str] | None = None) -> None:
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            timezone_id=ZONE,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.findings: list[str] = []
        self._address, self._width = address, width
        self._looked: set[str] = set() if looked is None else looked
        self._cookies: Any = []
        self.page = self.tab()

    def sign_in(self, email: str, password: str) -> None:
        """Without the page for it, which `test_signing_in.py` tries; it is remembered when the window is left."""
        asks, path = self.context.request, f"{self._address}/accounts/login/"
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', asks.get(path).text())
        assert token
        given = {"login": email, "password": password, "csrfmiddlewaretoken": token[1], "browser_zone": ZONE}
        answer = asks.post(path, form=given, headers={"Referer": path})
        assert answer.ok
        assert "/accounts/login/" not in answer.url, f"{email} cannot sign in"
        self._cookies = self.context.cookies()

    def leave(self) -> None:
        """For the next test, as it was once somebody had signed in: one page with nothing on it, and nothing kept.

        The page itself stays: a new one takes a second of a processor to begin.
        """
        for other in self.context.pages:
            if other != self.page:
                other.close()
        self.page.unroute_all()
        self.page.goto(f"{self._address}{EMPTY}")
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.context.clear_cookies()
        self.context.add_cookies(self._cookies)
        self.page.set_viewport_size({"width": self._width, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.page.mouse.move(0, 0)
        self.complaints.clear()

    def tab(self) -> Page:
        """One more page of this person."""
        page = self.context.new_page()

        def heard(said: ConsoleMessage) -> None:
            of_nothing = (
                said.location.get("url") == f"{self._address}/favicon.ico"
            )  # which only the empty page asks for
            if said.type == "error" and not of_nothing:
                self.complaints.append(f"{page.url}: {said.text}")

        page.on("console", heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def go(self, path: str) -> None:
        """Open a page and look at it with axe."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """What axe finds serious on the page as it stands, once for each heading; in a test run half of them, drawn."""
        heading = f"{self.page.title()} {self.page.url.rpartition('/')[2]}"
        if heading not in self._looked and (proof() or chance(f"who looks at {self.page.title()}").random() < PART):
            self._looked.add(heading)
            self.findings += [f"{self.page.url}: {found}" for found in serious_findings(self.page)]

    def press(self, name: str, within: Locator | None = None) -> None:
        """A button of the main part, by what it says."""
        (within or self.page.get_by_role("main")).get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        """A link of the main part, by what it says; what it leads to is looked at."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, **labels: str) -> None:
        """Fields by their labels, with `_` for blanks."""
        for label, value in labels.items():
            self.page.get_by_role("main").get_by_label(label.replace("_", " "), exact=False).first.fill(value)

    def download(self, name: str, folder: Path) -> Path:
        """What a link of the main part gives to keep."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target

    def mark(self) -> None:
        """Leave a mark that a reload would wipe away."""
        self.page.evaluate("window.notReloaded = true")

    @property
    def was_not_reloaded(self) -> bool:
        return bool(self.page.evaluate("window.notReloaded === true"))
