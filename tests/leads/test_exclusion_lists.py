"""Lists of existing pipeline: promised by hash, asked when leads are routed, never seen by the other side."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.campaigns.started import listed
from tests.leads.shared import (
    RULES,
    consent,
    csv_of,
    file_of,
    imported,
    leads_of,
    propose,
    register,
    sign,
    signed,
)
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.upkeep.doctor.database_checks import guards_are_there
from twofold.core.upkeep.doctor.row_checks import rows_agree_with_the_log
from twofold.doors.offline.route import route_file
from twofold.leads.importing.worker import run_import_now
from twofold.leads.models import ExclusionEntry, ExclusionList, RoutingDecision
from twofold.leads.routing.exclusion_lists import sweep_entries
from twofold.rules.canonical import sha256_hex
from twofold.rules.lead_share import check_record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LISTING: dict[str, Any] = {**RULES, "exclusions": {"host": "existing_pipeline", "partner": "existing_pipeline"}}
OURS = "\ufeffann@x.example\r\n\r\n  Both.Example\r\nBÜCHER.example\r\n"
THEIRS = "both.example\nZoe@Y.example\n"
FILE = csv_of(
    "Ann@X.example,Ann,X,DE,true,yes,yes",
    "bob@x.example,Bob,X,DE,true,yes,yes",
    "zoe@y.example,Zoe,Y,US,true,yes,yes",
    "dan@both.example,Dan,B,DE,true,yes,yes",
    "eve@sub.both.example,Eve,B,DE,true,yes,yes",
    "fay@bücher.example,Fay,B,DE,true,no,yes",
    "ann@x.example,Ann,X,DE,true,yes,yes",
    "gus@both.example,Gus,B,DE,false,yes,yes",
)


def give(actor: Actor, campaign: Campaign, text: str) -> ExclusionList:
    """One's list, as a file."""
    row: ExclusionList = run(
        actor, "exclusion_list.replace", {"file": file_of(text, "list.txt")}, on=campaign.pk
    ).result
    return row


def decisions(campaign: Campaign) -> list[RoutingDecision]:
    return list(RoutingDecision.rows.within(campaign.space_id).order_by("lead__number"))


def kept(row: ExclusionList) -> int:
    return int(ExclusionEntry.rows.everywhere(because="a test counts").filter(exclusion_list=row).count())


@pytest.mark.parametrize("chunk", [3, 2000])
def test_the_servers_verdicts_are_those_of_the_command_line_with_the_same_lists(
    world: World, tmp_path: Path, chunk: int
) -> None:
    campaign = signed(world, LISTING)
    ours, theirs = give(world.host, campaign, OURS), give(world.partner, campaign, THEIRS)
    done = imported(world.partner, campaign, FILE, chunk=chunk)
    for name, text in (("leads.csv", FILE), ("ours.txt", OURS), ("theirs.txt", THEIRS)):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    (tmp_path / "rules.json").write_text(json.dumps(LISTING))
    out = tmp_path / "out.jsonl"
    assert done.committed_at is not None
    lists = {"exclude_host": tmp_path / "ours.txt", "exclude_partner": tmp_path / "theirs.txt"}
    at = done.committed_at.isoformat()
    assert route_file(tmp_path / "rules.json", tmp_path / "leads.csv", out=out, at=at, **lists) == 0
    made = decisions(campaign)
    assert "\n".join(each.verdict for each in made) + "\n" == out.read_text()
    assert [json.loads(each.verdict)["to"] for each in made] == [
        "host", "partner", "partner", "both", "partner", "host", "none", "none",
    ]  # fmt: skip
    assert {(each.host_list_id, each.partner_list_id) for each in made} == {(ours.pk, theirs.pk)}


def test_the_preview_and_a_dry_run_that_asks_ask_ones_own_list_and_the_import_both(world: World) -> None:
    campaign = signed(world, LISTING)
    ours, theirs = give(world.host, campaign, OURS), give(world.partner, campaign, THEIRS)
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    assert preview["counts"]["to"] == {"host": 4, "partner": 2}
    assert preview["lists"] == {"host": ours.hash, "partner": theirs.hash}
    version = ask(world.host, "lead_share.list", {"campaignId": campaign.pk})["items"][0]["id"]
    tried = {
        asked: run(world.host, "lead_share.dry_run", {"file": file_of(FILE), "withLists": asked}, on=version).result
        for asked in (True, False)
    }
    assert tried[True]["report"]["to"] == preview["counts"]["to"]
    assert tried[True]["report"]["lists"] == {"host": ours.hash}
    assert tried[False]["report"]["to"] != preview["counts"]["to"]
    assert "lists" not in tried[False]["report"]
    assert imported(world.host, campaign, FILE).counts["to"] == {"both": 1, "host": 2, "partner": 3}


def test_a_registered_lead_in_pipeline_says_so_to_both_and_replays_with_the_promised_hash(world: World) -> None:
    campaign = signed(world, LISTING)
    row = give(world.host, campaign, OURS)
    lead = register(world.partner, campaign, "ann@x.example", country="DE", consents=consent("host", "partner"))
    assert (lead.to, lead.route, lead.status, lead.first) == ("host", "", "routed", "")
    for actor in (world.host, world.partner):
        told = ask(actor, "lead.timeline", {"id": lead.pk})
        decided = next(each for each in told["entries"] if each["icon"] == "route")
        name = world.host.company.name if world.host.company else ""
        assert decided["says"] == f"Routed to {name}. It is already in {name}'s pipeline."
        assert row.hash[:16] in decided["note"]
        assert told["because"] == [{"says": f"Already in {name}'s pipeline", "outcome": "match"}]
        data = ask(actor, "lead.decision", {"id": lead.pk})["text"].encode()
        record = json.loads(data)
        assert record["lists"] == {"host": row.hash}
        assert record["state"]["lists"] == ["host"]
        assert check_record(data) == []
        for at in range(0, len(data), 41):
            assert check_record(bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])), at
    free = register(world.host, campaign, "other@z.example", country="DE", consents=consent("partner"))
    assert (free.to, free.route) == ("partner", "DACH")
    assert json.loads(ask(world.host, "lead.decision", {"id": free.pk})["text"])["lists"] == {"host": row.hash}


def test_only_side_size_hash_and_moment_are_seen_and_only_the_owner_can_prove_the_list(world: World) -> None:
    campaign = signed(world, LISTING)
    row = give(world.host, campaign, "secretdeal.example\nwhale@secretcorp.example\n")
    give(world.partner, campaign, "own.example\n")
    (item,) = listed(world.partner, "exclusion_list", campaign, side="host")
    assert set(item) == {"id", "version", "createdAt", "updatedAt", "campaignId", "side", "count", "hash"}
    assert (item["side"], item["count"], item["hash"]) == ("host", 2, row.hash)
    proof = ask(world.host_member, "exclusion_list.salt", {"id": row.pk})
    lines = (proof["salt"], "secretdeal.example", "whale@secretcorp.example")
    assert sha256_hex("".join(f"{line}\n" for line in lines).encode()) == row.hash
    for stranger in (world.partner, world.rival):
        with pytest.raises(NotFound):
            ask(stranger, "exclusion_list.salt", {"id": row.pk})
    assert listed(world.rival, "exclusion_list", campaign) == []
    seen = [
        ask(world.partner, "exclusion_list.current", {"campaignId": campaign.pk}),
        ask(world.partner, "exclusion_list.list", {}),
        ask(world.partner, "activity.list", {"targetId": row.pk}),
    ]
    assert "secret" not in json.dumps(seen, default=str)
    mine = ExclusionEntry.rows.visible_to(world.partner)
    assert mine.count() == 1
    with connection.cursor() as cursor:
        for table in ("leads_exclusionentry", "leads_exclusionlist", "leads_exclusionsalt", "core_oplogentry"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "secret" not in str(cursor.fetchall()), table


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"x.example\nno domain here\n", "Line 2 is neither"),
        (b"x.example\n\na@b@c\n", "Line 3 is neither"),
        (b"x.example\ny.example\n\xff\xfe\n", "Line 3 is not UTF-8"),
        (b"\n \n", "This list is empty"),
    ],
)
def test_a_line_that_is_no_entry_is_named_and_nothing_is_changed(world: World, text: bytes, says: str) -> None:
    campaign = signed(world, LISTING)
    before = give(world.host, campaign, OURS)
    with pytest.raises(Invalid, match=says) as wrong:
        run(world.host, "exclusion_list.replace", {"file": file_of(text)}, on=campaign.pk)
    assert wrong.value.errors[0]["field"] == "file"
    with pytest.raises(Invalid, match="Line 2 is neither"):
        run(world.host, "exclusion_list.replace", {"entries": ["x.example", "?"]}, on=campaign.pk)
    for given in ({}, {"entries": ["x.example"], "file": file_of("x.example\n")}):
        with pytest.raises(Invalid, match="Upload a file or paste the entries"):
            run(world.host, "exclusion_list.replace", given, on=campaign.pk)
    assert listed(world.host, "exclusion_list", campaign)[0]["id"] == before.pk
    assert kept(before) == 3


def test_a_list_needs_rules_that_name_it_and_a_side_in_the_campaign(world: World, campaign: Campaign) -> None:
    with pytest.raises(Conflict, match="name no existing pipeline for your side"):
        give(world.host, campaign, OURS)
    propose(world, campaign, {**RULES, "exclusions": {"host": "existing_pipeline"}})
    assert give(world.host, campaign, OURS).count == 3
    with pytest.raises(Conflict, match="name no existing pipeline for your side"):
        give(world.partner, campaign, THEIRS)
    with pytest.raises(NotFound):
        give(world.rival, campaign, THEIRS)
    assert ask(world.partner, "exclusion_list.current", {"campaignId": campaign.pk})["sides"][0]["count"] == 3


def test_a_new_list_counts_from_its_moment_on_and_the_old_entries_go(world: World) -> None:
    campaign = signed(world, LISTING)
    old = give(world.host, campaign, OURS)
    new = run(world.host, "exclusion_list.replace", {"entries": ["later.example"]}, on=campaign.pk).result
    assert (kept(old), kept(new), new.number) == (0, 1, 2)
    both = consent("host", "partner")
    assert register(world.host, campaign, "ann@x.example", country="DE", consents=both).to == "partner"
    assert register(world.host, campaign, "bo@later.example", country="DE", consents=both).to == "host"
    cleared = run(world.host, "exclusion_list.clear", {}, on=campaign.pk).result
    assert (cleared.count, cleared.hash, kept(new)) == (0, "", 0)
    assert register(world.host, campaign, "cy@later.example", country="DE", consents=both).to == "partner"
    assert decisions(campaign)[-1].host_list_id is None
    with pytest.raises(Conflict, match="has no pipeline"):
        run(world.host, "exclusion_list.clear", {}, on=campaign.pk)


def test_an_import_goes_on_with_the_lists_it_was_committed_with(world: World) -> None:
    campaign = signed(world, LISTING)
    give(world.host, campaign, OURS)
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    row = give(world.host, campaign, "x.example\n")
    with pytest.raises(Conflict, match="pipeline has changed"):
        run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    again = run(world.host, "lead_import.remap", {}, on=preview["id"]).result
    run(world.host, "lead_import.commit", {"hash": again["hash"]}, on=preview["id"])
    run(world.host, "exclusion_list.clear", {}, on=campaign.pk)
    assert kept(row) == 1
    run_import_now(preview["id"])
    assert [lead["to"] for lead in leads_of(world.host, campaign)][:2] == ["host", "host"]
    assert decisions(campaign)[0].host_list_id == row.pk
    assert sweep_entries(row.created_at) == 1
    assert kept(row) == 0


def test_rules_without_lists_ask_for_none(world: World, campaign: Campaign, rules_in_force: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        register(world.host, campaign, "ann@x.example", country="DE", consents=consent("partner"))
    assert not [each for each in asked if "exclusionlist" in each["sql"] and "SELECT" in each["sql"][:7]]
    assert not [each for each in asked if "exclusionentry" in each["sql"]]


def test_the_doctor_finds_the_log_and_the_rows_agreeing_and_a_promise_cannot_be_changed(world: World) -> None:
    campaign = signed(world, LISTING)
    give(world.host, campaign, OURS)
    give(world.host, campaign, THEIRS)
    imported(world.host, campaign, FILE)
    assert list(rows_agree_with_the_log()) == []
    assert list(guards_are_there()) == []


def test_a_new_version_of_the_rules_keeps_the_lists(world: World) -> None:
    campaign = signed(world, LISTING)
    give(world.host, campaign, OURS)
    version = propose(world, campaign, {**LISTING, "disputes": {"withinDays": 30}})
    sign(world.host, version)
    sign(world.partner, version)
    lead = register(world.host, campaign, "dan@both.example", country="DE", consents=consent("host"))
    assert lead.to == "host"
