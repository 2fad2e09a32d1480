"""Bringing in a file: looked at first, committed with the hash, worked off in chunks, the same as offline routing."""

import json
import re
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client

from tests.lead_files.make import lead_file
from tests.leads.shared import RULES, csv_of, file_of, imported, leads_of, propose, sign, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import now
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OplogEntry, OutboxMessage
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.doors.offline.route import route_file
from twofold.doors.offline.tool_files import ReadAs
from twofold.leads.importing.file_retention import sweep
from twofold.leads.importing.worker import continue_import, run_import_now
from twofold.leads.models import ContactCard, Lead, LeadFile, LeadImport, RoutingDecision
from twofold.rules.lead_files import Recipients

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TO_ALL_SIDES = (
    "a@x.example,Ann,X,DE,true,yes,yes",
    "b@y.example,Ben,Y,FR,true,yes,yes",
    "c@z.example,Cem,Z,US,true,yes,yes",
)
FILE = csv_of(
    "a@x.example,Ann,X,DE,true,yes,yes",
    "b@y.example,Ben,Y,FR,true,yes,",
    "A@X.example,Ann,X,DE,true,yes,yes",
    "c@z.example,Cem,Z,US,true,yes,yes",
    "not-an-address,,,,,,",
    "d@z.example,Dee,Z,US,false,yes,yes",
    "e@z.example,Eva,Z,AT,true,yes,no",
    "f@z.example,Fay,Z,AQ,true,yes,yes",
)


def many(count: int) -> str:
    countries = ("DE", "FR", "US", "AQ", "")
    return csv_of(
        *(
            f"p{n % (count - count // 10)}@d{n % 97}.example,P{n},C{n % 50},{countries[n % 5]},"
            f"{('true', 'false', '')[n % 3]},{('yes', 'no', '')[n % 3]},{('yes', '')[n % 2]}"
            for n in range(count)
        )
    )


def test_an_upload_shows_everything_and_imports_nothing(world: World, campaign: Campaign, rules_in_force: None) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    assert preview["format"] == "plain"
    assert preview["rowsTotal"] == 8
    assert preview["counts"]["status"] == {"bad_row": 1, "duplicate": 1, "held": 2, "not_shared": 1, "routed": 3}
    assert preview["problems"][0]["row"] == 5
    assert preview["firstRows"][0]["to"] == "partner"
    assert leads_of(world.host, campaign) == []
    assert ask(world.host, "lead_import.preview", {"id": preview["id"]})["hash"] == preview["hash"]


def test_only_the_uploader_sees_the_file_and_its_rows(world: World, campaign: Campaign, rules_in_force: None) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE, "secret-name.csv")}, on=campaign.pk).result
    with pytest.raises(NotFound):
        ask(world.partner, "lead_import.preview", {"id": preview["id"]})
    item = ask(world.partner, "lead_import.get", {"id": preview["id"]})
    assert item["rowsTotal"] == 8
    assert "secret-name" not in json.dumps(item, default=str)
    for verb, given in (("commit", {"hash": preview["hash"]}), ("cancel", {}), ("remap", {})):
        with pytest.raises(Refused):
            run(world.partner, f"lead_import.{verb}", given, on=preview["id"])
    with pytest.raises(NotFound):
        ask(world.rival, "lead_import.get", {"id": preview["id"]})


def test_a_commit_needs_rules_in_force_and_the_hash_that_was_seen(world: World, campaign: Campaign) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    with pytest.raises(Conflict, match="No lead-share rules are in force"):
        run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    signed(world, campaign=campaign)
    with pytest.raises(Conflict, match="rules have changed"):
        run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    again = run(world.host, "lead_import.remap", {}, on=preview["id"]).result
    assert again["hash"] != preview["hash"]
    with pytest.raises(Conflict, match="preview has changed"):
        run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    run(world.host, "lead_import.commit", {"hash": again["hash"]}, on=preview["id"])
    with pytest.raises(Conflict, match="running already"):
        run(world.host, "lead_import.commit", {"hash": again["hash"]}, on=preview["id"])


@pytest.mark.parametrize("chunk", [1, 3, 8, 2000])
def test_each_row_becomes_one_lead_whatever_the_chunks(
    world: World, campaign: Campaign, rules_in_force: None, chunk: int
) -> None:
    done = imported(world.host, campaign, FILE, chunk=chunk)
    assert done.state == "done"
    assert done.rows_done == 8
    found = leads_of(world.partner, campaign)
    assert [(lead["number"], lead["row"], lead["status"], lead["to"]) for lead in found] == [
        (1, 1, "routed", "partner"), (2, 2, "held", "both"), (3, 3, "duplicate", "none"), (4, 4, "routed", "host"),
        (5, 5, "bad_row", "none"), (6, 6, "not_shared", "none"), (7, 7, "held", "partner"), (8, 8, "routed", "none"),
    ]  # fmt: skip
    assert found[2]["duplicateOf"] == 1
    assert done.counts["status"] == {"bad_row": 1, "duplicate": 1, "held": 2, "not_shared": 1, "routed": 3}


def test_the_servers_verdicts_are_those_of_the_command_line(
    world: World, campaign: Campaign, rules_in_force: None, tmp_path: Path
) -> None:
    text = many(1500)
    done = imported(world.host, campaign, text, chunk=400)
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    (tmp_path / "leads.csv").write_text(text)
    assert done.committed_at is not None
    out = tmp_path / "out.jsonl"
    at = done.committed_at.isoformat()
    assert route_file(tmp_path / "rules.json", tmp_path / "leads.csv", out=out, at=at) == 0
    decisions = RoutingDecision.rows.within(campaign.space_id).order_by("lead__number")
    assert "\n".join(decisions.values_list("verdict", flat=True)) + "\n" == out.read_text()


@pytest.mark.parametrize("tool", ["zoom", "eventbrite", "hubspot"])
def test_an_export_gives_byte_for_byte_the_verdicts_that_offline_routing_gives(
    world: World, tmp_path: Path, tool: str
) -> None:
    assert world.host.company is not None
    assert world.partner.company is not None
    names = Recipients(world.host.company.name, world.partner.company.name)
    data = lead_file(tool, 400).decode().replace("Globex", names.partner).replace("Host Ltd", names.host)
    data = data.replace("Germany", "Atlantis", 3)  # bad rows too
    campaign = signed(world)
    done = imported(world.host, campaign, data, chunk=37, timeZone="Europe/Berlin")
    (tmp_path / "rules.json").write_text(json.dumps(RULES))
    (tmp_path / "leads.csv").write_bytes(data.encode())
    assert done.committed_at is not None
    out, at = tmp_path / "out.jsonl", done.committed_at.isoformat()
    read_as = ReadAs(names, "Europe/Berlin")
    assert route_file(tmp_path / "rules.json", tmp_path / "leads.csv", out=out, at=at, read_as=read_as) == 0
    decisions = RoutingDecision.rows.within(campaign.space_id).order_by("lead__number")
    assert "\n".join(decisions.values_list("verdict", flat=True)) + "\n" == out.read_text()


def test_a_second_file_knows_the_people_of_the_first_and_splits_go_on(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    rows = [f"s{n}@q.example,,,US,true,yes,yes" for n in range(10)]
    imported(world.host, campaign, csv_of(*rows[:3]))
    second = imported(world.partner, campaign, csv_of(*rows))
    assert second.counts["status"] == {"duplicate": 3, "routed": 7}
    counters = [lead["counter"] for lead in leads_of(world.host, campaign, status="routed")]
    assert counters == list(range(1, 11))
    assert ask(world.host, "lead.summary", {"campaignId": campaign.pk})["to"] == {"host": 6, "partner": 4}


def test_new_rules_deal_from_the_start_and_keep_the_known_people(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, csv_of("s1@q.example,,,US,true,yes,yes"))
    signed(world, {**RULES, "retention": {"days": 30}}, campaign)
    imported(world.host, campaign, csv_of("s1@q.example,,,US,true,yes,yes", "s2@q.example,,,US,true,yes,yes"))
    assert [(lead["status"], lead["counter"]) for lead in leads_of(world.host, campaign)] == [
        ("routed", 1), ("duplicate", None), ("routed", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"", "empty"),
        (b"email,name\n", "no rows"),
        (b"email,name\na@b.example,\xff\xfe\xfd\n", "Line 2"),
        (b'email,name\n"a@b.example,x\nc@d.example,y\n', "quot"),
        (b"PK\x03\x04rest of a workbook", "not a CSV"),
        (b"email,name\na@b.example," + b"x" * 10_000_000 + b"\n", "Line 2"),
        (b"email,name\na@b.example,Ann\x00\n", "NUL"),
    ],
)
def test_a_bad_file_ends_in_one_sentence_and_leaves_nothing(
    world: World, campaign: Campaign, rules_in_force: None, bad: bytes, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        run(world.host, "lead_import.upload", {"file": file_of(bad)}, on=campaign.pk)
    assert says.lower() in refused.value.detail.lower()
    assert refused.value.errors[0]["field"] == "file"
    assert ask(world.host, "lead_import.count", {"campaignId": campaign.pk}) == {"count": 0}
    assert not LeadFile.rows.everywhere(because="nothing is left").exists()


def test_a_file_without_an_email_column_asks_what_the_columns_mean(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    text = csv_of("a@x.example,Germany", header="Contact,Land der Firma")
    preview = run(world.host, "lead_import.upload", {"file": file_of(text)}, on=campaign.pk).result
    assert preview["needsMapping"]
    assert preview["hash"] == ""
    with pytest.raises(Conflict, match="Choose the e-mail column"):
        run(world.host, "lead_import.commit", {"hash": ""}, on=preview["id"])
    with pytest.raises(Invalid, match="no field"):
        run(world.host, "lead_import.remap", {"mapping": {"Contact": "mail"}}, on=preview["id"])
    mapping = {"Contact": "email", "Land der Firma": "country"}
    again = run(world.host, "lead_import.remap", {"mapping": mapping}, on=preview["id"]).result
    assert again["counts"]["held"] == {"partner": 1}
    run(world.host, "lead_import.commit", {"hash": again["hash"]}, on=preview["id"])
    run_import_now(preview["id"])
    assert leads_of(world.host, campaign)[0]["facts"] == {"country": "DE", "answers": {}}


def test_a_consent_column_counts_for_the_company_it_names_only(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    text = csv_of(
        "a@x.example,DE,Yes,", "b@x.example,DE,,Yes",
        header="email,country,I agree to be contacted by Brightleaf Analytics,I agree to be contacted by Northwind Cloud",
    )  # fmt: skip
    imported(world.host, campaign, text)
    assert [lead["status"] for lead in leads_of(world.host, campaign)] == ["routed", "held"]
    kept = ask(world.partner, "consent.list", {})["items"]
    assert [(one["wording"], one["answer"]) for one in kept] == [
        ("I agree to be contacted by Brightleaf Analytics", "yes")
    ]
    assert ask(world.host, "consent.list", {})["items"] == []


def test_a_cancelled_import_takes_in_no_more_and_its_file_is_gone(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host, "lead_import.cancel", {}, on=preview["id"])
    with pytest.raises(Conflict, match="cancelled already"):
        run(world.host, "lead_import.cancel", {}, on=preview["id"])
    with pytest.raises(NotFound):
        ask(world.host, "lead_import.preview", {"id": preview["id"]})


def test_an_import_of_someone_who_has_left_stops_and_says_so(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    preview = run(world.host_member, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host_member, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    assert world.host_member.membership is not None
    membership = world.host_member.membership
    membership.ended_at = now()
    membership.save()
    done = run_import_now(preview["id"])
    assert done.state == "stopped"
    assert "may not import" in done.trouble
    assert leads_of(world.host, campaign) == []


def test_a_turn_that_comes_twice_does_nothing_the_second_time(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    done = imported(world.host, campaign, FILE)
    continue_import.call(done.pk)
    assert Lead.rows.within(campaign.space_id).count() == 8


def test_every_chunk_is_one_entry_in_the_log_and_names_nobody(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, FILE, chunk=3)
    entries = list(OplogEntry.rows.within(campaign.space_id).filter(operation="lead_import.chunk"))
    assert len(entries) == 3
    text = " ".join(entry.body for entry in OplogEntry.rows.within(campaign.space_id))
    for word in ("x.example", "Ann", "Cem"):
        assert word not in text
    assert [len(each["blocks"]) for entry in entries for each in json.loads(entry.body)["bulk"]] == [1, 1, 1]


def test_each_person_gets_one_mail_with_links_and_no_names(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    done = imported(world.host, campaign, FILE)
    waiting = OutboxMessage.rows.everywhere(because="each waits in its reader's company").filter(
        kind="mail.leads_routed", key__startswith=f"leads:{done.pk}"
    )
    assert waiting.count() == 4
    for message in waiting:
        deliver.call(message.pk)
    assert len(mail.outbox) == 4
    for sent in mail.outbox:
        told = sent.body + str(sent.alternatives)
        assert "/l/" in told
        assert "x.example" not in told
        assert "Ann" not in told


@pytest.mark.parametrize("side", ["host", "partner"])
def test_the_mails_link_to_all_of_them_shows_those_that_went_to_both_sides_too(
    world: World, campaign: Campaign, rules_in_force: None, side: str
) -> None:
    imported(world.host, campaign, csv_of("old@x.example,Old,X,FR,true,yes,yes"))
    mail.outbox.clear()
    done = imported(world.host, campaign, csv_of(*TO_ALL_SIDES))
    reader = {"host": world.host, "partner": world.partner}[side]
    assert reader.membership is not None
    told = OutboxMessage.rows.everywhere(because="each waits in its reader's company").get(
        key=f"leads:{done.pk}:{reader.membership.pk}"
    )
    deliver.call(told.pk)
    [sent] = mail.outbox
    assert sent.subject.startswith("2 leads for you")
    link = re.search(r"http://[^/]+(/campaigns/\S+)", str(sent.body))
    assert link
    client = Client()
    client.force_login(reader.person)  # type: ignore[arg-type]
    page = client.get(link[1]).content.decode()
    assert page.count('<th scope="row"') == 2
    assert f"At the {side} is Routed" in page


def test_files_leave_when_their_time_is_over(world: World) -> None:
    from datetime import timedelta

    sweep(now() + timedelta(days=9999))
    campaign = signed(world)
    done = imported(world.host, campaign, FILE)
    assert sweep(now() + timedelta(days=364)) == 0
    assert sweep(now() + timedelta(days=366)) == 1
    assert LeadFile.rows.within(world.host.company_space_id()).get(lead_import=done).name == ""
    assert ContactCard.rows.within(world.host.company_space_id()).exists()


def test_an_import_is_not_tied_to_rules_that_come_later(world: World, campaign: Campaign, rules_in_force: None) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    later = propose(world, campaign, {**RULES, "routes": [{"name": "All", "when": True, "to": "none"}]})
    sign(world.host, later)
    sign(world.partner, later)
    done = run_import_now(preview["id"])
    assert isinstance(done, LeadImport)
    assert leads_of(world.host, campaign)[0]["to"] == "partner"


ZOOM = (
    "Attendee Report\n"
    "Attendee Details\n"
    "Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes),"
    "I agree to be contacted by {host},Country/Region Name\n"
    "Yes,Zoe M,Zoe,Miller,zoe@x.example,,,20,Yes,US\n"
    "Yes,Room 12 (Yan Li),Yan,--,yan@x.example,,,20,Yes,US\n"
)


def test_people_of_a_zoom_report_are_called_by_first_and_last_name(world: World) -> None:
    campaign = signed(world, {**RULES, "routes": [{**RULES["routes"][3], "to": "host"}]})
    imported(world.host, campaign, ZOOM.format(host=world.host.company.name))
    leads = leads_of(world.host, campaign)
    assert [lead["person"]["name"] for lead in leads] == ["Zoe Miller", "Room 12 (Yan Li)"]


@pytest.mark.parametrize("zone", ["Europe", "zone.tab", "tzdata.zi", "../etc/passwd", "Mars/Olympus"])
def test_what_is_no_time_zone_is_refused_at_its_field(
    world: World, campaign: Campaign, rules_in_force: None, zone: str
) -> None:
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    version = ask(world.host, "lead_share.list", {"campaignId": campaign.pk})["items"][0]["id"]
    for name, given, on in (
        ("lead_import.upload", {"file": file_of(FILE)}, campaign.pk),
        ("lead_import.remap", {}, preview["id"]),
        ("lead_share.dry_run", {"file": file_of(FILE)}, version),
    ):
        with pytest.raises(Invalid, match="no such time zone") as refused:
            run(world.host, name, {**given, "timeZone": zone}, on=on)
        assert refused.value.errors[0]["field"] == "timeZone"
