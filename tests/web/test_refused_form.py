"""A refused form stands on the page it was sent from, with everything typed in it and each error beside its field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.errors import Invalid
from twofold.core.operations.runner import run
from twofold.web.html_forms import forms_of
from twofold.web.refused_form import _Redrawn

pytestmark = pytest.mark.django_db
LONG = "Ümlaut & <b>" + "x" * 100


@pytest.fixture
def client(world: World) -> Client:
    return by_password(world.host)


def view_of(world: World, name: str) -> str:
    given = {"entity": "partner", "name": name, "own": True, "state": {"status": "active"}}
    return str(run(world.host, "view.create", given).result.pk)


def form_in(text: str) -> str:
    """The form that was refused, as the page shows it."""
    return re.split(r"<form(?=[^>]*data-refused)", text)[1].split("</form>")[0]


def test_it_is_drawn_on_the_page_it_came_from_with_its_errors_and_all_that_was_typed(
    client: Client, world: World
) -> None:
    sent = {"action": "save_as", "name": LONG, "whose": "company", "default": "on", "state": "", "back": "/partners"}
    answer = client.post("/partners/views", sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Brightleaf Analytics" in text  # the list
    form = form_in(text)
    assert re.search(r'<input class="form-control" id="view-name"[^>]* value="Ümlaut &amp; &lt;b&gt;x+"', form)
    assert 'aria-invalid="true"' in form
    note = re.search(r'aria-describedby="([^"]+)"', form)
    assert note
    assert re.search(rf'</?p class="field-error" id="{note[1]}" role="alert">.*at most 100 characters', form, re.DOTALL)
    assert re.search(r'value="company"[^>]* checked', form)
    assert not re.search(r'value="own"[^>]* checked', form)
    assert re.search(r'name="default"[^>]* checked', form)
    assert "data-announce" not in text
    assert 'data-refused="/partners"' in text


def test_of_several_forms_with_one_address_it_is_the_one_that_was_sent(client: Client, world: World) -> None:
    first, second = view_of(world, "Firsts"), view_of(world, "Seconds")
    sent = {"action": "rename", "view": second, "name": "", "version": "1", "state": "", "back": "/partners/views"}
    text = client.post("/partners/views", sent).content.decode()
    assert text.count("data-refused") == 1
    form = form_in(text)
    assert f'value="{second}"' in form
    assert f'value="{first}"' not in form
    assert "must not be empty" in form


def test_the_browser_says_where_a_form_stands_that_does_not(client: Client) -> None:
    sent = {"action": "save_as", "name": "", "state": ""}
    text = client.post(
        "/partners/views", sent, headers={"Referer": "http://testserver/partners?q=data"}
    ).content.decode()
    assert "Carbonate Data" in text
    assert "Brightleaf" not in text
    assert "must not be empty" in form_in(text)
    elsewhere = client.post("/partners/views", sent, headers={"Referer": "https://evil.example/partners"})
    assert "data-refused" not in elsewhere.content.decode()


def test_a_button_that_is_refused_is_answered_by_a_message(client: Client, world: World) -> None:
    gone = view_of(world, "Gone")
    run(world.host, "view.delete", {}, gone)
    sent = {"action": "delete", "view": gone, "back": "/partners"}
    assert client.post("/partners/views", sent).status_code == 404
    partner = world.partner_record.pk
    answer = client.post(f"/partners/{partner}/move", {"from": "active", "to": "negotiating", "back": "/partners"})
    assert answer.headers["Location"] == "/partners"
    assert "data-announce" in client.get("/partners").content.decode()


def test_a_page_that_is_not_there_or_not_theirs_is_never_drawn(client: Client, world: World) -> None:
    for back in ("/nothing", "/api/v1/partners", f"/partners/{'x' * 21}", "//evil.example/"):
        answer = client.post("/partners/views", {"action": "save_as", "name": "", "back": back})
        assert "data-refused" not in answer.content.decode()


FORM = """
<details><summary>Add</summary><form method="post" action="/x"><input type="hidden" name="version" value="2">
<label>Owner <select name="owner_id"><option value="">–</option><option value="a">A</option></select></label>
<label for="t">Text</label><textarea id="t" name="text">old</textarea>
<input type="password" name="word"><input type="checkbox" name="ticked" checked>
</form></details>
"""


@pytest.mark.parametrize("problem", [Invalid("No.", [("ownerId", "Choose one."), ("elsewhere", "And this.")])])
def test_every_kind_of_control_is_filled_and_what_has_no_field_stands_above(problem: Any, rf: Any) -> None:
    redrawn = _Redrawn(forms_of(FORM)[0])
    redrawn.fill(rf.post("/x", {"version": "1", "owner_id": "a", "text": "two\nlines </textarea>", "word": "secret"}))
    redrawn.say(problem)
    redrawn.open("/from")
    text = redrawn.put_into(FORM)
    assert '<details open="">' in text
    assert '<input type="hidden" name="version" value="1">' in text
    assert '<option value="a" selected="">A</option>' in text
    assert re.search(r"</label><p class=\"field-error\"[^>]*>.*<span>Choose one.</span></p>", text)
    assert '<textarea id="t" name="text">\ntwo\nlines &lt;/textarea&gt;</textarea>' in text
    assert "secret" not in text
    assert '<input type="checkbox" name="ticked">' in text
    assert text.index("<h2>And this.</h2>") < text.index('name="version"')
