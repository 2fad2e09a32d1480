"""The whole journey with `twofold do` and `twofold ask` alone; what is signed and decided is checked without the house."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import webinar
from tests.journeys.house import PASSWORD, House, command, until

HOST, PARTNER, RIVAL = "Dunmere Cloud", "Eastlea Insights", "Fallowfield Data"
SECRET = "Only their sales is any good."
NOBODY = "aaaaaaaaaaaaaaaaaaaaa"
LAUNCH = (datetime.now(UTC) + timedelta(days=28)).date()


class Person:
    """Somebody at the machine, acting as one of their companies."""

    def __init__(self, house: House, email: str, company: str) -> None:
        self.house, self.email, self.company = house, email, company

    def words(self, verb: str, name: str, given: dict[str, Any], on: str, files: dict[str, Path]) -> list[str]:
        words = [verb, name, "--input", "-" if given else "{}", "--email", self.email, "--company", self.company]
        words += ["--on", on] if on else []
        return words + [word for field, path in files.items() for word in ("--file", f"{field}={path}")]

    def tries(
        self, name: str, given: dict[str, Any] | None = None, on: str = "", verb: str = "do", **files: Path
    ) -> Any:
        """A command, however it ends."""
        given = given or {}
        return self.house.twofold(*self.words(verb, name, given, on, files), given=json.dumps(given))

    def do(self, name: str, given: dict[str, Any] | None = None, on: str = "", **files: Path) -> Any:
        """An operation that goes well."""
        return json.loads(_went_well(self.tries(name, given, on, **files)))

    def ask(self, name: str, **given: Any) -> Any:
        """A query that goes well."""
        return json.loads(_went_well(self.tries(name, given, verb="ask")))

    def items(self, noun: str, **given: Any) -> list[dict[str, Any]]:
        """A whole list."""
        found: list[dict[str, Any]] = self.ask(f"{noun}.list", limit=200, **given)["items"]
        return found


def _went_well(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def _refused(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert (done.returncode, done.stdout) == (2, ""), done.stdout
    problem: dict[str, Any] = json.loads(done.stderr)
    return problem


class Met:
    """The two sides and a rival, and the campaign that the two share, with its rules in force."""

    def __init__(self, house: House) -> None:
        self.house = house
        ids = house.founded(HOST, "dora@dunmere.example", "Dora Dale")
        self.host = Person(house, "dora@dunmere.example", ids["companyId"])
        self.record, self.partner = self._joins(PARTNER, "Emil Eck", "emil@eastlea.example")
        _, self.rival = self._joins(RIVAL, "Fay Frost", "fay@fallowfield.example")
        given = {"template": "partner-co-marketing", "name": "Grow together", "launchDate": LAUNCH.isoformat()}
        started = self.host.do("campaign.start", {**given, "timeZone": "America/New_York"}, self.record["id"])
        self.campaign = started["id"]
        self.version = self.partner.do("lead_share.propose", {"rules": webinar.RULES}, self.campaign)

    def _joins(self, company: str, name: str, email: str) -> tuple[dict[str, Any], Person]:
        given = {
            "company": company,
            "contactName": name,
            "contactEmail": email,
            "type": "co_marketing",
            "notes": SECRET,
        }
        record = self.host.do("partner.create", given)
        self.host.do("partner.invite", {"email": email, "name": name}, record["id"])
        token = self.house.links(email, "/invitations/")[0].rpartition("/")[2]
        given = {"token": token, "companyName": company, "name": name, "password": PASSWORD}
        accepted = json.loads(
            _went_well(self.house.twofold("do", "invitation.accept", "--input", "-", given=json.dumps(given)))
        )
        return record, Person(self.house, email, accepted["companyId"])


@pytest.fixture(scope="module")
def met(house: House) -> Met:
    return Met(house)


def test_a_campaign_stands_on_both_sides(met: Met) -> None:
    of = {"campaignId": met.campaign}
    look = met.partner.ask("campaign.overview", id=met.campaign)
    assert (len(look["hill"]["dots"]), len(look["pins"]), len(look["connections"]), len(look["gates"])) == (4, 5, 3, 4)
    assert look["side"] == "partner"
    assert {role["side"] for role in met.host.items("role", **of)} == {"host", "partner"}
    names = {channel["name"] for channel in met.partner.items("channel", **of)}
    assert names >= {"#kickoff", "#day-to-day", "#decisions", "#retro"}
    assert len(met.host.items("task_list", **of)) == 4
    assert met.partner.items("checkin", **of)
    assert met.partner.ask("partner.count") == {"count": 1}
    assert SECRET not in json.dumps(met.partner.items("partner"))


def test_from_the_rules_to_each_sides_leads(met: Met, tmp_path: Path) -> None:
    report = tmp_path / "attendees.csv"
    report.write_bytes(webinar.report(HOST, PARTNER))
    _signed_by_both(met, report, tmp_path)
    early = met.host.do("lead.register", webinar.registration(), met.campaign)
    done = _imported(met, report)
    expected = _routed(met, done["committedAt"], tmp_path)
    seen = {name: _leads(who, done["id"]) for name, who in (("host", met.host), ("partner", met.partner))}
    for side, leads in seen.items():
        found = [(lead["status"], lead["to"], lead["route"], lead["counter"], bool(lead["person"])) for lead in leads]
        assert found == [
            (*(verdict[name] for name in ("status", "to", "route", "counter")), _gets(verdict, side))
            for verdict in expected
        ]
    assert [lead["duplicateOfId"] for lead in seen["host"] if lead["status"] == "duplicate"] == [early["id"]]
    _followed_up(met, seen["partner"])
    _decisions_replay(met, seen["host"], tmp_path)
    _rival_finds_nothing(met, seen["host"][0]["id"])


def _signed_by_both(met: Met, report: Path, folder: Path) -> None:
    """Tried on the file, refused with a wrong password, signed on both sides; the receipts verify until a byte changes."""
    version = met.version["id"]
    tried = met.host.do("lead_share.dry_run", {"timeZone": "Europe/Berlin"}, version, file=report)
    assert tried["report"]["rows"] == len(webinar.ATTENDEES)
    given = {"hash": met.version["hash"], "dryRunHash": tried["hash"], "password": PASSWORD}
    problem = _refused(met.host.tries("lead_share.sign", {**given, "password": "not hers"}, version))
    assert [error["field"] for error in problem["errors"]] == ["password"]
    for signer in (met.host, met.partner):
        signer.do("lead_share.sign", given, version)
    assert met.partner.ask("lead_share.get", id=version)["state"] == "in_force"
    receipts = met.partner.ask("lead_share.receipt", id=version)["items"]
    assert [one["side"] for one in receipts] == ["host", "partner"]
    _agree_until_changed("verify", {one["fileName"]: one["text"] for one in receipts}, folder)


def _imported(met: Met, report: Path) -> dict[str, Any]:
    """The report comes in from the host's side; the worker of the house works it off."""
    preview = met.host.do("lead_import.upload", {"timeZone": "Europe/Berlin"}, met.campaign, file=report)
    assert [problem["row"] for problem in preview["problems"]] == [10, 11]
    assert _refused(met.partner.tries("lead_import.preview", {"id": preview["id"]}, verb="ask"))["status"] == 404
    met.host.do("lead_import.commit", {"hash": preview["hash"]}, preview["id"])

    def finished() -> dict[str, Any] | None:
        found: dict[str, Any] = met.partner.ask("lead_import.get", id=preview["id"])
        return found if found["state"] != "running" else None

    done = until(finished, "the end of the import", 30)
    assert (done["state"], done["rowsDone"]) == ("done", len(webinar.ATTENDEES))
    return done


def _leads(who: Person, import_id: str) -> list[dict[str, Any]]:
    return who.items("lead", importId=import_id, sort="number")


def _gets(verdict: dict[str, Any], side: str) -> bool:
    shared = verdict["status"] in ("routed", "held")
    return shared and verdict["to"] in (side, "both") and side not in verdict.get("held", ())


def _routed(met: Met, at: str, folder: Path) -> list[dict[str, Any]]:
    """What `twofold route` says of the same people, in a folder that has never seen the house."""
    (folder / "rules.json").write_text(json.dumps(webinar.RULES))
    (folder / "early.csv").write_bytes(webinar.early_fact())
    (folder / "facts.csv").write_bytes(webinar.facts())
    words = ("route", "--rules", str(folder / "rules.json"), "--state", str(folder / "state"), "--at", at)
    _went_well(command(folder, *words, "--leads", str(folder / "early.csv")))
    told = _went_well(command(folder, *words, "--leads", str(folder / "facts.csv")))
    return [json.loads(line) for line in told.splitlines()]


def _followed_up(met: Met, leads: list[dict[str, Any]]) -> None:
    """The partner accepts one and returns one; the host cannot accept what went to the partner."""
    first, second = [lead for lead in leads if lead["to"] == "partner" and lead["status"] == "routed"][:2]
    assert _refused(met.host.tries("lead.accept", on=first["id"]))["status"] == 403
    assert met.partner.do("lead.accept", {"note": "Ours."}, first["id"])["state"] == "accepted"
    assert met.partner.do("lead.return", {"reason": "A student."}, second["id"])["state"] == "returned"
    told = [entry["says"] for entry in met.host.ask("lead.timeline", id=first["id"])["entries"]]
    assert told[-1] == f"Emil Eck of {PARTNER} accepted it."


def _decisions_replay(met: Met, leads: list[dict[str, Any]], folder: Path) -> None:
    chosen = {lead["status"]: lead["id"] for lead in leads}
    assert len(chosen) == 5
    texts = {}
    for one in (chosen["routed"], chosen["held"], chosen["bad_row"]):
        for name, who in (("host", met.host), ("partner", met.partner)):
            decision = who.ask("lead.decision", id=one)
            texts[f"{name}-{decision['fileName']}"] = decision["text"]
    _agree_until_changed("replay", texts, folder)


def _rival_finds_nothing(met: Met, lead: str) -> None:
    assert met.rival.items("campaign") == met.rival.items("lead") == []
    assert met.rival.ask("lead.count") == {"count": 0}
    for name, verb in (("lead.timeline", "ask"), ("lead.accept", "do")):
        tries = [
            met.rival.tries(name, {"id": one} if verb == "ask" else {}, "" if verb == "ask" else one, verb)
            for one in (lead, NOBODY)
        ]
        assert [_refused(each)["status"] for each in tries] == [404, 404]
        assert tries[0].stderr == tries[1].stderr


def _agree_until_changed(check: str, texts: dict[str, str], folder: Path) -> None:
    files = [folder / name for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text)
    _went_well(command(folder, check, *map(str, files)))
    files[-1].write_text(webinar.one_byte_changed(files[-1].read_text()))
    assert command(folder, check, *map(str, files)).returncode == 1
