"""Signing in as people do it: in a real browser, with password, link, code and passkey."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import MARKS, House, chromium, house, looks, serious_findings
from tests.drawn import share
from tests.journeys.watching import Window
from tests.worlds import PASSWORD

pytestmark = MARKS
PIA, HANNA, MIKA = "pia@brightleaf.example", "hanna@northwind.example", "mika@northwind.example"
NORA, ROLF, SAM = "nora@brightleaf.example", "rolf@carbonate.example", "sam@driftwood.example"
SIGNED_OUT = ("/accounts/login/", "/sign-in", "/sign-in/spent", "/accounts/password/reset/", "/accounts/signup/")
SIGNED_IN = ("/account", "/accounts/password/change/", "/accounts/2fa/totp/activate/", "/accounts/logout/")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("data"), "tests.journeys.sign_in_story") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def window(browser: Browser, served: House) -> Window:
    return Window(browser, served.url)


@pytest.fixture
def page(window: Window) -> Iterator[Page]:
    """Of somebody who has not signed in."""
    yield window.page
    window.leave()


def at(path: str) -> re.Pattern[str]:
    """An address that ends so."""
    return re.compile(rf"{re.escape(path)}$")


def main(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


def type_password(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Your work e-mail").fill(email)
    page.get_by_label("Password").fill(password)
    main(page, "Sign in")


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    main(page, "Confirm")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    main(page, "Sign out")
    page.wait_for_url("**/accounts/login/**")


@pytest.fixture
def authenticator(page: Page) -> Iterator[None]:
    """A virtual device with a fingerprint that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    devtools.send("WebAuthn.disable")
    devtools.detach()


def signature(page: Page, served: House) -> int:
    """What the API answers to a signature without a password, with the browser's session."""
    return int(
        page.evaluate(
            """async ([id, hash]) => (await fetch(`/api/v1/lead-share-rules/${id}/sign`, {
                method: "POST", body: JSON.stringify({ hash }),
                headers: { "Content-Type": "application/json",
                           "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
            })).status""",
            [served.told["version"], served.told["hash"]],
        )
    )


def test_a_wrong_password_is_said_and_the_right_one_leads_where_one_wanted(page: Page) -> None:
    page.goto("/company")
    page.get_by_label("Your work e-mail").fill(HANNA)
    page.get_by_label("Password").fill("wrong")
    main(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("don't match")
    page.get_by_label("Password").fill(PASSWORD)
    main(page, "Sign in")
    expect(page).to_have_url(at("/company"))


def test_a_link_from_the_mailbox_signs_in_and_leads_where_one_wanted(page: Page, served: House) -> None:
    page.goto("/activity")
    page.get_by_role("link", name="E-mail me a sign-in link").click()
    page.get_by_label("Your work e-mail").fill(SAM)
    main(page, "E-mail me the link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")
    link = served.mailed("/sign-in/")
    page.goto(link)
    main(page, "Sign in")
    expect(page).to_have_url(at("/activity"))
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_an_app_is_added_and_its_recovery_codes_let_in_once(page: Page) -> None:
    from tests.signing_in import code

    type_password(page, ROLF)
    expect(page.locator("#sidebar")).to_be_visible()
    page.goto("/account")
    page.get_by_role("link", name="Add an app").click()
    confirm(page)
    secret = page.locator(".hash code").inner_text()
    page.get_by_label("Authenticator code").fill(code(secret))
    main(page, "Add the app")
    expect(page.get_by_role("heading", name="10 of 10 unused")).to_be_visible()
    recovery = page.locator(".code-list code").first.inner_text().strip()
    for allowed in (True, False):
        sign_out(page)
        type_password(page, ROLF)
        expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor sign-in")
        page.get_by_label("Code").fill(recovery)
        main(page, "Sign in")
        if allowed:
            expect(page.locator("#sidebar")).to_be_visible()
        else:
            expect(page.get_by_role("alert")).to_contain_text("code is wrong")


@pytest.mark.usefixtures("authenticator")
def test_a_passkey_signs_in_and_then_signs_a_document_without_the_password(page: Page, served: House) -> None:
    type_password(page, PIA)
    expect(page.locator("#sidebar")).to_be_visible()
    page.goto("/account")
    assert signature(page, served) == 422
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("Passkey name").fill("Work laptop")
    main(page, "Create passkey")
    page.wait_for_url("**/recovery-codes/")
    sign_out(page)
    main(page, "Sign in with a passkey")
    expect(page.locator("#sidebar")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_role("main")).to_contain_text("Work laptop")
    assert signature(page, served) == 200


def test_another_browser_is_seen_and_told_at_once_that_it_was_signed_out(
    page: Page, browser: Browser, served: House
) -> None:
    type_password(page, MIKA)
    expect(page.locator("#sidebar")).to_be_visible()
    elsewhere = browser.new_context(base_url=served.url, user_agent="Mozilla/5.0 (iPhone) Safari/605")
    other = elsewhere.new_page()
    type_password(other, MIKA)
    expect(other.locator("#sidebar")).to_be_visible()
    other.goto("/company")
    page.goto("/account")
    page.get_by_role("button", name="Sign out").and_(page.locator("button", has_text="Safari on iPhone")).click()
    expect(page.get_by_role("main")).not_to_contain_text("Safari on iPhone")
    told = other.get_by_role("status").filter(has_text="You have been signed out")
    expect(told).to_be_visible()
    told.get_by_role("link", name="sign in again").click()
    expect(other).to_have_url(at("/accounts/login/?next=%2Fcompany"))
    elsewhere.close()


def test_a_forgotten_password_is_replaced_from_the_mailbox(page: Page, served: House) -> None:
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill(SAM)
    main(page, "E-mail me the link")
    page.goto(served.mailed("/accounts/password/reset/key/"))
    page.get_by_label("New Password", exact=True).fill("quite another long password")
    page.get_by_label("New Password (again)").fill("quite another long password")
    main(page, "Save new password")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password was changed")
    type_password(page, SAM)
    expect(page.get_by_role("alert")).to_be_visible()
    type_password(page, SAM, "quite another long password")
    expect(page.locator("#sidebar")).to_be_visible()


def test_a_person_of_both_companies_switches_by_keyboard(page: Page) -> None:
    type_password(page, NORA)
    switch = page.locator(".company-switch summary")
    expect(switch).to_contain_text("Brightleaf Analytics")
    switch.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    while page.evaluate("document.activeElement.textContent.includes('Northwind')") is False:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(switch).to_contain_text("Northwind Cloud")
    page.goto("/company")
    expect(page.get_by_role("main")).to_contain_text("Hanna Host")
    expect(page.get_by_role("main")).not_to_contain_text("Pia Partner")


def test_dates_follow_the_language_and_zone_of_the_account(page: Page) -> None:
    type_password(page, HANNA)
    expect(page.locator("#sidebar")).to_be_visible()
    page.goto("/account")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    page.get_by_label("Date format").select_option("de")
    main(page, "Save")
    page.wait_for_load_state()
    first = page.locator("time[data-local]").first
    painted = page.evaluate(
        """iso => new Intl.DateTimeFormat("de", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Tokyo" })
            .format(new Date(iso))""",
        first.get_attribute("datetime"),
    )
    expect(first).to_have_text(f"{painted} GMT+9")  # the device is in Berlin


@pytest.mark.drawn
@pytest.mark.parametrize(("scheme", "width"), looks())
def test_axe_finds_nothing_serious_on_the_pages_of_signing_in(page: Page, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in share((scheme, width), looks(), SIGNED_OUT):
        page.goto(path)
        assert (path, serious_findings(page)) == (path, [])
    type_password(page, HANNA)
    expect(page.locator("#sidebar")).to_be_attached()
    for path in share((scheme, width), looks(), SIGNED_IN):
        page.goto(path)
        assert (path, serious_findings(page)) == (path, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
