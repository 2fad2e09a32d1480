"""Errors stand beside their field and are linked from above; headers sort there and back."""

import re
import subprocess
import sys
from pathlib import Path

from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from twofold.ui.gallery import SampleForm
from twofold.ui.navigation import with_keys
from twofold.ui.tables import show_more, sort_header

ROOT = Path(__file__).resolve().parents[2]


def test_an_error_is_beside_its_field_and_tied_to_it() -> None:
    html = str(SampleForm({"name": "Webinar", "email": "per@", "kind": "co"}))
    assert 'id="id_email_error"' in html
    assert 'aria-describedby="id_email_error"' in html
    assert html.count('aria-invalid="true"') >= 1
    assert '<a href="#id_email">' in html


def test_help_is_tied_to_its_field() -> None:
    html = str(SampleForm())
    assert 'aria-describedby="id_name_helptext"' in html
    assert "data-error-summary" not in html


def _form(required: int, optional: int) -> str:
    names = [(f"r{at}", True) for at in range(required)] + [(f"o{at}", False) for at in range(optional)]
    fields = {name: forms.CharField(required=needed) for name, needed in names}
    return str(type("Some", (forms.Form,), fields)())


def test_the_fewer_are_marked_the_optional_or_the_required() -> None:
    for required, optional, marks, sentence in (
        (3, 2, {"optional": 2, "required": 0}, ""),
        (0, 2, {"optional": 2, "required": 0}, ""),
        (2, 3, {"optional": 0, "required": 2}, "Fields are optional unless they say otherwise."),
        (0, 19, {"optional": 0, "required": 0}, "Leave empty what doesn&#x27;t apply."),
    ):
        html = _form(required, optional)
        assert {mark: html.count(f"({mark})") for mark in marks} == marks
        assert html.count("form-marks") == bool(sentence)
        assert sentence in html


def test_several_controls_have_a_legend_and_one_checkbox_has_its_label_behind() -> None:
    html = re.sub(r"\s+(?=<)|(?<=>)\s+", "", str(SampleForm()))
    assert "<legend>Who follows up first</legend>" in html
    assert html.index('id="id_consent"') < html.index("People agreed to be contacted")


def test_a_header_sorts_by_its_column_and_then_the_other_way_round() -> None:
    ask = RequestFactory().get
    assert "?status=open&amp;sort=name" in sort_header(ask("/", {"status": "open", "cursor": "abc"}), "Name", "name")
    up = sort_header(ask("/", {"sort": "name"}), "Name", "name")
    assert 'aria-sort="ascending"' in up
    assert "?sort=-name" in up
    assert 'aria-sort="descending"' in sort_header(ask("/", {"sort": "-name"}), "Name", "name")


def test_the_pager_keeps_the_filters_and_ends_where_there_is_no_more() -> None:
    request = RequestFactory().get("/", {"status": "open"})
    assert show_more(request, "c1", "rows")["more"] == "?status=open&cursor=c1"
    assert show_more(request, None, "rows")["more"] == ""


def test_each_page_of_the_sidebar_has_a_key_of_its_own() -> None:
    nav = [{"label": label} for label in ("Home", "Partners", "Campaigns", "Leads", "Activity", "Company")]
    assert "".join(each["key"] for each in with_keys(nav)) == "hpclao"


def test_the_error_pages_say_the_same_to_everyone() -> None:
    for status in (400, 403, 404, 500):
        bare = render_to_string(f"ui/{status}.html")
        assert bare == render_to_string(f"ui/{status}.html", {"user": "Ines", "nav": [1]}, RequestFactory().get("/x"))
        assert "<h1>" in bare


def test_no_template_needs_what_the_policy_blocks() -> None:
    found = subprocess.run([sys.executable, ROOT / "bin/check-templates"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
