"""Record, form and board in a real browser: by keyboard alone, by dragging, and with two people at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsers import MARKS, House, chromium, house, looks, serious_findings
from tests.drawn import share
from tests.journeys.watching import Window, Windows
from tests.worlds import PASSWORD

pytestmark = MARKS
BOARD = "/partners?layout=board"
HANNA, MIKA = "hanna@northwind.example", "mika@northwind.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("data"), "tests.web.record_story") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, served: House) -> Windows:
    return Windows(browser, served.url, PASSWORD)


@pytest.fixture
def hanna(windows: Windows) -> Iterator[Window]:
    window = windows.of(HANNA)
    yield window
    refusals = ("409 (Conflict)", "422 (Unprocessable Entity)")  # a browser complains of each, the page says it
    assert [each for each in window.complaints if not each.endswith(refusals)] == []
    window.leave()


@pytest.fixture
def mika(windows: Windows) -> Iterator[Window]:
    window = windows.of(MIKA)
    yield window
    window.leave()


def card(page: Page, name: str) -> Locator:
    return page.locator("[data-board] [data-card]", has_text=name)


def column(page: Page, state: str) -> Locator:
    return page.locator(f'[data-board] [data-state="{state}"]')


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.drawn
@pytest.mark.parametrize(("scheme", "width"), looks())
def test_axe_finds_nothing_serious_and_no_page_scrolls_sideways(
    hanna: Window, served: House, scheme: str, width: int
) -> None:
    page, record = hanna.page, f"/partners/{served.told['record']}"
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    paths = (record, f"{record}/edit", "/partners/new", f"{record}/move?to=onboarding", BOARD)
    for path in share((scheme, width), looks(), paths):
        page.goto(path)
        assert serious_findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert hanna.complaints == []


def test_a_card_is_moved_by_keyboard_alone_and_what_is_missing_is_asked(hanna: Window) -> None:
    page = hanna.page
    page.goto(BOARD)
    card(page, "Carbonate").focus()
    press(page, "ArrowRight")
    expect(card(page, "Brightleaf")).to_be_focused()
    press(page, "ArrowDown", "ArrowUp", "m")
    expect(page.get_by_role("button", name="Prospect")).to_be_focused()
    press(page, "ArrowDown", "Enter")
    dialog = page.get_by_role("dialog", name="Move Brightleaf Analytics to Onboarding")
    expect(dialog.get_by_label("What they get")).to_be_focused()
    assert serious_findings(page) == []
    page.keyboard.type("Leads")
    press(page, "Tab", "Enter")
    expect(dialog.get_by_text("Add the signed agreement or a link to it.").first).to_be_visible()
    expect(dialog.get_by_label("What they get")).to_have_value("Leads")
    dialog.get_by_label("Link to the signed agreement").focus()
    page.keyboard.type("https://files.example/a")
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#toasts")).to_contain_text("Brightleaf Analytics is now Onboarding.")
    expect(column(page, "onboarding")).to_contain_text("Brightleaf")
    expect(column(page, "onboarding").locator(".count")).to_have_text("2")
    expect(card(page, "Brightleaf")).to_be_focused()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(column(page, "negotiating")).to_contain_text("Brightleaf")


def test_escape_leaves_everything_where_it_was(hanna: Window) -> None:
    page = hanna.page
    page.goto(BOARD)
    card(page, "Brightleaf").focus()
    press(page, "m", "ArrowDown", "Enter")
    expect(page.locator("#move-dialog")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#move-dialog")).to_be_hidden()
    expect(column(page, "negotiating")).to_contain_text("Brightleaf")


def drag(page: Page, name: str, to: str, *, drop: bool = True, at: int = 90) -> None:
    start = page.locator("[data-move-url]", has_text=name).locator("h3").bounding_box()
    end = column(page, to).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 14, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + at, steps=12)
    page.mouse.move(end["x"] + end["width"] / 2 + 3, end["y"] + at + 5, steps=3)
    if drop:
        page.mouse.up()


def test_a_card_is_dragged_and_a_column_that_is_closed_to_it_says_why(hanna: Window) -> None:
    page = hanna.page
    page.goto(BOARD)
    drag(page, "Harbour", "prospect", drop=False)
    expect(page.locator(".board-column.is-open")).not_to_have_count(0)  # where it may be dropped
    expect(column(page, "prospect")).to_have_class("board-column is-closed")
    expect(column(page, "prospect")).to_contain_text("Move this partner to Onboarding first.")
    page.mouse.up()
    expect(column(page, "active")).to_contain_text("Harbour")
    expect(page.locator(".board-why:visible")).to_have_count(0)
    drag(page, "Harbour", "expanding", at=8)  # its heading means the column
    expect(column(page, "expanding").locator(".count")).to_have_text("2")
    expect(page.locator("#toasts")).to_contain_text("Harbour Lane is now Expanding.")
    page.wait_for_timeout(1000)  # the board is drawn anew
    expect(card(page, "Harbour")).to_be_focused()


def test_a_card_that_somebody_else_has_moved_goes_back_and_says_so(hanna: Window, mika: Window) -> None:
    page = hanna.page
    page.route("**/api/v1/events*", lambda route: route.abort())
    page.goto(BOARD)
    mika.page.goto(BOARD)
    card(mika.page, "Granite").focus()
    press(mika.page, "m")
    mika.page.get_by_role("button", name="Active").click()
    expect(column(mika.page, "active")).to_contain_text("Granite")
    drag(page, "Granite", "negotiating")
    expect(page.locator("#toasts")).to_contain_text("Granite Works is Active by now.")
    expect(column(page, "active")).to_contain_text("Granite")
    hanna.complaints.clear()  # the stream that was cut


def test_a_field_of_the_record_is_edited_by_keyboard_and_taken_back(hanna: Window, served: House) -> None:
    page = hanna.page
    page.goto(f"/partners/{served.told['record']}")
    tier = page.locator('[data-field="tier"]')
    tier.focus()
    press(page, "Enter")
    page.keyboard.type("platinum")
    press(page, "Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(tier).to_have_text("platinum")
    expect(tier).to_be_focused()
    expect(page.locator("#past")).to_contain_text("Hanna Host changed Brightleaf Analytics")
    page.locator("#toasts").get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    expect(tier).to_have_text("gold")


def test_two_who_save_the_same_form_lose_nothing(served: House, hanna: Window, mika: Window) -> None:
    page, address = hanna.page, f"/partners/{served.told['record']}/edit"
    page.goto(address)
    mika.page.goto(address)
    mika.page.get_by_label("Tier").fill("silver")
    mika.page.get_by_label("Phone").fill("+49 30 2")
    mika.press("Save")
    page.get_by_label("Tier").fill("bronze")
    page.get_by_label("Commission").fill("12 %")
    hanna.press("Save")
    expect(page.get_by_text("Somebody else has saved this since you opened it.")).to_be_visible()
    expect(page.locator("#id_tier_note")).to_contain_text("Mika Member changed this to “silver”")
    expect(page.get_by_label("Tier")).to_have_value("bronze")
    expect(page.get_by_label("Phone")).to_have_value("+49 30 2")
    assert serious_findings(page) == []
    hanna.press("Save")
    for name, value in {"tier": "bronze", "commissionRate": "12 %", "contactPhone": "+49 30 2"}.items():
        expect(page.locator(f'[data-field="{name}"]')).to_have_text(value)


def test_without_script_a_form_is_saved_and_a_partner_moved(browser: Browser, served: House) -> None:
    context = browser.new_context(base_url=served.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Your work e-mail").fill(HANNA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto(BOARD)
    page.get_by_role("link", name="Inkwell").click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Owner").select_option(label="Mika Member")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#field-ownerUserId + dd")).to_have_text("Mika Member")
    expect(page.locator("#messages")).to_contain_text("Saved.")
    expect(page.locator("#messages").get_by_role("button", name="Undo")).to_be_visible()
    page.locator("[data-move-menu] summary").click()
    page.get_by_role("link", name="Churned…").click()
    page.get_by_label("Why did it end?").fill("Bought by another.")
    page.get_by_role("button", name="Move to Churned").click()
    expect(page.locator("#field-churnReason + dd")).to_have_text("Bought by another.")
    context.close()
