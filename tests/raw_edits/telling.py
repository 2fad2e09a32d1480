"""A story in which a row of every table stands that the log vouches for, told by operations alone."""

from __future__ import annotations

import pytest

from tests.access import story as access
from tests.access.story import Story
from tests.campaigns.ready import kicked_off
from tests.campaigns.started import one, start
from tests.leads.shared import consent, csv_of, file_of, imported, propose, register, sign
from tests.worlds import PASSWORD
from twofold.companies.secrets import derived
from twofold.core.actor import nobody
from twofold.core.clock import now
from twofold.core.operations.runner import run
from twofold.leads.models import Lead

FILE = csv_of(
    "ada@x.example,Ada,Elm,DE,yes,yes,yes",
    "ben@x.example,Ben,Oak,FR,yes,yes,yes",
    "cem@x.example,Cem,Ash,DE,yes,,",
    "ada@x.example,Ada,Elm,DE,yes,yes,yes",
    "no address,Dot,Elm,DE,yes,yes,yes",
    "fay@x.example,Fay,Elm,US,yes,yes,no",
    "hal@x.example,Hal,Elm,US,no,yes,yes",
    "kim@x.example,Kim,Oak,FR,yes,yes,",
)
BROUGHT = {
    "id": "z" * 21, "company": "Fernhill", "contactName": "Fay", "contactEmail": "fay@fernhill.example",
    "type": "referral", "unheardOf": 1,
}  # fmt: skip


def told(monkeypatch: pytest.MonkeyPatch) -> Story:
    """The story of the access tests without its ends, which it writes by hand, and what comes after routing."""
    monkeypatch.setattr(access, "_end", lambda _: None)
    story = access.told()
    _leads(story)
    return story


def _leads(story: Story) -> None:
    """Leads of a file in several batches, one registered; accepted, released, withdrawn; a hill, a gate, a guest."""
    world = story.world
    campaign = start(world)
    version = propose(world, campaign)
    dry = run(world.host, "lead_share.dry_run", {"file": file_of(FILE)}, on=version.pk).result
    sign(world.host, version, dryRunHash=dry["hash"])
    sign(world.partner, version)
    imported(world.host, campaign, FILE, chunk=3)
    register(world.partner, campaign, "ida@x.example", country="FR", consents=consent("host", "partner"))
    ids = dict(Lead.rows.within(campaign.space_id).values_list("number", "pk"))
    run(world.partner, "lead.accept", {"note": "Ours"}, on=ids[1])
    said = {"recipient": "partner", "wording": "Yes", "source": "A call"}
    for number, answer in ((3, "yes"), (2, "no"), (2, "yes"), (2, "no")):
        run(world.host, "lead.record_consent", {**said, "answer": answer, "capturedAt": str(now())}, on=ids[number])
    run(world.partner, "hill.move", {"position": 20, "note": "On the way"}, one(world.host, "dot", campaign)["id"])
    kicked_off(world, campaign)
    asked = {"email": "gus@agency.example", "role": "guest", "seatSpaceId": campaign.space_id}
    invitation = run(world.host, "invitation.create", asked).result
    token = derived("invitation", invitation.pk)
    run(nobody("api"), "invitation.accept", {"token": token, "name": "Gus Guest", "password": PASSWORD})
    brought = {"entity": "partners", "data": BROUGHT, "history": [{"operation": "partner.create"}]}
    run(world.stranger, "bucket.import", {"items": [brought]})
