"""What somebody else changes appears on an open page, and takes nothing out of its reader's hands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

from tests.browsers import MARKS, House, chromium, house
from tests.journeys.watching import Windows
from tests.worlds import PASSWORD

pytestmark = MARKS


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("live") / "data", "tests.web.record_story") as running:
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
    window = windows.of("hanna@northwind.example")
    yield window.page
    provoked = ("status of 404", "status of 500")
    assert [each for each in window.complaints if not any(code in each for code in provoked)] == []
    window.leave()


@pytest.fixture(scope="module")
def colleague(windows: Windows) -> Page:
    """Of somebody else, on whose page nothing has to follow."""
    page = windows.of("mika@northwind.example").page
    page.goto("/account")
    return page


def changed(colleague: Page, served: House, field: str, value: str, partner: str = "") -> None:
    """A colleague changes a field of the partner elsewhere."""
    set_field = """async ([id, given]) => {
        const headers = {...JSON.parse(document.body.getAttribute("hx-headers:inherited")), "Content-Type": "application/json"};
        const answer = await fetch(`/api/v1/partners/${id}`, {method: "PATCH", headers, body: JSON.stringify(given)});
        return answer.status;
    }"""
    given = [partner or served.told["record"], {field: value}]
    assert colleague.evaluate(set_field, given) == 200


def is_focused(place: Locator) -> bool:
    return bool(place.evaluate("each => each === document.activeElement"))


def test_the_record_keeps_focus_and_what_is_open_and_how_much_is_shown(
    page: Page, colleague: Page, served: House
) -> None:
    for number in range(6):
        changed(colleague, served, "lastSync", f"2027-01-0{number + 1}")
    page.goto(f"/partners/{served.told['record']}")
    past = page.locator("#past > li")
    expect(past).to_have_count(8)
    page.locator("#past-more a").click()
    expect(past).not_to_have_count(8)
    shown = past.count()
    assert shown > 8
    page.get_by_text("Score this partner").click()
    edit = page.get_by_role("main").get_by_role("link", name="Edit")
    edit.focus()
    changed(colleague, served, "commissionRate", "11 %")
    expect(page.locator('[data-field="commissionRate"]')).to_have_text("11 %")
    assert is_focused(edit)
    expect(page.locator("details", has_text="Score this partner")).to_have_attribute("open", "")
    assert past.count() >= shown
    page.locator('[data-field="notes"]').focus()
    changed(colleague, served, "commissionRate", "12 %")
    expect(page.locator('[data-field="commissionRate"]')).to_have_text("12 %")
    assert is_focused(page.locator('[data-field="notes"]'))


def test_what_is_typed_on_the_record_stays_and_the_change_comes_afterwards(
    page: Page, colleague: Page, served: House
) -> None:
    page.goto(f"/partners/{served.told['record']}")
    tier = page.locator('[data-field="tier"]')
    tier.dblclick()
    page.keyboard.type("typed")
    changed(colleague, served, "commissionRate", "13 %")
    page.wait_for_timeout(1000)
    expect(tier.get_by_role("textbox")).to_be_focused()
    expect(tier.get_by_role("textbox")).to_have_value("typed")
    page.keyboard.press("Escape")
    expect(page.locator('[data-field="commissionRate"]')).to_have_text("13 %")
    assert is_focused(tier)


def test_the_table_keeps_focus_and_selection_and_its_other_rows(page: Page, colleague: Page, served: House) -> None:
    page.goto("/partners?columns=company,tier,nextReview&sort=tier,company")
    row = page.locator("tr[data-id]", has=page.get_by_role("rowheader", name="Brightleaf"))
    other = page.locator("tr[data-id]", has=page.get_by_role("rowheader", name="Granite"))
    other.evaluate("each => { each.isSame = true }")
    row.get_by_role("checkbox").check()
    row.get_by_role("link").focus()
    changed(colleague, served, "tier", "aaa")  # it moves up
    expect(row.locator("[data-field=tier]")).to_have_text("aaa")
    assert is_focused(row.get_by_role("link"))
    expect(row.get_by_role("checkbox")).to_be_checked()
    assert other.evaluate("each => each.isSame === true")
    changed(colleague, served, "tier", "zzz")
    expect(row.locator("[data-field=tier]")).to_have_text("zzz")
    assert is_focused(row.get_by_role("link"))


def test_the_board_keeps_the_card_somebody_is_on_and_the_place_it_is_scrolled_to(
    page: Page, colleague: Page, served: House
) -> None:
    page.set_viewport_size({"width": 800, "height": 700})
    page.goto("/partners?layout=board")
    columns = page.locator(".board-columns")
    card = page.locator("[data-card]", has_text="Inkwell")
    card.focus()
    before = columns.evaluate("each => each.scrollLeft")
    assert before > 0
    changed(colleague, served, "contactName", "Petra Neu")
    expect(page.locator("[data-board]")).to_contain_text("Petra Neu")
    assert is_focused(card)
    assert columns.evaluate("each => each.scrollLeft") == before


def test_a_part_stays_when_the_server_fails_and_tries_again_and_the_page_says_when_what_it_shows_is_gone(
    page: Page, colleague: Page, served: House
) -> None:
    send = """async ([method, path, given]) => {
        const headers = {...JSON.parse(document.body.getAttribute("hx-headers:inherited")), "Content-Type": "application/json"};
        const answer = await fetch(`/api/v1/partners${path}`, {method, headers, body: JSON.stringify(given)});
        return answer.status === 204 ? {} : answer.json();
    }"""
    about = {"company": "Passing Ltd", "contactName": "Pat", "contactEmail": "pat@passing.example", "type": "referral"}
    made = colleague.evaluate(send, ["POST", "", about])["id"]
    page.goto(f"/partners/{made}")
    page.route(f"**/partners/{made}", lambda route: route.fulfill(status=500, body="<h1>Broken</h1>"))
    heading, tier = page.get_by_role("heading", name="Passing Ltd", exact=True), page.locator('[data-field="tier"]')
    with page.expect_response(lambda answer: answer.status == 500):
        changed(colleague, served, "tier", "gold", made)
    expect(heading).to_be_visible()
    expect(tier).to_have_text("standard")
    page.unroute(f"**/partners/{made}")
    expect(tier).to_have_text("gold", timeout=10_000)
    expect(page.locator("#toasts")).to_be_empty()
    colleague.evaluate(send, ["DELETE", f"/{made}", {}])
    expect(heading).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_rows_that_come_late_take_nothing_back(page: Page, colleague: Page, served: House) -> None:
    held: list[tuple[Route, APIResponse]] = []

    def late(route: Route) -> None:
        if held:
            route.continue_()
        else:  # what is answered now is kept back until more has happened
            held.append((route, route.fetch()))

    page.goto("/partners?columns=company,tier")
    tier = page.locator(f"tr[data-id='{served.told['record']}'] [data-field=tier]")
    page.route(re.compile("part=rows"), late)
    changed(colleague, served, "tier", "first")
    for _ in range(100):
        page.wait_for_timeout(50)
        if held:
            break
    changed(colleague, served, "tier", "second")
    page.wait_for_timeout(1000)
    route, answer = held[0]
    route.fulfill(response=answer)
    page.wait_for_timeout(1000)
    expect(tier).to_have_text("second")
    page.unroute(re.compile("part=rows"))


def test_rows_that_could_not_be_had_are_asked_for_again(page: Page, colleague: Page, served: House) -> None:
    page.goto("/partners?columns=company,contactName")
    row = page.locator(f"tr[data-id='{served.told['record']}'] [data-field=contactName]")
    asked: list[str] = []

    def lost(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=500) if len(asked) == 1 else route.continue_()

    page.route(re.compile("part=rows"), lost)
    changed(colleague, served, "contactName", "Ada Again")
    expect(row).to_have_text("Ada Again", timeout=15_000)
    assert len(asked) > 1
    page.unroute(re.compile("part=rows"))
