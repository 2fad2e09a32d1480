"""A list goes out as a file and comes in again, and is looked at in a view of one's own: as a person does it in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browsers import MARKS, chromium
from tests.journeys.house import PASSWORD, House
from tests.journeys.watching import Window

pytestmark = [*MARKS, pytest.mark.drawn]
ANNA = "anna@larchmont.example"
BAD = b"Company,Contact,E-mail,Partnership type\nElm,Eli,eli@elm.example,Referral\nBirch,Bo,no address,Referral\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def window(browser: Browser, house: House) -> Window:
    house.founded("Larchmont Software", ANNA, "Anna Ash")
    signed_in = Window(browser, house.address)
    signed_in.go("/accounts/login/")
    signed_in.page.get_by_label("Your work e-mail").fill(ANNA)
    signed_in.page.get_by_label("Password").fill(PASSWORD)
    signed_in.press("Sign in")
    return signed_in


def test_a_file_is_looked_at_corrected_imported_and_undone(window: Window) -> None:
    window.go("/partners/import")
    choose(window, BAD)
    expect(window.page.get_by_text("This is not an e-mail address.")).to_be_visible()
    expect(window.page.locator("button[value=import]")).to_have_count(0)
    window.look()
    choose(window, BAD.replace(b"no address", b"bo@birch.example"))
    window.page.locator("button[value=import]").click()  # there once the second file has taken the place of the first
    expect(window.page.get_by_text("2 added, 0 changed")).to_be_visible()
    window.look()
    window.go("/partners")
    expect(window.page.get_by_role("link", name="Birch")).to_be_visible()
    window.page.go_back()
    window.page.get_by_role("button", name="Undo the import").click()
    window.page.wait_for_url("**/partners")
    expect(window.page.get_by_role("link", name="Birch")).to_have_count(0)
    expect(window.page.locator("#toasts")).to_contain_text("The import has been undone.")


def test_a_view_is_saved_renamed_opened_first_and_removed_by_keyboard(window: Window) -> None:
    window.go("/partners/views?status=active")
    window.look()
    page = window.page
    page.locator("#view-name").fill("Live ones")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners?view=*")
    window.go("/partners/views")
    expect(page.get_by_role("heading", name="Live ones")).to_be_visible()
    page.get_by_role("button", name="Open first").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners?view=*")
    window.go("/partners/views")
    expect(page.get_by_text("The list opens with it.")).to_be_visible()
    page.get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners")
    window.go("/partners/views")
    expect(page.get_by_role("heading", name="Live ones")).to_have_count(0)
    assert (window.findings, window.complaints) == ([], [])


def choose(window: Window, data: bytes) -> None:
    window.page.set_input_files("#import-file", {"name": "list.csv", "mimeType": "text/csv", "buffer": data})
    window.page.get_by_role("button", name="Preview", exact=True).click()
    expect(window.page.get_by_role("heading", name="list.csv")).to_be_visible()
