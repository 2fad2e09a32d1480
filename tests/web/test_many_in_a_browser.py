"""Verbs in a real browser: on the row of an item, and on all that are selected; their export; being signed out meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsers import MARKS, House, chromium, house, serious_findings
from tests.drawn import share
from tests.journeys.watching import Windows
from tests.worlds import PASSWORD

pytestmark = MARKS
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Browser]]:
    with house(tmp_path_factory.mktemp("many") / "data", "tests.web.many_story") as served, chromium() as browser:
        yield served, browser


@pytest.fixture
def served(running: tuple[House, Browser]) -> House:
    return running[0]


@pytest.fixture(scope="module")
def windows(running: tuple[House, Browser]) -> Windows:
    return Windows(running[1], running[0].url, PASSWORD)


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    opened = windows.of("hanna@northwind.example")
    yield opened.page
    expected = ("status of 401", "status of 409", "status of 422")  # what a test provokes is an error to the console
    assert [each for each in opened.complaints if not any(code in each for code in expected)] == []
    opened.leave()


def bar(page: Page) -> Locator:
    return page.locator("[data-bulk]")


def note(page: Page) -> Locator:
    return page.get_by_role("region", name="Announcements")


def pick(page: Page, *titles: str) -> None:
    for title in titles:
        page.get_by_role("checkbox", name=f"Select {title}").first.check()


def test_a_verb_of_a_row_is_done_there_and_taken_back_from_its_announcement(page: Page, served: House) -> None:
    title = served.told["ours"][0]
    page.goto(f"/campaigns/{served.told['campaign']}/tasks?view=tasks-by-list")
    row = page.locator("tr[data-id]", has_text=title).first
    row.get_by_role("button", name=f"Finish {title}").click()
    expect(note(page)).to_contain_text(f"“{title}” is finished.")
    expect(row).to_contain_text("Done")
    note(page).get_by_role("button", name="Undo").click()
    expect(page.locator("tr[data-id]", has_text=title).first).not_to_contain_text("Done")


def test_what_cannot_be_done_to_some_is_left_out_and_said_and_the_others_are_undone_together(
    page: Page, served: House
) -> None:
    first, second = served.told["ours"][:2]
    page.goto(f"/campaigns/{served.told['campaign']}/tasks?view=tasks-by-list")
    pick(page, first, second, served.told["theirs"][0])
    expect(bar(page)).to_contain_text("3 tasks selected")
    assert serious_findings(page) == []
    bar(page).get_by_role("button", name="Finish").click()
    expect(note(page)).to_contain_text("Finished 2 tasks. 1 left out: This task belongs to")
    note(page).get_by_role("button", name="Undo").click()
    expect(note(page)).to_contain_text("Undone for 2 tasks.")


def test_what_many_are_asked_stands_in_a_dialog_with_errors_beside_their_fields(page: Page, served: House) -> None:
    page.goto(f"/campaigns/{served.told['campaign']}/roles?view=open-roles&whose=ours")
    page.get_by_role("checkbox", name="Select all rows shown").check()
    bar(page).get_by_role("button", name="Not needed…").click()
    dialog = page.get_by_role("dialog", name="Not needed")
    reason = dialog.get_by_label("Why your company doesn't need this role")
    reason.evaluate("each => each.removeAttribute('maxlength')")
    reason.fill("x" * 501)
    assert serious_findings(page) == []
    dialog.get_by_role("button", name="Not needed").click()
    expect(dialog.get_by_role("alert").first).to_contain_text("at most 500")
    expect(reason).to_have_value("x" * 501)
    reason.fill("The partner does this.")
    dialog.get_by_role("button", name="Not needed").click()
    expect(note(page)).to_contain_text("Waived")
    expect(note(page)).to_contain_text("left out: A campaign needs its")
    note(page).get_by_role("button", name="Undo").click()
    expect(note(page)).to_contain_text("Undone for")


def test_what_is_done_for_good_asks_first_and_the_rows_show_it(page: Page) -> None:
    page.goto("/company/tokens")
    row = page.locator("tr[data-id]", has_text="Reports")
    row.get_by_role("button", name="Revoke").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(row).to_be_visible()
    pick(page, "CRM", "Reports")
    bar(page).get_by_role("button", name="Revoke").click()
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text("Revoke 2 API tokens? Programs that use it stop at once.")
    asked.get_by_role("button", name="Revoke").click()
    expect(note(page)).to_contain_text("Revoked 2 API tokens.")
    expect(page.get_by_text("No program can act for your company at the moment.")).to_be_visible()


def test_the_selected_alone_are_exported_and_all_that_match_where_all_are(page: Page, served: House) -> None:
    page.goto(f"/campaigns/{served.told['campaign']}/milestones")
    titles = page.locator("tr[data-id] th").all_inner_texts()
    pick(page, titles[0], titles[1])
    for chosen in (titles[:2], titles):
        bar(page).get_by_text("Export", exact=True).click()
        with page.expect_download() as saved:
            bar(page).get_by_role("link", name="Export the selected to CSV").click()
        lines = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + len(chosen)
        assert all(title in "\n".join(lines) for title in chosen)
        page.get_by_role("checkbox", name="Select all rows shown").check()


def test_a_change_of_many_begins_with_what_a_new_one_would_have(page: Page) -> None:
    page.goto("/partners")
    page.get_by_role("checkbox", name="Select all rows shown").check()
    bar(page).get_by_role("button", name="Change…").click()
    page.get_by_role("dialog").get_by_label("Field").select_option("currency")
    expect(page.get_by_role("dialog").get_by_label("New value")).to_have_value("EUR")


@pytest.mark.drawn
@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_fits(page: Page, served: House, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in share(width, WIDTHS, ("tasks?view=tasks-by-list", "blockers", "milestones", "roles", "check-ins")):
        page.goto(f"/campaigns/{served.told['campaign']}/{path}")
        if page.locator("[data-pick]").count():
            page.locator("[data-pick]").first.check()
            expect(bar(page)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            assert serious_findings(page) == []


def test_who_was_signed_out_is_told_so_and_nothing_on_the_page_is_lost(page: Page, served: House) -> None:
    page.goto(f"/campaigns/{served.told['campaign']}/milestones")
    page.get_by_role("checkbox", name="Select all rows shown").check()
    page.context.clear_cookies(name="sessionid")
    page.context.clear_cookies(name="session")
    bar(page).get_by_role("button", name="Confirm for your company").click()
    expect(note(page)).to_contain_text("You have been signed out. Nothing was changed.")
    assert "/accounts/login/?next=" in str(note(page).get_by_role("link", name="Sign in").get_attribute("href"))
    expect(bar(page)).to_contain_text("selected")
    bar(page).get_by_text("Export", exact=True).click()
    bar(page).get_by_role("link", name="Export the selected to CSV").click()
    expect(note(page)).to_contain_text("You have been signed out. No file was made.")


def test_deleted_rows_are_selected_and_brought_back_together(page: Page, served: House) -> None:
    titles = served.told["ours"][2:4]
    page.goto(f"/campaigns/{served.told['campaign']}/tasks?view=tasks-by-list")
    pick(page, *titles)
    bar(page).get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(note(page)).to_contain_text("Deleted 2 tasks.")
    page.goto(f"/campaigns/{served.told['campaign']}/tasks?deleted=true")
    expect(page.locator("tr[data-id]")).to_have_count(2)
    page.get_by_role("checkbox", name="Select all rows shown").check()
    expect(bar(page).get_by_role("button", name="Delete")).to_have_count(0)
    assert serious_findings(page) == []
    bar(page).get_by_role("button", name="Restore").click()
    expect(note(page)).to_contain_text("Restored 2 tasks.")
    expect(page.locator("tr[data-id]")).to_have_count(0)
    note(page).get_by_role("button", name="Undo").click()
    expect(page.locator("tr[data-id]")).to_have_count(2)


def test_a_menu_is_fetched_when_it_is_opened_and_a_column_moved_again_from_where_one_was(page: Page) -> None:
    page.goto("/tasks?columns=title,state,due,side")
    columns = page.get_by_role("button", name="Columns", exact=True)
    assert page.locator(".column-list").count() == 0
    columns.focus()
    page.keyboard.press("Enter")
    arrow = page.get_by_role("link", name="Move State behind")
    arrow.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**columns=title,due,state,side**")
    expect(arrow).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**columns=title,due,side,state**")
    expect(columns).to_be_focused()  # it stands at the end now
    page.route("**part=menu**", lambda route: route.fulfill(status=409))
    page.goto("/tasks")
    columns.press("Enter")
    page.get_by_role("link", name="Choose the columns").click()  # which leads to the same as a page
    expect(page.get_by_role("button", name="Show these columns")).to_be_visible()
    page.unroute("**part=menu**")


def test_a_list_above_something_else_is_as_long_as_its_rows(page: Page, served: House) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    for part, cut in (("tasks", True), ("roles", False)):
        page.goto(f"/campaigns/{served.told['campaign']}/{part}")
        assert page.locator(".data-scroll").first.evaluate("each => each.scrollHeight > each.clientHeight") is cut, part
