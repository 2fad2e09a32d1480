"""Templates that are compiled escape what people write, as all others do, and refuse a name nobody has given."""

import pytest
from jinja2 import UndefinedError

from twofold.ui.jinja import environment, render_jinja

EVIL = '"><script>alert(1)</script>'
LEAD = {
    "id": "L1", "number": 7, "person": None, "duplicateOf": None, "campaignId": "C1", "campaignName": "Webinar",
    "to": "host", "route": "", "pipeline": "", "status": "routed", "state": "accepted", "first": "host",
    "waits": False, "answered": False, "due": None, "steps": [("accept", "Accept"), ("return", "Return")],
}  # fmt: skip
AROUND = {
    "companies": {"host": "Northwind", "partner": "Brightleaf"},
    "everywhere": False,
    "back": "/",
    "csrf_token": "t",
}


def test_a_row_of_leads_escapes_whatever_people_and_partners_wrote() -> None:
    person = {"name": EVIL, "email": EVIL, "company": EVIL}
    lead = {**LEAD, "person": person, "route": EVIL, "campaignName": EVIL, "state": EVIL, "status": EVIL, "to": "host"}
    around = {"companies": {"host": EVIL, "partner": EVIL}, "everywhere": True, "back": EVIL, "csrf_token": EVIL}
    said = render_jinja("leads/rows.html", {"leads": [lead, {**lead, "to": EVIL}], **around})
    assert "<script" not in said
    assert said.count("&lt;script&gt;") >= 20


def test_the_steps_of_one_lead_are_those_of_its_row() -> None:
    row = render_jinja("leads/rows.html", {"leads": [LEAD], **AROUND})
    assert render_jinja("leads/steps_of_one.html", {"lead": LEAD, **AROUND}).strip() in row
    assert 'aria-label="Accept lead 7"' in row


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError, match="everywhere"):
        render_jinja(
            "leads/rows.html",
            {name: value for name, value in {"leads": [LEAD], **AROUND}.items() if name != "everywhere"},
        )


def test_a_field_is_found_even_if_a_mapping_has_a_method_of_its_name() -> None:
    text = environment().from_string("{{ row.items }} {{ row.keys }}")
    assert text.render(row={"items": "three", "keys": "<b>"}) == "three &lt;b&gt;"
