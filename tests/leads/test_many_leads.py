"""Leads that are followed up many at once: each is told as if it had been done alone, what can't be done is left out."""

from __future__ import annotations

import html
import json

import pytest

from tests.leads.shared import csv_of, imported, leads_of, signed
from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
FILE = csv_of(
    "ada@one.example,Ada,One GmbH,DE,true,yes,yes",
    "ben@two.example,Ben,Two GmbH,DE,true,yes,yes",
    "cleo@three.example,Cleo,Three Inc,US,true,yes,yes",
    "dora@four.example,Dora,Four GmbH,DE,true,yes,",
    "ernst@five.example,Ernst,Five GmbH,DE,true,yes,",
)
SAID = {
    "recipient": "partner", "answer": "yes", "wording": "I agree.", "capturedAt": "2026-11-20T10:00:00Z", "source": "Booth",
}  # fmt: skip


def test_those_of_ours_are_accepted_and_contacted_and_the_others_left_out(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    mine = leads_of(world.partner, campaign, myState="routed")
    everything = {"where": {"campaignId": campaign.pk}, "leaveOut": True}
    result = run(world.partner, "lead.accept_many", {**everything, "note": "We take them."}).result
    assert result["count"] == len(mine) > 1
    assert len(result.left) == result["leftOut"] == len(leads_of(world.partner, campaign)) - len(mine)
    assert {lead["myState"] for lead in leads_of(world.partner, campaign, myState="accepted")} == {"accepted"}
    told = ask(world.host, "lead.timeline", {"id": mine[0]["id"]})
    assert "We take them." in str(told["entries"])
    ids = [lead["id"] for lead in mine]
    assert run(world.partner, "lead.return_many", {"ids": ids[:1], "reason": "Too small."}).result["count"] == 1
    result = run(world.partner, "lead.contact_many", {"ids": ids, "leaveOut": True}).result
    assert (result["count"], result["leftOut"]) == (len(ids) - 1, 1)
    with pytest.raises(NotFound):
        run(world.stranger, "lead.accept_many", {"ids": ids, "leaveOut": True})


def test_a_dialog_for_many_begins_as_that_of_one_and_says_what_is_final(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    page = by_password(world.partner).get(f"/campaigns/{campaign.pk}/leads").text
    convert = page.partition('id="bulk-convert"')[2].partition("</dialog>")[0]
    asked = json.loads(convert.partition('<script type="application/json">')[2].partition("</script>")[0])
    assert asked["currency"]["begins"] == "EUR"
    assert "begins" not in asked["dealValue"]
    assert "This can't be undone." in html.unescape(convert)
    roles = by_password(world.partner).get(f"/campaigns/{campaign.pk}/roles").text
    assert "bulk-assign" in roles
    assert "This can't be undone." not in html.unescape(roles)


def test_consent_that_came_later_is_recorded_for_all_who_wait_for_it(world: World) -> None:
    campaign = signed(world)
    imported(world.host, campaign, FILE)
    held = leads_of(world.host, campaign, status="held")
    assert len(held) == 2
    result = run(
        world.host, "lead.record_consent_many", {"where": {"campaignId": campaign.pk}, "leaveOut": True, **SAID}
    )
    assert (result.result["count"], result.result["leftOut"]) == (2, 3)
    assert leads_of(world.host, campaign, status="held") == []
