"""The brief, the RACI matrix, the hill and the check-ins."""

import pytest

from tests.campaigns.started import listed, one, start
from tests.worlds import World
from twofold.campaigns.models import Campaign, HillSnapshot
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_a_section_of_the_brief_says_who_wrote_it(world: World, campaign: Campaign) -> None:
    section = one(world.host, "brief_section", campaign, key="goal")
    run(world.partner, "brief.write", {"text": "CANARY-GOAL"}, section["id"])
    seen = one(world.host, "brief_section", campaign, key="goal")
    assert (seen["text"], seen["writtenBy"]) == ("CANARY-GOAL", "Pia Partner")
    log = "".join(entry.body for entry in OplogEntry.rows.within(campaign.space_id))
    assert "CANARY-GOAL" not in log


def test_an_emptied_section_is_unwritten_again(world: World, campaign: Campaign) -> None:
    run(world.host, "campaign.fill_brief", {"sections": {"goal": "A", "audience": "B"}}, campaign.pk)
    run(world.host, "campaign.fill_brief", {"sections": {"goal": ""}}, campaign.pk)
    written = {each["key"] for each in listed(world.host, "brief_section", campaign) if each["writtenAt"]}
    assert written == {"audience"}
    with pytest.raises(Invalid, match="no such section"):
        run(world.host, "campaign.fill_brief", {"sections": {"nope": "x"}}, campaign.pk)


def test_two_who_write_the_same_section_do_not_lose_words(world: World) -> None:
    section = one(world.host, "brief_section", start(world), key="goal")
    run(world.host, "brief.write", {"text": "Ours"}, section["id"], if_version=section["version"])
    with pytest.raises(Conflict):
        run(world.partner, "brief.write", {"text": "Theirs"}, section["id"], if_version=section["version"])


def test_a_raci_row_keeps_exactly_one_a_and_at_least_one_r(world: World, campaign: Campaign) -> None:
    row = one(world.host, "raci_row", campaign)
    host, partner = (one(world.host, "role", campaign, side=side)["id"] for side in ("host", "partner"))
    run(world.partner, "raci.update", {"letters": {host: ["A", "R"], partner: ["C"]}}, row["id"])
    for wrong, told in (
        ({host: ["A"], partner: ["A", "R"]}, "one A"),
        ({host: ["A"], partner: ["I"]}, "give a role the R"),
        ({host: ["A", "R"]}, "no letter"),
        ({host: ["A", "R"], partner: ["C", "I"]}, "Manager has 2 letters"),
        ({"someone-else-21-letters": ["A"]}, "roles of this campaign"),
    ):
        with pytest.raises(Invalid, match=told):
            run(world.host, "raci.update", {"letters": wrong}, row["id"])
    entries = OplogEntry.rows.visible_to(world.host).filter(operation="raci.update")
    before = entries.count()
    assert run(world.host, "raci.update", {"letters": {partner: ["C"], host: ["R", "A"]}}, row["id"]).entry_id == ""
    assert entries.count() == before


def test_a_dot_moves_and_leaves_its_trace(world: World, campaign: Campaign) -> None:
    dot = one(world.host, "dot", campaign)
    for position in (20, 20, 60):
        run(world.partner, "hill.move", {"position": position, "note": "On the way"}, dot["id"])
    assert one(world.host, "dot", campaign, id=dot["id"])["position"] == 60
    snapshots = HillSnapshot.rows.within(campaign.space_id).filter(dot_id=dot["id"]).order_by("created_at")
    assert [each.place for each in snapshots] == [20, 20, 60]
    for outside in (-1, 101):
        with pytest.raises(Invalid):
            run(world.host, "hill.move", {"position": outside}, dot["id"])


def test_answering_again_replaces_the_answer_and_new_blockers_are_raised(world: World, campaign: Campaign) -> None:
    checkin = one(world.host, "checkin", campaign)
    run(world.partner, "checkin.answer", {"progress": "Begun", "blockers": ["No logo yet"]}, checkin["id"])
    run(world.partner, "checkin.answer", {"progress": "Moving", "blockers": ["No logo yet", "No room"]}, checkin["id"])
    raised = listed(world.host, "blocker", campaign)
    assert {(each["title"], each["side"]) for each in raised} == {("No logo yet", "partner"), ("No room", "partner")}
    shown = ask(world.host, "campaign.overview", {"id": campaign.pk})["checkins"]
    assert [each["answeredBy"] for each in shown if each["id"] == checkin["id"]] in ([["partner"]], [])


def test_a_rival_answers_nothing(world: World) -> None:
    checkin = one(world.host, "checkin", start(world))
    with pytest.raises(NotFound):
        run(world.rival, "checkin.answer", {"progress": "Hello"}, checkin["id"])


def test_an_answer_that_says_nothing_is_refused(world: World) -> None:
    checkin = one(world.host, "checkin", start(world))
    for nothing in ({}, {"progress": "  ", "blockers": []}):
        with pytest.raises(Invalid, match="Say what moved"):
            run(world.host, "checkin.answer", nothing, checkin["id"])
    run(world.host, "checkin.answer", {"ready": True}, checkin["id"])
