"""The search by keyboard alone, in a real browser: opened, typed into, walked through, opened from, closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browsers import MARKS, House, chromium, house, looks, serious_findings
from tests.journeys.watching import Windows

pytestmark = MARKS


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("search") / "data", "tests.web.search_story") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, served: House) -> Windows:
    return Windows(browser, served.url, served.told["password"])


@pytest.fixture
def page(windows: Windows, served: House) -> Iterator[Page]:
    window = windows.of(served.told["email"])
    yield window.page
    assert [each for each in window.complaints if "Failed to load resource" not in each] == []
    window.leave()


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search everything")


def chosen(page: Page) -> Locator:
    """The option that is chosen."""
    return page.locator("#palette").get_by_role("option", selected=True)


def search(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").filter(has_text="Otter").first).to_be_visible()


def test_a_partner_is_found_and_opened_without_a_mouse(page: Page) -> None:
    page.goto("/campaigns")
    search(page, "otter")
    options = page.get_by_role("group", name="Partners").get_by_role("option")
    expect(options).to_have_count(3)
    expect(chosen(page)).to_contain_text("Otter & Sons")
    assert field(page).get_attribute("aria-activedescendant") == chosen(page).get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Otter Analytics")
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(chosen(page)).to_contain_text("Otter & Sons")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    expect(chosen(page)).to_contain_text("Otter & Sons")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("3 results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Otter Analytics")


def test_enter_opens_what_was_typed_however_quickly_it_is_pressed(page: Page) -> None:
    page.goto("/campaigns")
    page.keyboard.press("Control+k")
    expect(chosen(page)).to_contain_text("Home")
    page.keyboard.type("otter club")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The Otter Club")


def test_the_slash_and_the_field_at_the_top_open_it_and_escape_closes_it(page: Page) -> None:
    page.goto("/campaigns")
    page.locator("body").press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.get_by_role("banner").get_by_role("searchbox").click()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_hidden()


def test_an_action_of_the_browser_and_a_tab_of_the_campaign_are_a_few_letters_away(page: Page, served: House) -> None:
    campaign = f"/campaigns/{served.told['campaign']}"
    page.goto(campaign)
    page.keyboard.press("Control+k")
    page.keyboard.type("to dark")
    expect(chosen(page)).to_contain_text("Switch to dark")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("tasks")
    expect(chosen(page)).to_contain_text("Tasks")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{campaign}/tasks")


def test_nothing_found_and_no_connection_are_said(page: Page) -> None:
    page.goto("/campaigns")
    page.keyboard.press("Control+k")
    page.keyboard.type("xylophone")
    expect(page.get_by_text("Nothing found for “xylophone”.")).to_be_visible()
    assert field(page).get_attribute("aria-expanded") == "false"

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/search?*", cut)
    page.keyboard.type("s")
    expect(page.get_by_role("alert").filter(has_text="could not be reached")).to_be_visible()
    page.unroute("**/search?*", cut)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("alert").filter(has_text="could not be reached")).to_be_hidden()


def test_who_was_signed_out_is_asked_to_sign_in(page: Page) -> None:
    page.goto("/campaigns")
    page.context.clear_cookies()
    page.keyboard.press("Control+k")
    page.wait_for_url("**/accounts/login/?next=%2Fcampaigns")


def test_nothing_that_was_searched_for_is_kept_in_the_browser(page: Page) -> None:
    page.goto("/campaigns")
    search(page, "otter")
    kept = page.evaluate("JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])")  # fmt: skip
    assert "otter" not in kept.lower()


@pytest.mark.drawn
@pytest.mark.parametrize(("scheme", "width"), looks())
def test_axe_finds_nothing_serious(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/search?q=otter")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    search(page, "otter")
    assert serious_findings(page) == []
    box = page.locator("#palette").bounding_box()
    assert box is not None
    assert (width == 390) is ((box["x"], box["width"]) == (0, 390))
