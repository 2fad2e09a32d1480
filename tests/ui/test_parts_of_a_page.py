"""Panels, lists in them, figures, buttons and the hill: what they say, and that nothing a person typed becomes markup."""

import pytest
from django.template import Context, Template
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
    html = drawn("{% row_panel panel %}", panel=panel)
    assert '<a href="/c/1">Webinar</a>' in html
    assert "Bryn Ltd" in html
    assert "and 2 more" in html
    assert "Nothing runs." not in html
    assert "Nothing runs." in drawn("{% row_panel panel %}", panel=panels.RowPanel("Running", [], "Nothing runs."))
    assert "<a" not in drawn("{% row_panel panel %}", panel=panels.RowPanel("People", [panels.Row("Maya")]))


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
        "{% row_panel panel %}",
        "{% tallies figures %}",
        '{% post_button bad bad "trash" bad bad bad %}',
        "{% hill_chart dots %}",
    ],
)
def test_no_part_lets_markup_in(text: str) -> None:
    panel = panels.RowPanel(HOSTILE, [panels.Row(*[HOSTILE] * 4)], HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    dots = [{"name": HOSTILE, "label": HOSTILE, "position": 50}]
    html = drawn(text, bad=HOSTILE, panel=panel, figures=[(HOSTILE, HOSTILE, HOSTILE)], dots=dots)
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
