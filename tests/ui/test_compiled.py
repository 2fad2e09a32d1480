"""Templates that are compiled escape what people write, as all others do, and refuse a name nobody has given."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.template import engines
from jinja2 import UndefinedError

from twofold.core.entities import Field
from twofold.partners.entities import PARTNERS
from twofold.partners.pages import PARTNER_PAGES
from twofold.ui.jinja import render_jinja
from twofold.web.cells import shown
from twofold.web.declaration import PAGES, Drawn, Verb
from twofold.web.list_state import ListState
from twofold.web.row_buttons import RowButtons
from twofold.web.table import Cell, Row, _column
from twofold.web.verbs import Offer

EVIL = '"><script>alert(1)</script>'
FIELD = Field("name", "text", EVIL)
COLUMN = _column(ListState(PARTNERS, {}, {}, {}), 1, FIELD, {}, {"name"})
ROW = Row(
    id=EVIL, version=1, title=EVIL, url=EVIL, item={}, may_change=True, parent=EVIL,
    cells=tuple(Cell(COLUMN, shown(FIELD, {"name": EVIL}, {}), value) for value in (EVIL, "")),
    offers=(Offer(Verb("go", EVIL, "", asks=(FIELD,)), EVIL), Offer(Verb("end", EVIL, "", warns=EVIL), EVIL, EVIL)),
)  # fmt: skip
AROUND = {
    "part": {"lines": [ROW]}, "has_row_actions": True, "row_actions": "", "bring_back_url": EVIL,
    "buttons": RowButtons(), "csrf_token": EVIL, "here": EVIL,
}  # fmt: skip


def test_a_row_of_a_list_escapes_whatever_people_and_partners_wrote() -> None:
    said = render_jinja("web/rows.html", AROUND)
    assert "<script" not in said
    assert said.count("&lt;script&gt;") == 24


def test_what_an_app_draws_itself_is_escaped_unless_it_is_marked_as_html() -> None:
    drawn = {"company": Drawn(lambda item, value: EVIL, ())}  # type: ignore[arg-type,return-value]
    with patch.dict(PAGES, partner=replace(PARTNER_PAGES, drawn=drawn)):
        assert "<script" not in shown(PARTNERS.fields[0], {"company": "Elmfield"}, {}, PARTNERS)


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="csrf_token"):
        render_jinja("web/rows.html", {name: value for name, value in AROUND.items() if name != "csrf_token"})


def test_a_field_is_found_even_if_a_mapping_has_a_method_of_its_name() -> None:
    text = engines["jinja2"].from_string("{{ row.items }} {{ row.keys }}")
    assert text.render({"row": {"items": "three", "keys": "<b>"}}) == "three &lt;b&gt;"
