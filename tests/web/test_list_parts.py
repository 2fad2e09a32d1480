"""The parts that stand beside the rows of any list: the menu of views, the buttons for files."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import resolve

from tests.worlds import World, person
from twofold.core.actor import Actor
from twofold.core.operations.runner import run
from twofold.partners.pages import PARTNER_PAGES
from twofold.ui.jinja import render_jinja
from twofold.web.list_page import beside
from twofold.web.saved_views import state_of

pytestmark = pytest.mark.django_db


def drawn(actor: Actor, part: str, address: str = "") -> str:
    request: Any = RequestFactory().get(f"/partners{address}")
    request.actor, request.resolver_match = actor, resolve("/partners")
    state = state_of(request, PARTNER_PAGES, {})
    given = {"state": state, "request": request, "csrf_token": "", **beside(request, PARTNER_PAGES, state, {})}
    return render_jinja(f"web/parts/{part}.html", given)


def test_the_menu_has_every_view_and_marks_what_was_changed(world: World) -> None:
    view = run(world.host, "view.create", {"entity": "partner", "name": "<Live>", "state": {"status": "active"}}).result
    text = drawn(world.host, "views_menu", f"?view={view.pk}")
    assert "&lt;Live&gt;" in text
    assert "Pipeline" in text
    assert "Changed since" not in text
    changed = drawn(world.host, "views_menu", f"?view={view.pk}&type=referral")
    assert "Changed since" in changed
    assert f'href="/partners?view={view.pk}" title="Back to the view' in changed
    assert f'name="version" value="{view.version}"' in changed


def test_without_the_right_to_save_there_is_nothing_to_save_with(world: World) -> None:
    assert world.partner.company
    guest = person(world.partner.company, "Gil Guest", "guest", seat=world.partner_record.partnership)
    text = drawn(guest, "views_menu")
    assert "Pipeline" in text
    assert "Save" not in text
    assert "Import" not in drawn(guest, "transfer")


def test_the_buttons_for_files_take_the_state_along(world: World) -> None:
    text = drawn(world.host, "transfer", "?status=active&sort=-company")
    assert 'href="/partners/export?format=xlsx&amp;sort=-company&amp;status=active"' in text
    assert 'href="/partners/export?format=csv"' in drawn(world.host, "transfer")
    assert 'href="/partners/import"' in text
