"""Panels, lists in them, figures, buttons and the hill: what they say, and that nothing a person typed becomes markup."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from twofold.ui import panels
from twofold.ui.hill_chart import hill_chart, hill_height

HOSTILE = '"><script>alert(1)</script>'


def drawn(text: str, **given: object) -> str:
    return Template("{% load ui %}" + text).render(Context(given))


def test_a_panel_is_named_by_its_heading_and_leads_to_all() -> None:
    html = drawn('{% panel "People" url="/all" link="All roles" %}<p>Maya</p>{% endpanel %}')
    assert '<section class="panel" aria-labelledby="people-title">' in html
    assert '<h2 id="people-title">People</h2><a href="/all">All roles</a>' in html
    assert html.endswith("<p>Maya</p></section>")
    plain = drawn('{% panel "People" "who" count=0 look="edge-host" %}{% endpanel %}')
    assert '<section class="panel edge-host" id="who" aria-labelledby="who-title">' in plain
    assert '<span class="count">0</span>' in plain
    assert "panel-head" not in drawn('{% panel "People" %}{% endpanel %}')


def test_a_list_says_what_is_in_it_or_that_nothing_is() -> None:
    panel = panels.RowPanel("Running", [panels.Row("Webinar", "/c/1", "Bryn Ltd", "3")], "Nothing runs.", "and 2 more")
    html = drawn("{% draw_panel panel %}", panel=panel)
    assert '<a href="/c/1">Webinar</a>' in html
    assert "Bryn Ltd" in html
    assert "and 2 more" in html
    assert "Nothing runs." not in html
    assert "Nothing runs." in drawn("{% draw_panel panel %}", panel=panels.RowPanel("Running", [], "Nothing runs."))
    assert "<a" not in drawn("{% draw_panel panel %}", panel=panels.RowPanel("People", [panels.Row("Maya")]))


def test_a_list_may_be_folded_and_shows_the_rest_at_a_button() -> None:
    rows = [panels.Row("Maya"), panels.Row("Noor"), panels.Row("Otto")]
    html = drawn("{% draw_panel panel %}", panel=panels.RowPanel("Guide", rows, folded=True, shown=1))
    assert '<details class="panel">' in html
    first, _, rest = html.partition("Show 2 more")
    assert ("Maya" in first, "Noor" in first, "Noor" in rest, "Otto" in rest) == (True, False, True, True)
    assert "Show" not in drawn("{% draw_panel panel %}", panel=panels.RowPanel("Guide", rows, shown=3))
    assert "<details" not in drawn("{% draw_panel panel %}", panel=panels.RowPanel("Guide", rows))


def test_a_checklist_leads_to_what_is_missing_and_folds_what_is_much() -> None:
    missing = [{"what": f"Role {number}", "link": f"/roles/{number}"} for number in range(7)]
    checks = [{"label": "Brief", "met": True, "missing": ()}, {"label": "Roles", "met": False, "missing": missing}]
    html = drawn("{% draw_panel panel %}", panel=panels.Checklist("What it takes", checks))
    assert '<a href="/roles/6">Role 6</a>' in html
    assert "7 missing" in html
    assert html.index('aria-label="Met"') < html.index("Brief") < html.index('aria-label="Open"') < html.index("Roles")
    few = panels.Checklist("What it takes", [{**checks[1], "missing": missing[:6]}])
    assert "<details" not in drawn("{% draw_panel panel %}", panel=few)


def test_checklists_are_folded_but_for_the_open_one_and_offer_what_comes_next() -> None:
    lists = [panels.Checklist(name, (), ident=name, is_open=name == "b") for name in "ab"]
    panel = panels.ChecklistPanel("Gates", lists, "/all", ("Go on", "/x/advance"))
    html = drawn("{% draw_panel panel %}", panel=panel, csrf_token="proof")
    assert '<details class="fold" id="a">' in html
    assert '<details class="fold" id="b" open>' in html
    assert 'action="/x/advance"' in html
    assert 'value="proof"' in html
    assert "<form" not in drawn("{% draw_panel panel %}", panel=panels.ChecklistPanel("Gates", lists))


def test_a_matrix_says_of_each_cell_in_which_column_it_stands() -> None:
    rows = [panels.MatrixRow("Page", [["Designer"], []], "row-1")]
    html = drawn("{% draw_panel panel %}", panel=panels.Matrix("Who", "Area", ("Accountable", "Informed"), rows))
    assert '<tr id="row-1">' in html
    assert html.count('data-label="Accountable"') == html.count('data-label="Informed"') == 1
    assert "Designer" in html
    assert "–" in html.partition('data-label="Informed"')[2]


def test_a_card_says_what_it_is_about_and_its_button_is_told_apart_by_it() -> None:
    card = panels.Card(
        "Webinar", "For two companies.", [("", ["Tasks"]), ("Not for", ["One"])], "44 tasks", ("Use", "?x=1")
    )
    html = " ".join(drawn("{% draw_panel panel %}", panel=card).split())
    assert '<a class="btn btn-primary" href="?x=1"> Use<span class="visually-hidden">: Webinar</span> </a>' in html
    assert html.count("<h3>") == 1
    assert html.index("For two companies.") < html.index("Tasks") < html.index("Not for") < html.index("44 tasks")
    assert "<a" not in drawn("{% draw_panel panel %}", panel=panels.Card("Webinar"))


def test_a_notice_says_what_there_is_and_where_one_can_go() -> None:
    notice = panels.Notice(["Read this."], "Careful.", ["One", "Two"], ("Go on", "/next"), "warn")
    html = drawn("{% draw_panel panel %}", panel=notice)
    assert "notice-warn" in html
    parts = ("<b>Careful.</b>", "<p>Read this.</p>", "<li>One</li>", "<li>Two</li>", '<a href="/next">Go on</a>')
    assert [html.index(part) for part in parts] == sorted(html.index(part) for part in parts)
    plain = drawn("{% draw_panel panel %}", panel=panels.Notice(["Read this."]))
    assert not any(tag in plain for tag in ("<b>", "<ul>", "<a "))


def test_messages_and_dots_say_who_and_what() -> None:
    message = panels.Message("Maya", "Bryn Ltd", "partner", "It is live.", "today")
    html = drawn("{% draw_panel panel %}", panel=panels.MessagePanel("Answers", [message], "No answers."))
    assert "edge-partner" in html
    assert all(words in html for words in ("Maya", "Bryn Ltd", "It is live.", "today"))
    assert "No answers." in drawn("{% draw_panel panel %}", panel=panels.MessagePanel("Answers", [], "No answers."))
    dots = [{"name": "Page", "label": "Nearly done", "position": 85, "note": "proof read", "stale": True}]
    html = drawn("{% draw_panel panel %}", panel=panels.HillPanel("Hill", dots))
    assert "Nearly done: proof read" in " ".join(html.split())
    assert "no update for a week" in html


def test_a_column_draws_each_panel_by_its_kind() -> None:
    both = [panels.RowPanel("People", [], "Nobody."), panels.Checklist("What it takes", ())]
    html = drawn("{% column panels %}", panels=both)
    assert html.startswith('<div class="stack">')
    assert html.index("Nobody.") < html.index("What it takes")


def test_a_live_part_asks_for_itself_again_but_not_after_something_was_sent() -> None:
    text = '{% live "work" "task lead" poll %}<p>Tasks</p>{% endlive %}'
    html = drawn(text, request=RequestFactory().get("/x?a=1&b=2"), poll="every 3s")
    assert 'data-live="task lead" hx-get="/x?a=1&amp;b=2" hx-select="#work"' in html
    assert 'hx-trigger="live-refresh, every 3s"' in html
    assert 'hx-trigger="live-refresh"' in drawn(text, request=RequestFactory().get("/x"))
    sent = drawn(text, request=RequestFactory().post("/x"))
    assert sent == '<div id="work" class="stack"><p>Tasks</p></div>'


def test_of_states_in_their_order_the_present_one_is_marked() -> None:
    found = panels.steps(("planning", "live", "over"), "live")
    assert [(each["label"], each["state"]) for each in found] == [
        ("Planning", "done"),
        ("Live", "now"),
        ("Over", "later"),
    ]


def test_figures_lead_somewhere() -> None:
    html = drawn("{% tallies figures %}", figures=[(7, "Running", "/campaigns")])
    assert html == '<div class="tallies"><a class="tally" href="/campaigns"><b>7</b><span>Running</span></a></div>'


def test_a_button_is_a_form_that_cannot_be_forged() -> None:
    html = drawn('{% post_button "Remove" "/x/delete" "trash" "danger" "Sure?" %}', csrf_token="proof")
    assert 'action="/x/delete" data-confirm="Sure?"' in html
    assert 'name="csrfmiddlewaretoken" value="proof"' in html
    assert "data-confirm" not in drawn('{% post_button "Go" "/x/go" "check" %}')


@pytest.mark.parametrize(
    "text",
    [
        "{% panel bad bad note=bad url=bad link=bad look=bad %}{% endpanel %}",
        "{% draw_panel panel %}",
        "{% tallies figures %}",
        '{% post_button bad bad "trash" bad bad bad %}',
        "{% hill_chart dots %}",
        "{% column panels %}",
    ],
)
def test_no_part_lets_markup_in(text: str) -> None:
    panel = panels.RowPanel(HOSTILE, [panels.Row(*[HOSTILE] * 4)], HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    dots = [{"name": HOSTILE, "label": HOSTILE, "position": 50}]
    checks = [{"label": HOSTILE, "met": False, "missing": [{"what": HOSTILE, "link": HOSTILE}]}]
    checklist = panels.Checklist(HOSTILE, checks, *[HOSTILE] * 5)
    every = [
        panels.RowPanel(HOSTILE, [], HOSTILE, folded=True, shown=1),
        panels.MessagePanel(HOSTILE, [panels.Message(*[HOSTILE] * 6)], HOSTILE),
        panels.Notice([HOSTILE], HOSTILE, [HOSTILE], (HOSTILE, HOSTILE)),
        panels.Card(HOSTILE, HOSTILE, [(HOSTILE, [HOSTILE])], HOSTILE, (HOSTILE, HOSTILE)),
        checklist,
        panels.ChecklistPanel(HOSTILE, [checklist], HOSTILE, (HOSTILE, HOSTILE)),
        panels.Matrix(
            HOSTILE, HOSTILE, [HOSTILE], [panels.MatrixRow(HOSTILE, [[HOSTILE]], HOSTILE, HOSTILE)], HOSTILE, HOSTILE
        ),
        panels.HillPanel(HOSTILE, [{**dots[0], "note": HOSTILE, "buttons": HOSTILE}], HOSTILE),
    ]
    html = drawn(text, bad=HOSTILE, panel=panel, panels=every, figures=[(HOSTILE, HOSTILE, HOSTILE)], dots=dots)
    assert "alert(1)" in html
    assert "<script" not in html


@given(st.integers(0, 100))
def test_the_hill_is_symmetrical_and_highest_in_the_middle(position: int) -> None:
    assert hill_height(position) == pytest.approx(hill_height(100 - position))
    assert 0 <= hill_height(position) <= hill_height(50) == 1


def test_dots_in_one_place_stand_above_each_other() -> None:
    dots = hill_chart([{"position": 50}, {"position": 50}, {"position": 0}])["dots"]
    assert [dot["number"] for dot in dots] == [1, 2, 3]
    assert dots[0]["x"] == dots[1]["x"]
    assert dots[0]["y"] > dots[1]["y"]
    assert dots[2]["y"] > dots[0]["y"]
