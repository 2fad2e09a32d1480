"""The form of an entity: only what was changed is sent, and two who save at once lose nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.visiting import signed_in
from tests.web.filling import as_opened
from tests.worlds import World
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(world: World) -> Client:
    return signed_in(world.host)


@pytest.fixture
def address(world: World) -> str:
    return f"/partners/{world.partner_record.pk}/edit"


def item(world: World) -> dict[str, Any]:
    return ask(world.host, "partner.get", {"id": world.partner_record.pk})


def test_only_what_was_changed_is_sent(host: Client, world: World, address: str) -> None:
    sent = as_opened(host, address) | {"tier": "gold"}
    before = OplogEntry.rows.everywhere(because="the newest entry of all").count()
    assert host.post(address, sent).status_code == 302
    newest = OplogEntry.rows.everywhere(because="the newest entry of all").order_by("-position")
    assert newest.count() == before + 1
    assert '"tier":["standard","gold"]' in newest[0].body
    assert newest[0].body.count('"row"') == 1
    assert re.findall(r'"fields":\{"(\w+)":[^}]*\}', newest[0].body) == ["tier"]


def test_a_form_that_is_saved_as_it_was_opened_writes_nothing_and_says_so(
    host: Client, world: World, address: str
) -> None:
    before = item(world)
    told = host.post(address, as_opened(host, address), follow=True)
    assert "Nothing was changed." in told.content.decode()
    assert item(world) == before


def test_an_emptied_field_is_cleared_and_refused_where_it_must_not_be_empty(
    host: Client, world: World, address: str
) -> None:
    run(world.host, "partner.update", {"notes": "Two lines.\nOf it."}, world.partner_record.pk)
    assert host.post(address, as_opened(host, address) | {"notes": ""}).status_code == 302
    assert item(world)["notes"] == ""
    refused = host.post(address, as_opened(host, address) | {"company": " ", "tier": "gold", "contact_phone": "12"})
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"company": ["This must not be empty."]}
    assert 'value="12"' in refused.content.decode()
    assert item(world)["tier"] == "standard"


def test_a_field_that_is_not_on_the_page_stays(host: Client, world: World, address: str) -> None:
    run(world.host, "partner.update", {"notes": "Stays."}, world.partner_record.pk)
    assert host.post(address, {"tier": "gold"}).status_code == 302
    assert (item(world)["notes"], item(world)["tier"]) == ("Stays.", "gold")


def test_an_old_value_that_fits_no_more_is_left_alone(host: Client, world: World, address: str) -> None:
    record = world.partner_record
    Partner.rows.within(record.space_id).filter(pk=record.pk).update(
        agreement_url="javascript:alert(1)", next_review="after the fair", type="odd"
    )
    assert host.post(address, as_opened(host, address) | {"tier": "gold"}).status_code == 302
    now = item(world)
    assert (now["agreementUrl"], now["nextReview"], now["type"]) == ("javascript:alert(1)", "after the fair", "odd")


def test_who_saves_second_gets_the_form_back_with_everything_and_loses_nothing(
    host: Client, world: World, address: str
) -> None:
    mine = as_opened(host, address) | {"tier": "gold", "notes": "Mine,\r\nin two lines.", "commission_rate": "7 %"}
    theirs = {"tier": "silver", "contactPhone": "+49 30 1", "weGet": "Reach"}
    run(world.host_member, "partner.update", theirs, world.partner_record.pk)
    run(world.host_member, "partner.move", {"status": "negotiating"}, world.partner_record.pk)

    late = host.post(address, mine)
    assert late.status_code == 409
    form, text = late.context["form"], late.content.decode()
    assert "Somebody else has saved this since you opened it." in text
    notes = {name: field.note for name, field in form.fields.items() if field.note}
    assert {(name, note.by, note.text, note.both) for name, note in notes.items()} == {
        ("tier", "Mika Member", "silver", True),
        ("contact_phone", "Mika Member", "+49 30 1", False),
        ("we_get", "Mika Member", "Reach", False),
    }
    assert 'id="id_tier_note"' in text
    assert re.search(r'<input[^>]*name="tier"[^>]*aria-describedby="id_tier_note"', text)
    assert [each["label"] for each in form.also] == ["Status"]
    assert item(world)["tier"] == "silver"

    assert host.post(address, as_opened(host, address, late)).status_code == 302
    now = item(world)
    assert (now["tier"], now["notes"], now["commissionRate"]) == ("gold", "Mine,\nin two lines.", "7 %")
    assert (now["contactPhone"], now["weGet"], now["status"]) == ("+49 30 1", "Reach", "negotiating")


def test_a_third_who_saves_between_is_told_too(host: Client, world: World, address: str) -> None:
    mine = as_opened(host, address) | {"tier": "gold"}
    run(world.host_member, "partner.update", {"tier": "silver"}, world.partner_record.pk)
    first = host.post(address, mine)
    run(world.host_member, "partner.update", {"tier": "bronze"}, world.partner_record.pk)
    second = host.post(address, as_opened(host, address, first))
    assert second.status_code == 409
    assert second.context["form"].fields["tier"].note.text == "bronze"
    assert second.context["form"]["tier"].value() == "gold"


def test_saving_can_be_undone_from_its_announcement(host: Client, world: World, address: str) -> None:
    told = host.post(address, as_opened(host, address) | {"tier": "gold"}, follow=True).content.decode()
    [undo] = re.findall(r'action="(/partners/[^"]+/undo/[^"]+)"', told)
    assert host.post(undo).status_code == 302
    assert item(world)["tier"] == "standard"


def test_undo_is_not_offered_where_the_log_does_not_know_the_text(host: Client, world: World, address: str) -> None:
    run(world.host, "partner.update", {"notes": "Old."}, world.partner_record.pk)
    told = host.post(address, as_opened(host, address) | {"notes": "New."}, follow=True).content.decode()
    assert "Saved." in told
    assert "/undo/" not in told


def test_a_new_item_begins_with_what_the_address_says(host: Client) -> None:
    assert host.get("/partners/new").context["form"]["type"].value() == "co_marketing"
    page = host.get("/partners/new?company=Fernhill&type=channel").content.decode()
    assert 'value="Fernhill"' in page
    assert re.search(r'<option value="channel" selected\s*>', page)


def test_a_reference_is_chosen_from_what_one_sees(host: Client, world: World, address: str) -> None:
    form = host.get(address).context["form"]
    names = {label for _, label in form.fields["owner_user_id"].widget.choices}
    assert {"Hanna Host", "Mika Member"} <= names
    assert "Sam Stranger" not in names
    wrong = host.post(address, as_opened(host, address) | {"owner_user_id": world.stranger.person.pk})  # type: ignore[union-attr]
    assert "owner_user_id" in wrong.context["form"].errors
