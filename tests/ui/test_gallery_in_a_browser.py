"""The gallery in a real browser: readable by everyone, usable by keyboard, on a phone, under our own policy."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsers import MARKS, ROOT, chromium, looks, serious_findings, wait_for
from tests.journeys.watching import Window

pytestmark = MARKS


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The gallery's address on a development server of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "DEBUG": "true", "TWOFOLD_DATA": str(tmp_path_factory.mktemp("data")), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "django", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{port}"]
    environ["DJANGO_SETTINGS_MODULE"] = "twofold.project.settings"
    with subprocess.Popen(
        command, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/ui/gallery", server)
            yield f"http://127.0.0.1:{port}/ui/gallery"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def kept(browser: Browser, gallery: str) -> Window:
    return Window(browser, gallery.removesuffix("/ui/gallery"))


@pytest.fixture
def window(kept: Window) -> Iterator[Window]:
    yield kept
    kept.leave()


@pytest.fixture
def page(window: Window) -> Page:
    return window.page


@pytest.mark.drawn
@pytest.mark.parametrize(("scheme", "width"), looks())
def test_axe_finds_nothing_serious(window: Window, gallery: str, scheme: str, width: int) -> None:
    page = window.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(gallery)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert window.complaints == []


def test_a_remembered_dark_theme_is_there_before_the_page_is_painted(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.get_by_role("button", name="Dark").click()
    page.goto(gallery, wait_until="commit")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_a_question_mark_shows_the_keys_and_escape_closes_them(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.locator("body").press("?")
    assert page.get_by_role("dialog", name="Keyboard shortcuts").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#shortcuts").is_visible()


def test_a_menu_is_walked_with_arrows_and_closed_with_escape(page: Page, gallery: str) -> None:
    page.goto(gallery)
    menu = page.locator("details.menu", has_text="Move to…").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").strip() == "Accepted"
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.textContent").strip() == "Move to…"


def test_a_dangerous_button_asks_first_and_cancel_changes_nothing(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.get_by_role("button", name="Remove").click()
    dialog = page.locator("#confirm")
    assert dialog.get_by_role("heading").inner_text().startswith("Remove this partner?")
    dialog.get_by_role("button", name="Cancel").click()
    assert page.url == gallery


def test_on_a_phone_the_sidebar_opens_over_the_page_and_closes_again(page: Page, gallery: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(gallery)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("#sidebar")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Menu", exact=True).get_attribute("aria-expanded") == "false"


FORM = """<form id="up" method="post" action="/take" enctype="multipart/form-data" data-upload><input type="file" name="file">
<div class="upload-progress meter" hidden><progress value="0" max="100" aria-label="Upload"></progress>
<span class="meter-value">0% sent</span></div><button>Send it</button></form>"""


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (413, "<main><h1>Too large</h1><p>A file may have up to 500 MB.</p></main>", "A file may have up to 500 MB."),
        (413, "", "The file is too large. Split it and upload the parts."),
        (502, "", "The server did not take the file (502)."),
        (0, "", "The connection broke before the file was through"),
    ],
)
def test_an_upload_that_fails_says_so_and_can_be_sent_again(
    page: Page, gallery: str, status: int, body: str, says: str
) -> None:
    page.goto(gallery)
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.method)
        if status:
            route.fulfill(status=status, content_type="text/html", body=body)
        else:
            route.abort()

    page.route("**/take", answer)
    page.evaluate("html => document.getElementById('main').insertAdjacentHTML('afterbegin', html)", FORM)
    page.locator("#up input").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"email\n"})
    for times in (1, 2):
        page.get_by_role("button", name="Send it").click()
        expect(page.locator("#toasts").get_by_text(says)).to_have_count(times)
        expect(page.locator("#up .upload-progress")).to_be_hidden()
        assert sent == ["POST"] * times
