"""One person's browser, and everything that may not happen in it: complaints, pages that some people cannot read."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.browsers import serious_findings


class Window:
    """The browser of one person. Whatever the console complains of (the content policy too) is kept in `complaints`."""

    def __init__(self, browser: Browser, address: str, *, width: int = 1280) -> None:
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.complaints: list[str] = []
        self.findings: list[str] = []
        self._looked: set[str] = set()
        self.page = self.tab()

    def tab(self) -> Page:
        """One more page of this person."""
        page = self.context.new_page()
        page.on(
            "console", lambda said: self.complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None
        )
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def go(self, path: str) -> None:
        """Open a page and look at it with axe."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """What axe finds serious on the page as it stands, once for each heading."""
        heading = f"{self.page.title()} {self.page.url.rpartition('/')[2]}"
        if heading not in self._looked:
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
