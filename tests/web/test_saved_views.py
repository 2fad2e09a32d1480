"""Saved views: whose they are, which one opens, and what one can do with them."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.pages import PARTNER_PAGES
from twofold.web import entities
from twofold.web.models import SavedView
from twofold.web.saved_views import state_in, views_of

pytestmark = pytest.mark.django_db
STATE = {"status": "active", "columns": "company,status", "sort": "-company", "q": "secretword"}


def saved(actor: Actor, name: str = "Mine", **given: Any) -> SavedView:
    made: SavedView = run(actor, "view.create", {"entity": "partner", "name": name, "own": True, **given}).result
    return made


def names(actor: Actor) -> list[str]:
    return [each.name for each in views_of(actor, PARTNER_PAGES) if each.whose != "shipped"]


def state(actor: Actor, address: str = "") -> Any:
    return state_in(actor, PARTNER_PAGES, QueryDict(address.removeprefix("?")), {})


@pytest.mark.both_databases
def test_an_own_view_is_seen_by_its_person_alone_and_one_of_the_company_by_colleagues(world: World) -> None:
    own, company = saved(world.host), saved(world.host, "Ours", own=False)
    assert names(world.host) == ["Mine", "Ours"]
    assert names(world.host_member) == ["Ours"]
    assert names(world.partner) == []
    for other in (world.host_member, world.partner):
        with pytest.raises(NotFound):
            ask(other, "view.get", {"id": own.pk})
        for verb, given in (("update", {"name": "Taken"}), ("delete", {}), ("update", {"own": False})):
            with pytest.raises(NotFound):
                run(other, f"view.{verb}", given, own.pk)
    with pytest.raises(NotFound):
        run(world.partner, "view.update", {"name": "Taken"}, company.pk)
    run(world.host_member, "view.update", {"name": "All of ours"}, company.pk)
    assert names(world.host) == ["All of ours", "Mine"]


def test_a_removed_own_view_is_not_there_for_colleagues_either(world: World) -> None:
    own = saved(world.host)
    run(world.host, "view.delete", {}, own.pk)
    assert ask(world.host_member, "view.list", {"deleted": True})["items"] == []
    assert len(ask(world.host, "view.list", {"deleted": True})["items"]) == 1
    with pytest.raises(NotFound):
        run(world.host_member, "view.restore", {}, own.pk)
    run(world.host, "view.restore", {}, own.pk)
    assert names(world.host) == ["Mine"]


def test_neither_the_log_nor_the_activity_of_colleagues_tells_what_a_view_is_called_or_looks_for(world: World) -> None:
    own = saved(world.host, "Wackelkandidaten", state=STATE)
    run(world.host, "view.update", {"name": "Wackelige", "state": {**STATE, "q": "otherword"}}, own.pk)
    log = "".join(OplogEntry.rows.visible_to(world.host).values_list("body", flat=True))
    seen = str(ask(world.host_member, "activity.list", {"targetId": own.pk})) + log
    assert "added a view of their own" in seen
    for word in ("Wackel", "secretword", "otherword"):
        assert word not in seen


def test_a_guest_has_the_shipped_views_only(world: World) -> None:
    saved(world.partner, own=False)
    assert world.partner.company
    guest = person(world.partner.company, "Gil Guest", "guest", seat=world.partner_record.partnership)
    assert {each.whose for each in views_of(guest, PARTNER_PAGES)} == {"shipped"}
    with pytest.raises(Refused):
        run(guest, "view.create", {"entity": "partner", "name": "Mine"})


def test_the_address_without_anything_opens_the_default_first_ones_own_then_the_companys(world: World) -> None:
    usual = state(world.host)
    assert usual.view == ""
    ours = saved(world.host, "Ours", own=False, isDefault=True, state={"status": "active"})
    assert state(world.host_member).filters == {"status": "active"}
    mine = saved(world.host, "Mine", isDefault=True, state={"type": "referral"})
    assert state(world.host).filters == {"type": "referral"}
    assert state(world.host).view == mine.pk
    assert state(world.host_member).view == ours.pk
    assert state(world.host, "?view=all-partners").view == "all-partners"
    assert state(world.host, "?view=all-partners").filters == usual.filters
    assert state(world.host, f"?view={ours.pk}").filters == {"status": "active"}


def test_an_address_that_says_something_looks_the_same_whoever_opens_it(world: World) -> None:
    saved(world.host, isDefault=True, state={"type": "referral"})
    assert state(world.host, "?status=active").held == state(world.host_member, "?status=active").held


def test_what_an_address_says_lies_over_its_view(world: World) -> None:
    view = saved(world.host, state=STATE)
    changed = state(world.host, f"?view={view.pk}&status=&sort=company")
    assert changed.filters == {}
    assert changed.sort == ("company",)
    assert changed.q == "secretword"
    assert changed.held != changed.base
    assert state(world.host, changed.address()).held == changed.held


def test_a_view_of_somebody_else_is_gone_for_whoever_opens_its_address(world: World) -> None:
    view = saved(world.host)
    found = state(world.host_member, f"?view={view.pk}")
    assert found.left_out == ("This view is gone, or it is somebody else's own. Choose another one.",)
    assert found.held == state(world.host_member, "").held


def test_a_view_outlives_the_fields_that_it_names(world: World) -> None:
    view = saved(world.host, state={"status": "active", "noSuchFilter": "1", "sort": "noSuchField", "group": [1]})
    assert state(world.host, f"?view={view.pk}").held == {"status": "active"}


@pytest.mark.both_databases
def test_one_view_is_the_default_and_a_new_one_takes_its_place(world: World) -> None:
    first, other = saved(world.host, "First", isDefault=True), saved(world.host_member, "Other", isDefault=True)
    second = saved(world.host, "Second", isDefault=True)
    company = saved(world.host, "Ours", own=False, isDefault=True)
    default = {each["name"] for each in ask(world.host, "view.list", {"isDefault": True})["items"]}
    assert default == {"Second", "Ours"}
    run(world.host, "view.update", {"isDefault": True}, first.pk)
    for each in (first, second, other, company):
        each.refresh_from_db()
    assert [first.is_default, second.is_default, other.is_default, company.is_default] == [True, False, True, True]
    run(world.host, "view.update", {"own": False}, first.pk)
    company.refresh_from_db()
    assert company.is_default is False


@pytest.mark.both_databases
def test_of_two_who_choose_a_default_at_the_same_moment_one_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each looked before the other wrote: nobody finds a default to take the place of."""
    monkeypatch.setattr(entities, "_clear_default", lambda *_: None)
    for own in (True, False):
        saved(world.host, "First", own=own, isDefault=True)
        with pytest.raises(Conflict, match="same moment"):
            saved(world.host, "Second", own=own, isDefault=True)
    defaults = SavedView.rows.visible_to(world.host).filter(is_default=True)
    assert sorted(defaults.values_list("name", flat=True)) == ["First", "First"]


def test_a_removed_default_comes_back_as_one_view_among_others(world: World) -> None:
    view = saved(world.host, isDefault=True)
    run(world.host, "view.delete", {}, view.pk)
    other = saved(world.host, "Other", isDefault=True)
    run(world.host, "view.restore", {}, view.pk)
    assert {each["id"] for each in ask(world.host, "view.list", {"isDefault": True})["items"]} == {other.pk}


def test_a_state_that_is_too_long_and_a_name_that_is_empty_are_refused_beside_their_field(world: World) -> None:
    for given, field in (({"state": {"q": "x" * 9000}}, "state"), ({"name": " "}, "name")):
        with pytest.raises(Invalid) as refused:
            saved(world.host, **given)
        assert refused.value.errors[0]["field"] == field


@pytest.fixture
def client(world: World) -> Client:
    return by_password(world.host)


def post(client: Client, action: str, **given: str) -> Any:
    return client.post("/partners/views", {"action": action, "state": "?status=active", **given})


def test_on_the_page_a_view_is_saved_renamed_opened_first_removed_and_brought_back(
    client: Client, world: World
) -> None:
    made = post(client, "save_as", name="Live ones", whose="own")
    view = SavedView.rows.visible_to(world.host).get()
    assert made.url == f"/partners?view={view.pk}"
    assert view.person == world.host.person
    assert view.state["status"] == "active"
    assert "Live ones" in client.get("/partners/views").content.decode()
    post(client, "save", view=view.pk, version="1", state=f"?view={view.pk}&type=referral")
    post(client, "rename", view=view.pk, name="Referring")
    post(client, "open_first", view=view.pk, default="on")
    view.refresh_from_db()
    assert (view.name, view.is_default) == ("Referring", True)
    assert view.state == {**view.state, "status": "active", "type": "referral"}
    page = post(client, "delete", view=view.pk)
    view.refresh_from_db()
    assert view.deleted_at is not None
    assert page.url == "/partners"
    client.post(f"/partners/views/{view.pk}/restore")
    assert names(world.host) == ["Referring"]


def test_who_saves_over_what_a_colleague_saved_meanwhile_is_told(client: Client, world: World) -> None:
    view = saved(world.host_member, "Ours", own=False)
    run(world.host_member, "view.update", {"state": {"type": "referral"}}, view.pk)
    answer = client.post("/partners/views", {"action": "save", "view": view.pk, "version": "1", "state": "?"})
    assert answer.status_code == Conflict.status
    view.refresh_from_db()
    assert view.state == {"type": "referral"}


def test_a_copy_of_a_shipped_view_leaves_the_shipped_one_as_it_is(client: Client, world: World) -> None:
    post(client, "save_as", name="My pipeline", whose="company", state="?view=referral-partners&status=active")
    copy = next(each for each in views_of(world.host, PARTNER_PAGES) if each.name == "My pipeline")
    assert copy.whose == "company"
    assert copy.params["type"] == "referral"
    assert copy.params["status"] == "active"
    assert any(each.key == "referral-partners" for each in views_of(world.host, PARTNER_PAGES))


def test_what_no_form_of_ours_sends_is_not_there(client: Client) -> None:
    assert post(client, "no_such_thing").status_code == NotFound.status
    assert post(client, "rename", view="-", name="x").status_code == NotFound.status
