"""The whole journey as two people walk it, each in a browser of their own: from the invitation to the reason why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browsers import MARKS, chromium
from tests.drawn import chance, proof, said
from tests.journeys import webinar
from tests.journeys.house import PASSWORD, House, command
from tests.journeys.watching import Window

pytestmark = MARKS
HOST, PARTNER = "Glenwood Software", "Hartley Analytics"
GRETA, HUGO = "greta@glenwood.example", "hugo@hartley.example"
OF_A_CAMPAIGN = (
    "",
    "/leads",
    "/rules",
    "/import",
    "/tasks",
    "/roles",
    "/brief",
    "/check-ins",
    "/channels",
    "/decisions",
)
LAUNCH = (datetime.now(UTC) + timedelta(days=30)).date()


@dataclass
class Two:
    """Both windows, and where their campaign is."""

    house: House
    host: Window
    partner: Window
    campaign: str = ""
    imported: str = ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def met(browser: Browser, house: House) -> Two:
    """The admin signs in, adds a partner and invites; the link of the mail lets the invited person in.

    In a test run half of the pages are looked at, and one that both come to once.
    """
    house.founded(HOST, GRETA, "Greta Gale")
    looked: set[str] | None = None if proof() else set()
    host, partner = (Window(browser, house.address, looked=looked) for _ in range(2))
    host.go("/accounts/login/")
    host.page.get_by_label("Your work e-mail").fill(GRETA)
    host.page.get_by_label("Password").fill(PASSWORD)
    host.press("Sign in")
    host.page.wait_for_url("**/")
    host.go("/")
    host.go("/partners")
    host.follow("Add a partner")
    main = host.page.get_by_role("main")
    main.get_by_label("Company", exact=True).fill(PARTNER)
    main.get_by_role("textbox", name="Contact", exact=True).fill("Hugo Hart")
    main.get_by_role("textbox", name="E-mail", exact=True).fill(HUGO)
    main.get_by_label("Partnership type").select_option(label="Co-marketing")
    main.get_by_role("textbox", name="Notes").fill("Slow on legal.")
    main.locator("form .btn-primary").click()
    expect(main.get_by_role("heading", name=PARTNER, exact=True)).to_be_visible()
    host.look()
    host.page.locator('form[action$="/invite"] input[name=email]').fill(HUGO)
    host.press("Send invitation")
    expect(main.get_by_text(HUGO).first).to_be_visible()
    partner.go(house.links(HUGO, "/invitations/")[0])
    expect(partner.page.get_by_role("heading", name=f"{HOST} invites you")).to_be_visible()
    partner.fill(Your_company=PARTNER, Your_name="Hugo Hart", Choose_a_password=PASSWORD)
    partner.press("Accept and open the shared workspace")
    partner.page.wait_for_url(lambda url: "/invitations/" not in url)
    partner.look()
    assert "Slow on legal." not in partner.page.content()
    return Two(house, host, partner)


@pytest.fixture(scope="module")
def started(met: Two) -> Two:
    """The campaign is started from its form; both sides see it in one look."""
    host, partner = met.host, met.partner
    host.go("/partners")
    host.follow(PARTNER)
    host.follow("Start a campaign")
    host.follow("Partner Co-Marketing")
    form = host.page.get_by_role("main")
    for question in form.get_by_role("radio", name="Yes").all():
        question.check()
    form.get_by_label("Campaign name").fill("Grow together")
    form.get_by_label("Launch date").fill(LAUNCH.isoformat())
    form.get_by_label("Time zone").fill("Europe/Berlin")
    host.press("Start the campaign")
    host.page.wait_for_url("**/campaigns/*")
    host.look()
    met.campaign = "/campaigns/" + host.page.url.rpartition("/")[2]
    for window in (host, partner):
        window.go(met.campaign)
        expect(window.page.get_by_role("heading", name="Your next steps")).to_be_visible()
        expect(window.page.get_by_role("list", name="Pinned").get_by_role("listitem")).to_have_count(5)
    partner.go(f"{met.campaign}/leads")
    return met


@pytest.fixture(scope="module")
def signed(started: Two, tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Rules by the form, tried on a file, signed by both with the password; the receipts verify until a byte changes."""
    host, partner = started.host, started.partner
    folder = tmp_path_factory.mktemp("signed")
    report = folder / "attendees.csv"
    report.write_bytes(webinar.report(HOST, PARTNER))
    partner.go(f"{started.campaign}/rules")
    partner.page.get_by_role("region", name="Split 60 to 40").get_by_role("link", name="Use this template").click()
    partner.page.wait_for_load_state()
    form = partner.page.locator("#rules-form")
    form.get_by_role("button", name="Add a route").click()
    route = form.get_by_role("region", name="Route 1")
    route.get_by_label("Name").fill("DACH enterprise")
    _condition(route, 1, "Country", "is one of", "DE, AT, CH")
    route.get_by_role("button", name="Add a condition").click()
    _condition(route, 2, "Number of employees", "is known", "")
    route.get_by_role("button", name="Add a condition").click()
    _condition(route, 3, "Number of employees", "is over", "200")
    route.get_by_label("Send lead to").select_option(label=PARTNER)
    route.get_by_label("First follow-up by").select_option(label=PARTNER)
    route.get_by_label("Within (hours)").fill("24")
    form.get_by_role("button", name="Check and preview").click()
    expect(partner.page.get_by_role("region", name="In words")).to_contain_text("DACH enterprise")
    partner.look()
    form.get_by_role("button", name="Propose this version").click()
    expect(partner.page.get_by_role("heading", name="Version 1")).to_be_visible()
    partner.look()
    partner.page.get_by_label("A file of leads").set_input_files(report)
    partner.press("Dry run")
    expect(partner.page.get_by_role("heading", name=f"would do with the {len(webinar.ATTENDEES)} rows")).to_be_visible()
    partner.look()
    host.go(f"{started.campaign}/rules")
    host.mark()
    for window in (partner, host):
        window.page.get_by_label("Your password").fill(PASSWORD)
        window.press("Sign version 1")
        expect(
            window.page.get_by_role("region", name="Signatures").get_by_role("link", name="Receipt").first
        ).to_be_visible()
    expect(host.page.get_by_text("Both companies have signed. These rules are in force.")).to_be_visible()
    expect(partner.page.get_by_text("Both companies have signed. These rules are in force.")).to_be_visible()
    receipt = host.download("Receipt", folder)
    assert command(folder, "verify", str(receipt)).returncode == 0
    receipt.write_text(webinar.one_byte_changed(receipt.read_text()))
    assert command(folder, "verify", str(receipt)).returncode == 1
    return started


def _condition(route: Locator, number: int, fact: str, comparison: str, value: str) -> None:
    line = route.get_by_role("group", name=f"Condition {number}")
    line.get_by_label("Fact").select_option(label=fact)
    line.get_by_label("Comparison").select_option(label=comparison)
    line.get_by_label("Value").fill(value)


@pytest.fixture(scope="module")
def imported(signed: Two, tmp_path_factory: pytest.TempPathFactory) -> Two:
    """The report comes in by upload: preview, problems by row, progress; the other side's open page follows by itself."""
    host, partner = signed.host, signed.partner
    report = tmp_path_factory.mktemp("imported") / "attendees.csv"
    report.write_bytes(webinar.report(HOST, PARTNER))
    host.go(f"{signed.campaign}/import")
    host.page.get_by_label("Drop a file here or choose one").set_input_files(report)
    host.press("Preview")
    host.page.wait_for_url("**/lead-imports/*")
    host.look()
    main = host.page.get_by_role("main")
    expect(main.get_by_role("heading", name="2 rows with an error")).to_be_visible()
    expect(main.get_by_text("a lot").first).to_be_visible()
    expect(main.get_by_text("Better together")).to_be_visible()
    signed.imported = "/lead-imports/" + host.page.url.rpartition("/")[2]
    partner.go(signed.imported)
    assert "ada.abt@alderfield.example" not in partner.page.content()
    partner.mark()
    host.press(f"Import {len(webinar.ATTENDEES)} rows")
    for window in (host, partner):
        expect(window.page.get_by_role("link", name="See the leads of this import")).to_be_visible(timeout=30_000)
        expect(window.page.get_by_role("progressbar", name="Rows imported")).to_be_visible()
    assert partner.was_not_reloaded
    host.look()
    return signed


def test_each_side_sees_its_own_people(imported: Two) -> None:
    for window, own, other in (
        (imported.host, "Chloé Dupont", "Ada Abt"),
        (imported.partner, "Ada Abt", "Chloé Dupont"),
    ):
        window.go(f"{imported.campaign}/leads")
        rows = window.page.get_by_role("main").get_by_role("grid")
        expect(rows.get_by_role("link", name=own, exact=True)).to_be_visible()
        expect(rows.get_by_role("link", name=other)).to_have_count(0)
        assert other not in window.page.content()
        window.go("/leads")
        expect(window.page.get_by_role("link", name=own, exact=True)).to_be_visible()


def test_one_click_accepts_and_the_other_sides_open_page_shows_it(imported: Two) -> None:
    host, partner = imported.host, imported.partner
    partner.go(f"{imported.campaign}/leads")
    partner.page.get_by_role("link", name="Ada Abt", exact=True).click()
    partner.page.wait_for_url("**/leads/*")
    lead = "/leads/" + partner.page.url.rpartition("/")[2]
    partner.look()
    host.go(lead)
    assert "Ada Abt" not in host.page.content()
    host.mark()
    button = partner.page.get_by_role("main").get_by_role("button", name="Accept Ada Abt")
    _reach_by_keyboard(partner, "Accept Ada Abt")
    partner.page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    expect(partner.page.get_by_text("Hugo Hart of Hartley Analytics accepted it.")).to_be_visible()
    expect(host.page.get_by_text("Hugo Hart of Hartley Analytics accepted it.")).to_be_visible()
    assert host.was_not_reloaded
    host.look()


def test_a_lead_goes_back_with_a_reason(imported: Two) -> None:
    host, partner = imported.host, imported.partner
    host.go(f"{imported.campaign}/leads")
    row = host.page.get_by_role("row").filter(has_text="Chloé Dupont")
    row.get_by_role("link", name="Return").click()
    asked = host.page.get_by_role("dialog")
    asked.get_by_label("Reason").fill("A customer of ours already.")
    asked.get_by_role("button", name="Return").click()
    row = host.page.get_by_role("row").filter(has_text="Chloé Dupont")
    expect(row).to_contain_text("Returned")
    lead = row.get_by_role("link", name="Chloé Dupont", exact=True).get_attribute("href")
    assert lead is not None
    partner.go(lead)
    expect(partner.page.get_by_text("A customer of ours already.")).to_be_visible()


@pytest.mark.drawn
def test_the_link_of_the_mail_changes_nothing_until_a_button_is_pressed(imported: Two, browser: Browser) -> None:
    links = imported.house.links(HUGO, "/l/")
    fresh = Window(browser, imported.house.address)
    for link in links:
        fresh.page.goto(link)
        if fresh.page.get_by_role("button", name="Accept").count():
            break
    for _ in range(2):
        fresh.page.reload()
        expect(fresh.page.get_by_role("button", name="Accept")).to_be_visible()
    fresh.look()
    for who in webinar.ATTENDEES:
        assert who.name not in fresh.page.content()
    fresh.press("Accept")
    expect(fresh.page.get_by_text("Accepted", exact=False).first).to_be_visible()
    expect(fresh.page.get_by_role("button", name="Accept")).to_have_count(0)
    fresh.page.goto(link)
    expect(fresh.page.get_by_role("button", name="Accept")).to_have_count(0)
    assert fresh.complaints == fresh.findings == []
    fresh.context.close()


def test_a_decision_is_downloaded_and_replayed_until_a_byte_changes(imported: Two, tmp_path: Path) -> None:
    for window in (imported.host, imported.partner):
        window.go(f"{imported.campaign}/leads?to=partner")
        window.page.get_by_role("main").get_by_role("grid").get_by_role("rowheader").get_by_role("link").first.click()
        window.page.wait_for_url("**/leads/*")
        decision = window.download("Download the decision", tmp_path)
        assert command(tmp_path, "replay", str(decision)).returncode == 0
        assert json.loads(decision.read_text())
        decision.write_text(webinar.one_byte_changed(decision.read_text()))
        assert command(tmp_path, "replay", str(decision)).returncode == 1


@pytest.mark.drawn
def test_nothing_was_complained_of_and_everything_can_be_read(imported: Two) -> None:
    """Each page of the campaign by one of the two, drawn; in the proof by both."""
    both = (imported.host, imported.partner)
    for path in OF_A_CAMPAIGN:
        for window in both if proof() else [chance(f"who opens {path}").choice(both)]:
            window.go(imported.campaign + path)
    for window in both:
        assert window.complaints == [], said()
        assert window.findings == [], said()


def _reach_by_keyboard(window: Window, name: str) -> None:
    """Tab from the top of the page until the button that says this has the focus, and shows it."""
    window.page.locator("body").press("Tab")
    for _ in range(80):
        if (
            window.page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()")
            == name
        ):
            assert window.page.evaluate("document.activeElement.matches(':focus-visible')")
            return
        window.page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach “{name}”")
