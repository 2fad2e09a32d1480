"""Templates that are compiled escape what people write, as all others do, and refuse a name nobody has given."""

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from twofold.ui.jinja import render_jinja

EVIL = '"><script>alert(1)</script>'
COLUMN = {"is_first": True, "is_clipped": False, "attributes": EVIL, "editable": EVIL}
CELL = (COLUMN, EVIL, EVIL)
OFFER = {"verb": {"icon": "check", "label": EVIL, "is_asked": False, "primary": True}, "url": EVIL}
ROW = {
    "kind": "row", "parent": EVIL, "id": EVIL, "version": 1, "title": EVIL, "url": EVIL, "cells": [CELL], "item": {},
    "may_change": True, "offers": [OFFER],
}  # fmt: skip
AROUND = {
    "part": {"lines": [ROW]}, "can_pick": True, "has_row_actions": True, "row_actions": "", "bring_back_url": EVIL,
    "csrf_token": EVIL, "request": RequestFactory().get("/"), "here": EVIL,
}  # fmt: skip


def test_a_row_of_a_list_escapes_whatever_people_and_partners_wrote() -> None:
    said = render_jinja("web/rows.html", AROUND)
    assert "<script" not in said
    assert said.count("&lt;script&gt;") >= 15


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="csrf_token"):
        render_jinja("web/rows.html", {name: value for name, value in AROUND.items() if name != "csrf_token"})


def test_a_field_is_found_even_if_a_mapping_has_a_method_of_its_name() -> None:
    text = engines["jinja2"].from_string("{{ row.items }} {{ row.keys }}")
    assert text.render({"row": {"items": "three", "keys": "<b>"}}) == "three &lt;b&gt;"
