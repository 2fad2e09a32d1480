"""A list of items in a real browser, by keyboard alone where people work by keyboard: cells, editing, selection, undo."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsers import MARKS, House, chromium, house, serious_findings
from tests.drawn import chance, proof
from tests.journeys.watching import Windows
from tests.worlds import PASSWORD

pytestmark = MARKS


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("table") / "data", "tests.web.table_story") as running:
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
    opened = windows.of("hanna@northwind.example")
    yield opened.page
    expected = ("401", "409", "422")  # what a test provokes is an error to the console
    assert [each for each in opened.complaints if not any(f"status of {code}" in each for code in expected)] == []
    opened.leave()


@pytest.fixture
def other(windows: Windows) -> Iterator[Page]:
    """A colleague's."""
    opened = windows.of("mika@northwind.example")
    yield opened.page
    opened.leave()


def cell(page: Page, company: str, field: str) -> Locator:
    row = page.locator("tr[data-id]", has=page.get_by_role("rowheader", name=company))
    return row.locator(f"[data-field={field}]")


def overtype(page: Page, text: str) -> None:
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_arrows_move_and_enter_edits_and_tab_goes_on_and_escape_goes_back(page: Page) -> None:
    page.goto("/partners?q=Elmfield+00")
    page.get_by_role("searchbox", name="Search partners").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('tbody [tabindex=\"0\"]')"):
            break
    assert focused(page) == "Elmfield 000"
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert focused(page) == "Eli Elm 1"
    page.keyboard.press("Enter")
    overtype(page, "Ella Elm")
    page.keyboard.press("Tab")  # saves, and opens the next: the revenue
    expect(cell(page, "Elmfield 001", "contactName")).to_have_text("Ella Elm")
    expect(page.get_by_role("grid").get_by_label("Revenue")).to_be_focused()
    page.keyboard.type("9")
    page.keyboard.press("Escape")
    expect(cell(page, "Elmfield 001", "revenueAttributed")).to_have_text("1,250.50\u00a0EUR")
    page.reload()
    expect(cell(page, "Elmfield 001", "contactName")).to_have_text("Ella Elm")


def test_what_cannot_be_taken_is_said_at_the_cell_and_stays_there(page: Page) -> None:
    page.goto("/partners?q=Elmfield+01&columns=company,contactEmail")
    mail = cell(page, "Elmfield 010", "contactEmail")
    mail.dblclick(position={"x": 2, "y": 2})
    overtype(page, "not an address")
    page.keyboard.press("Enter")
    expect(mail.get_by_role("alert")).to_have_text("This is not an e-mail address.")
    expect(mail.get_by_role("textbox")).to_have_value("not an address")
    assert serious_findings(page) == []


def test_two_who_change_the_same_learn_of_each_other_and_lose_nothing(page: Page, other: Page) -> None:
    page.goto("/partners?q=Elmfield+02")
    mine = cell(page, "Elmfield 020", "contactName")
    mine.dblclick()
    overtype(page, "Typed by Hanna")
    other.goto("/partners?q=Elmfield+02")
    cell(other, "Elmfield 020", "nextReview").dblclick()
    other.get_by_role("grid").get_by_label("Next review").fill("2028-01-31")
    other.keyboard.press("Enter")
    expect(cell(other, "Elmfield 020", "nextReview")).to_have_text("Jan 31, 2028")
    page.wait_for_timeout(1000)  # the change arrives, and leaves alone what is being typed
    expect(mine.get_by_role("textbox")).to_have_value("Typed by Hanna")
    page.keyboard.press("Enter")  # another field: nothing collides
    expect(mine).to_have_text("Typed by Hanna")
    expect(cell(page, "Elmfield 020", "nextReview")).to_have_text("Jan 31, 2028")
    theirs = cell(other, "Elmfield 020", "contactName")
    expect(theirs).to_have_text("Typed by Hanna")  # live
    mine.dblclick()
    overtype(page, "Hanna again")
    theirs.dblclick()
    overtype(other, "Typed by Mika")
    other.keyboard.press("Enter")
    expect(theirs).to_have_text("Typed by Mika")
    page.keyboard.press("Enter")  # the same field, whose text the log does not keep
    told = mine.get_by_role("alert")
    expect(told).to_contain_text("Mika Member changed Contact meanwhile. Contact is now “Typed by Mika”. Press Enter")
    expect(mine.get_by_role("textbox")).to_have_value("Hanna again")
    page.keyboard.press("Enter")
    expect(mine).to_have_text("Hanna again")
    expect(theirs).to_have_text("Hanna again")


def test_a_cell_is_taken_back_from_its_announcement_or_by_its_key(page: Page) -> None:
    page.goto("/partners?q=Elmfield+04&columns=company,tier,contactName")
    tier, contact = cell(page, "Elmfield 041", "tier"), cell(page, "Elmfield 041", "contactName")
    note = page.get_by_role("region", name="Announcements")
    for place, typed in ((tier, "silver"), (contact, "Petra Elm")):
        place.click()
        page.keyboard.press("Enter")
        overtype(page, typed)
        page.keyboard.press("Enter")
        expect(place).to_have_text(typed)
        expect(note.get_by_text("Saved.")).to_have_count(1)
    note.get_by_role("button", name="Undo").press("Enter")  # its text is in no log, but here
    expect(note).to_contain_text("Undone.")
    expect(contact).to_have_text("Eli Elm 41")
    expect(contact).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    overtype(page, "gold")
    page.keyboard.press("Enter")
    expect(tier).to_have_text("gold")
    page.keyboard.press("ControlOrMeta+Z")
    expect(tier).to_have_text("silver")
    page.reload()
    expect(tier).to_have_text("silver")
    expect(contact).to_have_text("Eli Elm 41")


def test_rows_are_selected_by_keyboard_and_range_and_changed_together_and_undone(page: Page) -> None:
    page.goto("/partners?q=Elmfield+03&columns=company,tier")
    page.get_by_role("checkbox", name="Select Elmfield 031").click()
    page.get_by_role("checkbox", name="Select Elmfield 034").click(modifiers=["Shift"])
    bar = page.get_by_role("toolbar", name="Selected partners")
    expect(bar).to_contain_text("4 partners selected")
    cell(page, "Elmfield 035", "tier").click()
    page.keyboard.press("Space")
    expect(bar).to_contain_text("5 partners selected")
    assert serious_findings(page) == []
    bar.get_by_role("button", name="Change…").click()
    dialog = page.get_by_role("dialog", name="Change the selected")
    expect(dialog).to_contain_text("This changes 5 partners.")
    dialog.get_by_label("Field").select_option("tier")
    dialog.get_by_label("New value").fill("gold")
    assert serious_findings(page) == []
    dialog.get_by_role("button", name="Change", exact=True).click()
    note = page.get_by_role("region", name="Announcements")
    expect(note).to_contain_text("Changed 5 partners.")
    expect(cell(page, "Elmfield 033", "tier")).to_have_text("gold")
    note.get_by_role("button", name="Undo").click()
    expect(note).to_contain_text("Undone for 5 partners.")
    expect(cell(page, "Elmfield 033", "tier")).to_have_text("standard")


def test_what_cannot_be_undone_is_said_before_and_afterwards_and_not_offered(page: Page) -> None:
    page.goto("/partners?q=Elmfield+06&columns=company,contactName")
    page.get_by_role("checkbox", name="Select Elmfield 060").check()
    page.get_by_role("button", name="Change…").click()
    dialog = page.get_by_role("dialog", name="Change the selected")
    dialog.get_by_label("Field").select_option("contactName")
    expect(dialog).to_contain_text("this can't be undone")
    dialog.get_by_label("New value").fill("Ada")
    dialog.get_by_role("button", name="Change", exact=True).click()
    note = page.get_by_role("region", name="Announcements")
    expect(note).to_contain_text(
        "Changed 1 partner. This can't be undone: what was in “Contact” before has not been kept."
    )
    expect(note.get_by_role("button", name="Undo")).to_have_count(0)


def test_all_that_match_are_more_than_those_that_are_shown(page: Page) -> None:
    page.goto("/partners?q=Elmfield&type=referral&limit=20&columns=company,tier")
    page.get_by_role("checkbox", name="Select all rows shown").check()
    page.get_by_role("button", name="Select all 43 that match").click()
    expect(page.get_by_role("toolbar")).to_contain_text("43 partners selected")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    note = page.get_by_role("region", name="Announcements")
    expect(note).to_contain_text("Deleted 43 partners.")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    note.get_by_role("button", name="Undo").click()
    expect(note).to_contain_text("Undone for 43 partners.")
    expect(page.locator("tr[data-id]")).to_have_count(20)
    expect(page.locator("[data-totals]")).to_contain_text("43 partners")
    page.goto("/partners?q=Elmfield&type=referral")
    expect(page.locator("[data-totals]")).to_contain_text("43 partners")


def test_the_list_goes_on_where_one_scrolls(page: Page) -> None:
    page.goto("/partners?columns=company")
    rows = page.locator("tr[data-id]")
    assert rows.count() == 50
    for _ in range(8):
        page.locator(".data-scroll").evaluate("each => each.scrollTo(0, each.scrollHeight)")
        page.wait_for_timeout(150)
    expect(rows).to_have_count(132)


def test_the_heading_of_a_group_is_as_wide_as_the_table(page: Page) -> None:
    for layout in ("table", "cards"):
        page.goto(f"/partners?group=status&layout={layout}")
        heading, table = page.locator(".group-row").first.bounding_box(), page.get_by_role("grid").bounding_box()
        assert heading
        assert table
        assert heading["width"] > table["width"] - 40
        assert page.locator(".group-row th").first.evaluate("each => each.offsetWidth") > table["width"] - 40


def test_the_list_of_keys_is_that_of_the_page_and_true(page: Page) -> None:
    help_of = page.get_by_role("dialog", name="Keyboard shortcuts")
    for path, heads in (
        ("/partners?q=Elmfield+07", ["Everywhere", "In a table", "Editing in place"]),
        ("/partners?layout=board", ["Everywhere", "On a board"]),
        ("/search?q=elm", ["Everywhere"]),
    ):
        page.goto(path)
        page.keyboard.press("?")
        assert help_of.locator("h3:visible").all_text_contents() == heads
        assert serious_findings(page) == []
        page.keyboard.press("Escape")
    page.goto("/partners?q=Elmfield+07&columns=company,tier")
    cell(page, "Elmfield 071", "tier").click()
    for key in ("Space", "ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
    expect(page.get_by_role("toolbar", name="Selected partners")).to_contain_text("3 partners selected")
    for key, at in (("Home", "Elmfield 073"), ("ControlOrMeta+Home", "Elmfield 007"), ("PageDown", "Elmfield 079")):
        page.keyboard.press(key)
        assert at in str(page.evaluate("document.activeElement.parentElement.textContent"))
    cell(page, "Elmfield 072", "tier").click()
    page.keyboard.press("F2")
    expect(page.get_by_role("grid").get_by_label("Tier")).to_be_focused()
    page.keyboard.press("Escape")
    expect(cell(page, "Elmfield 072", "tier")).to_be_focused()
    page.goto("/partners?q=Elmfield+071")
    page.get_by_role("link", name="Elmfield 071").click()
    page.wait_for_load_state()
    page.keyboard.press("?")
    assert help_of.locator("h3:visible").all_text_contents() == ["Everywhere", "On this page", "Editing in place"]
    page.keyboard.press("Escape")
    expect(help_of).to_be_hidden()
    page.keyboard.press("e")
    page.wait_for_url("**/edit")


def test_a_refused_form_in_a_dialog_stands_open_with_its_error_and_all_that_was_typed(page: Page) -> None:
    page.goto("/partners?type=referral")
    page.get_by_role("group").filter(has_text="All partners").locator("summary").first.click()
    page.get_by_role("link", name="Save as…").click()
    dialog = page.get_by_role("dialog", name="Save as a view")
    dialog.get_by_label("For everybody in my company").check()
    dialog.get_by_label("Name").evaluate("each => each.removeAttribute('maxlength')")
    dialog.get_by_label("Name").fill("x" * 101)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("at most 100 characters")
    expect(dialog.get_by_label("Name")).to_be_focused()
    expect(dialog.get_by_label("Name")).to_have_value("x" * 101)
    expect(dialog.get_by_label("For everybody in my company")).to_be_checked()
    assert page.url.endswith("/partners?type=referral")
    assert serious_findings(page) == []
    dialog.get_by_label("Name").fill("Referrals")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("region", name="Announcements")).to_contain_text("“Referrals” is saved.")


def test_shift_adds_a_column_to_the_order(page: Page) -> None:
    page.goto("/partners?sort=status")
    page.get_by_role("link", name="Revenue").click(modifiers=["Shift"])
    page.wait_for_url("**sort=status,revenueAttributed*")
    expect(page.get_by_role("columnheader", name="Status")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("columnheader", name="Revenue")).to_have_attribute("aria-sort", "ascending")


WAYS = ("", "?group=status&status=prospect,negotiating", "?layout=cards", "?edit=nextReview", "?edit=columns")
WIDTHS = (1280, 390)
READ = [(way, width) for way in WAYS for width in (WIDTHS if proof() else [chance(f"width of {way}").choice(WIDTHS)])]


@pytest.mark.drawn
@pytest.mark.parametrize(("way", "width"), READ)
def test_it_is_readable_and_fits(page: Page, way: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/partners{way}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if "edit" not in way:
        assert (
            page.evaluate("(each => each.scrollWidth - each.clientWidth)(document.querySelector('.data-scroll'))") <= 0
        )


SLOW = """
const real = window.fetch;
window.fetch = (url, options) => {
  if (!String(url).endsWith("/partners/many")) return real(url, options);
  const lines = [{done: 0, of: 9000, part: ""}, {done: 3060, of: 9000, part: ""}, {done: 9000, of: 9001, part: "logging"}];
  const head = {status: 200, type: "application/json", location: "", name: "", rows: 0, says: []};
  const body = new ReadableStream({
    async start(stream) {
      const encode = (each) => new TextEncoder().encode(JSON.stringify(each) + "\\n");
      for (const line of lines) {
        stream.enqueue(encode(line));
        do await new Promise((goOn) => setTimeout(goOn, 900)); while (line.done && !(window.seen >= line.done));
      }
      stream.enqueue(encode(head));
      stream.enqueue(encode({count: 9000, changeId: "x"}));
      stream.close();
    },
  });
  return Promise.resolve(new Response(body, {headers: {"Content-Type": "application/x-progress"}}));
};
"""


def test_what_takes_longer_than_a_moment_shows_how_many_of_how_many_and_per_cent(page: Page) -> None:
    page = page.context.new_page()  # which keeps the script until it is closed
    page.add_init_script(SLOW)
    page.goto("/partners?q=Elmfield+05&columns=company,tier")
    page.get_by_role("checkbox", name="Select Elmfield 050").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    note = page.get_by_role("region", name="Announcements")
    expect(note).to_contain_text("Deleting: 3,060 of 9,000 (34 %)")
    expect(note.get_by_role("progressbar", name="Deleting")).to_have_attribute("value", "3060")
    assert serious_findings(page) == []
    page.evaluate("window.seen = 3060")
    expect(note).to_contain_text("Saving: 9,000 of 9,001 (99 %)")
    page.evaluate("window.seen = 9000")
    expect(note).to_contain_text("Deleted 9,000 partners.")
    expect(note.get_by_role("progressbar")).to_have_count(0)


def test_the_server_says_it_while_it_works(page: Page) -> None:
    page.goto("/partners")
    told = page.evaluate("""async () => {
        const headers = {...JSON.parse(document.body.getAttribute("hx-headers:inherited")), "X-Progress": "1"};
        const body = JSON.stringify({verb: "change", where: {q: "Elmfield"}, set: {integrationStatus: "planned"}});
        const answer = await fetch("/partners/many", {method: "POST", headers: {...headers, "Content-Type": "application/json"}, body});
        return (await answer.text()).trim().split("\\n").map(JSON.parse);
    }""")
    *steps, head, body = told
    assert steps[-1]["part"] == "logging"
    assert {"done": 130, "of": 130, "part": ""} in steps
    assert (head["status"], body["count"]) == (200, 130)


def test_escape_after_tab_leaves_the_reader_at_the_cell(page: Page) -> None:
    page.goto("/partners?q=Elmfield+08&columns=company,tier,contactName")
    contact = cell(page, "Elmfield 081", "contactName")
    cell(page, "Elmfield 081", "tier").click()
    page.keyboard.press("Enter")
    overtype(page, "gold")
    page.keyboard.press("Tab")  # saves, and opens the next
    expect(page.get_by_role("grid").get_by_label("Contact")).to_be_focused()
    page.wait_for_timeout(1000)  # what was saved comes back to the page
    page.keyboard.press("Escape")
    expect(contact).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cell(page, "Elmfield 081", "tier")).to_be_focused()


def test_who_was_signed_out_is_told_so_at_what_they_typed(page: Page) -> None:
    page.goto("/partners?q=Elmfield+09&columns=company,contactName")
    contact = cell(page, "Elmfield 091", "contactName")
    contact.dblclick()
    overtype(page, "Typed too late")
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    told = "You have been signed out. Copy what you typed, then sign in again."
    expect(contact.get_by_role("alert")).to_have_text(told)
    expect(contact.get_by_role("textbox")).to_have_value("Typed too late")
    expect(page.get_by_role("link", name="sign in again")).to_be_visible()
    assert serious_findings(page) == []
