"""Templates that are compiled escape what people write, as all others do, and refuse a name nobody has given."""

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from twofold.ui.jinja import render_jinja

EVIL = '"><script>alert(1)</script>'
REQUEST = RequestFactory().get("/leads")
LEAD = {"id": "L1", "title": "Lead 7", "steps": ["accept", "return"]}
AROUND = {"request": REQUEST, "csrf_token": "t"}


def test_the_buttons_of_a_row_escape_whatever_people_wrote() -> None:
    lead = {**LEAD, "id": EVIL, "title": EVIL}
    said = render_jinja("leads/row.html", {"item": lead, "request": RequestFactory().get("/"), "csrf_token": EVIL})
    assert "<script" not in said
    assert said.count("&lt;script&gt;") >= 6


def test_a_row_offers_the_next_step_and_the_way_back_and_the_leads_page_all() -> None:
    lead = {**LEAD, "steps": ["contact", "qualify", "disqualify", "return"]}
    row = render_jinja("leads/row.html", {"item": lead, **AROUND})
    page = render_jinja("leads/steps_of_one.html", {"item": lead, "back": "/leads", **AROUND})
    assert 'aria-label="Mark contacted Lead 7"' in row
    assert [verb in row for verb in ("/do/contact", "/do/return", "/do/qualify", "/do/disqualify")] == [
        True,
        True,
        False,
        False,
    ]
    assert [verb in page for verb in ("/do/contact", "/do/return", "/do/qualify", "/do/disqualify")] == [True] * 4


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="csrf_token"):
        render_jinja("leads/row.html", {"item": LEAD, "request": REQUEST})


def test_a_field_is_found_even_if_a_mapping_has_a_method_of_its_name() -> None:
    text = engines["jinja2"].from_string("{{ row.items }} {{ row.keys }}")
    assert text.render({"row": {"items": "three", "keys": "<b>"}}) == "three &lt;b&gt;"
