"""Forms and phones: what was typed is not lost without a question, and a list on a phone is a list."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browsers import MARKS, House, chromium, house, serious_findings
from tests.drawn import share
from tests.journeys.watching import Window, Windows
from tests.worlds import PASSWORD

pytestmark = MARKS
HANNA = "hanna@northwind.example"
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("forms") / "data", "tests.web.record_story") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def windows(browser: Browser, served: House) -> Windows:
    return Windows(browser, served.url, PASSWORD)


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    window = windows.of(HANNA)
    yield window.page
    window.leave()


@pytest.fixture(scope="module")
def phone(browser: Browser, served: House) -> Iterator[Page]:
    """Of somebody who has signed in by the page, which takes the browser's zone along."""
    window = Window(browser, served.url, width=390)
    window.page.goto("/accounts/login/")
    window.page.get_by_label("Your work e-mail").fill(HANNA)
    window.page.get_by_label("Password").fill(PASSWORD)
    window.press("Sign in")
    window.page.wait_for_url("**/")
    yield window.page
    assert window.complaints == []
    window.context.close()


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """The questions of the browser, each answered by staying."""
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    yield questions
    page.remove_listener("dialog", stay)


def type_into(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).first.click()
    page.keyboard.type(text)


def test_a_link_back_and_closing_ask_where_something_was_typed(page: Page, asked: list[str]) -> None:
    page.goto("/partners")
    page.get_by_role("link", name="Add a partner").first.click()
    type_into(page, "Company", "Otter Analytics")
    page.get_by_role("link", name="Campaigns").first.click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.evaluate("history.back()")
    page.wait_for_timeout(300)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] * 3
    expect(page.get_by_label("Company", exact=True)).to_have_value("Otter Analytics")


def test_nothing_is_asked_where_nothing_was_typed_or_it_was_taken_back_or_sent(page: Page, asked: list[str]) -> None:
    page.goto("/partners/new")
    page.get_by_label("Company", exact=True).click()
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/partners")
    page.goto("/partners/new")
    type_into(page, "Company", "O")
    page.keyboard.press("Backspace")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/partners")
    page.goto("/partners/new")
    type_into(page, "Company", "Otter Analytics")
    page.get_by_role("button", name="Add the partner").click()
    page.wait_for_timeout(500)
    assert asked == []
    page.get_by_role("link", name="Campaigns").first.click()  # it was refused: what was typed is there and not kept
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]


def test_a_dialog_asks_in_our_words_and_begins_anew_when_it_was_left(page: Page) -> None:
    page.goto("/partners?sort=-company")
    views = page.locator(".views details")
    views.locator("summary").click()
    views.get_by_role("link", name="Save as…").click()
    dialog = page.locator("#view-save-as")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(views.locator("summary")).to_be_focused()
    for leave in ("Escape", "Cancel"):
        views.locator("summary").click()
        views.get_by_role("link", name="Save as…").click()
        expect(dialog.get_by_label("Name")).to_have_value("")
        dialog.get_by_label("Name").click()
        page.keyboard.type("By name")
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            dialog.get_by_role("button", name="Cancel").click()
        question = page.get_by_role("dialog", name="Discard what you typed?")
        question.get_by_role("button", name="Keep editing").click()
        expect(dialog.get_by_label("Name")).to_have_value("By name")
        dialog.get_by_role("button", name="Cancel").click()
        question.get_by_role("button", name="Discard").click()
        expect(dialog).to_be_hidden()


def test_what_a_move_asks_for_is_not_thrown_away_by_escape(page: Page) -> None:
    page.goto("/partners?layout=board")
    page.locator("[data-card]", has_text="Brightleaf").focus()
    for key in ("m", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.locator("#move-dialog").get_by_label("What they get").click()
    page.keyboard.type("Leads")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep editing").click()
    expect(page.locator("#move-dialog").get_by_label("What they get")).to_have_value("Leads")


def test_a_link_waits_until_a_cell_is_saved_and_stays_where_it_was_refused(page: Page, asked: list[str]) -> None:
    page.goto("/partners?q=Granite&columns=company,contactName,contactEmail")
    page.locator("tr[data-id] [data-field=contactName]").dblclick(position={"x": 2, "y": 2})
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Gil Granite")
    page.get_by_role("link", name="Campaigns").first.click()
    page.wait_for_url("**/campaigns")
    page.goto("/partners?q=Granite&columns=company,contactName,contactEmail")
    expect(page.locator("tr[data-id] [data-field=contactName]")).to_have_text("Gil Granite")
    mail = page.locator("tr[data-id] [data-field=contactEmail]")
    mail.dblclick(position={"x": 2, "y": 2})
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("no address")
    page.get_by_role("link", name="Campaigns").first.hover()
    page.mouse.down()
    expect(mail.get_by_role("alert")).to_have_text("This is not an e-mail address.")
    page.mouse.up()  # the answer was quicker than the finger
    page.wait_for_timeout(300)
    assert asked == []
    page.get_by_role("link", name="Campaigns").first.click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(mail.get_by_role("textbox")).to_have_value("no address")


def test_search_stays_and_the_rest_is_behind_one_button(phone: Page) -> None:
    phone.goto("/partners?status=negotiating&type=referral&companyContains=a")
    bar = phone.locator(".list-bar")
    height = bar.bounding_box()
    assert height
    assert height["height"] < 120  # two lines
    chips = phone.locator(".chips")
    assert chips.evaluate("each => each.scrollWidth > each.clientWidth && each.clientHeight < 50")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(bar.get_by_role("searchbox")).to_be_visible()
    button = bar.get_by_role("button", name="Filter and sort 3 filters")
    expect(bar.get_by_role("navigation", name="Layout")).to_be_hidden()
    button.focus()
    phone.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    assert serious_findings(phone) == []
    bar.get_by_role("button", name="Sort", exact=True).click()
    assert serious_findings(phone) == []
    bar.get_by_role("link", name="Next review").click()
    phone.wait_for_url("**sort=nextReview**")


def test_a_filter_opens_over_the_page_and_is_not_cut_off(phone: Page) -> None:
    phone.goto("/partners?status=negotiating")
    phone.locator(".chip summary").first.click()
    form = phone.locator(".chip-form")
    box = form.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 900
    assert serious_findings(phone) == []
    phone.keyboard.press("Escape")
    expect(form).to_be_hidden()


@pytest.mark.drawn
@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_opens_on_a_page_is_readable_too(phone: Page, served: House, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    record = f"/partners/{served.told['record']}"
    opened = [
        ("/partners", "[data-drawer-toggle]", "Escape"),
        ("/partners", ".topbar-end summary", "Escape"),
        ("/partners", ".views summary", "Escape"),
        ("/partners", "[data-palette]", "Escape"),
        (record, "[data-move-menu] summary", "Escape"),
        (record, "main details.menu:not([data-move-menu]) > summary", "Escape"),
    ]
    for path, selector, key in share(scheme, SCHEMES, opened):
        phone.goto(path)
        phone.locator(selector).first.click()
        assert serious_findings(phone) == [], (path, selector)
        phone.keyboard.press(key)
    phone.emulate_media(color_scheme="light")


def test_the_account_has_the_zone_of_the_browser_that_signed_in(phone: Page) -> None:
    phone.goto("/account")
    expect(phone.get_by_label("Time zone")).to_have_value("Europe/Berlin")
