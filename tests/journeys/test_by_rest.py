"""The whole journey by HTTP alone: two companies meet, agree, bring in a webinar, and each has the leads it should have."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys import webinar
from tests.journeys.calling import Caller, Ear
from tests.journeys.house import PASSWORD, House, command, until

HOST, PARTNER, RIVAL = "Aldermoor Software", "Brindle Analytics", "Corrigan Data"
PEOPLE = {HOST: "hedda@aldermoor.example", PARTNER: "pablo@brindle.example", RIVAL: "rhea@corrigan.example"}
SECRET = "They are slow on legal: plan a week more."
NOBODY = "aaaaaaaaaaaaaaaaaaaaa"
LAUNCH = (datetime.now(UTC) + timedelta(days=35)).date()


class Met:
    """Everyone of this journey, with the campaign they share: `host` and `partner` sign, their programs do the rest."""

    def __init__(self, house: House) -> None:
        self.house = house
        ids = house.founded(HOST, PEOPLE[HOST], "Hedda Holm")
        words = ("--email", PEOPLE[HOST], "--company", ids["companyId"], "--name", "journey")
        made = house.says("token", "create", *words, "--scope", "read", "--scope", "write")
        self.host_program = Caller(house, made["token"])
        self.host = Caller(house)
        self.host.sign_in(PEOPLE[HOST], PASSWORD)
        self.partner_record, self.partner, self.partner_program = self._joins(PARTNER, "Pablo Prieto")
        self.rival_record, self.rival, self.rival_program = self._joins(RIVAL, "Rhea Rooke")
        given = {"template": "partner-co-marketing", "name": "Better together", "launchDate": LAUNCH.isoformat()}
        start = f"partners/{self.partner_record['id']}/campaigns/start"
        self.campaign = self.host_program.post(start, {**given, "timeZone": "Europe/Berlin", "budget": 5000})["id"]

    def _joins(self, company: str, name: str) -> tuple[dict[str, Any], Caller, Caller]:
        """A partner is added and invited; the person follows the link of the mail, signs in and makes a token."""
        email = PEOPLE[company]
        given = {
            "company": company,
            "contactName": name,
            "contactEmail": email,
            "type": "co_marketing",
            "notes": SECRET,
        }
        record = self.host_program.post("partners", given)
        self.host_program.post(
            f"partners/{record['id']}/score", {"audienceOverlap": 5, "strategicValue": 4, "executionEffort": 2}
        )
        self.host.post(f"partners/{record['id']}/invite", {"email": email, "name": name})
        link = self.house.links(email, "/invitations/")[0]
        nobody = Caller(self.house)
        page = nobody.http.get(link)
        assert page.status_code == 200
        assert HOST in page.text
        assert SECRET not in page.text
        accepts = {"token": link.rpartition("/")[2], "companyName": company, "name": name, "password": PASSWORD}
        assert set(nobody.post("invitations/accept", accepts)) == {"personId", "companyId"}
        assert nobody.send("POST", "invitations/accept", accepts).status_code == 404
        person = Caller(self.house)
        person.sign_in(email, PASSWORD)
        token = person.post("tokens", {"name": "journey", "scopes": ["read", "write"]})["token"]
        return record, person, Caller(self.house, token)

    def sign(self) -> dict[str, Any]:
        """The partner proposes the rules, both sign them; gives the version."""
        version: dict[str, Any] = self.partner_program.post(
            f"campaigns/{self.campaign}/lead-share-rules/propose", {"rules": webinar.RULES}
        )
        for signer in (self.partner, self.host):
            signed = signer.post(
                f"lead-share-rules/{version['id']}/sign", {"hash": version["hash"], "password": PASSWORD}
            )
            assert signed["hash"] == version["hash"]
        return version


@pytest.fixture(scope="module")
def met(house: House) -> Met:
    return Met(house)


@pytest.fixture(scope="module")
def version(met: Met) -> dict[str, Any]:
    return met.sign()


def test_the_partner_sees_the_shared_and_nothing_of_the_hosts_own(met: Met) -> None:
    own = met.partner_program.items("partners")
    assert [(record["company"], record["notes"]) for record in own] == [(HOST, "")]
    assert met.partner_program.get("partners/count") == {"count": 1}
    missing = met.partner_program.send("GET", f"partners/{NOBODY}")
    theirs = met.partner_program.send("GET", f"partners/{met.partner_record['id']}")
    assert (theirs.status_code, theirs.content) == (missing.status_code, missing.content) == (404, missing.content)
    assert [one["id"] for one in met.partner_program.items("campaigns")] == [met.campaign]
    for path in ("companies", "people", "campaigns", "activity", f"campaigns/{met.campaign}/overview"):
        told = met.partner_program.send("GET", path).text
        assert SECRET not in told
        assert RIVAL not in told


def test_a_campaign_begins_with_all_that_the_template_plans(met: Met) -> None:
    for caller in (met.host_program, met.partner_program):
        of = {"campaignId": met.campaign}
        roles = caller.items("roles", **of)
        assert {role["side"] for role in roles} == {"host", "partner"}
        names = [channel["name"] for channel in caller.items("channels", **of)]
        assert set(names) >= {"#kickoff", "#day-to-day", "#decisions", "#retro"}
        zone = ZoneInfo("Europe/Berlin")
        days = {
            datetime.fromisoformat(one["startsAt"]).astimezone(zone).weekday() for one in caller.items("checkins", **of)
        }
        assert {0, 3} <= days
        assert len(caller.items("milestones", **of)) == 4
        lists, tasks = caller.items("task-lists", **of), caller.items("tasks", **of)
        assert len(lists) == 4
        assert tasks
        assert all(task["driRoleId"] in {role["id"] for role in roles} for task in tasks)
        look = caller.get(f"campaigns/{met.campaign}/overview")
        assert (len(look["hill"]["dots"]), len(look["pins"]), len(look["connections"])) == (4, 5, 3)
        assert look["moves"]
        assert look["campaign"]["launchDate"] == LAUNCH.isoformat()


def test_rules_are_tried_then_signed_by_both_and_their_receipts_verify_offline(met: Met, tmp_path: Path) -> None:
    wrong = met.partner_program.send("POST", f"campaigns/{met.campaign}/lead-share-rules/propose", {"rules": {}})
    assert wrong.status_code == 422
    propose = f"campaigns/{met.campaign}/lead-share-rules/propose"
    version = met.partner_program.post(propose, {"rules": webinar.RULES})
    at = f"lead-share-rules/{version['id']}"
    report = webinar.report(HOST, PARTNER)
    tried = met.partner_program.post(f"{at}/dry-run", file=report)
    assert tried["hash"] == met.host_program.post(f"{at}/dry-run", file=report)["hash"]
    assert tried["report"]["rows"] == len(webinar.ATTENDEES)
    given = {"hash": version["hash"], "password": PASSWORD, "dryRunHash": tried["hash"]}
    refused = met.partner_program.send("POST", f"{at}/sign", given)
    assert (refused.status_code, refused.json()["detail"][:20]) == (403, "A token cannot sign.")
    assert met.partner.send("POST", f"{at}/sign", {**given, "password": "not my password"}).status_code == 422
    assert met.partner.send("POST", f"{at}/sign", {**given, "hash": "0" * 64}).status_code == 409
    met.partner.post(f"{at}/sign", given)
    assert met.host_program.get(at)["state"] == "half_signed"
    met.host.post(f"{at}/sign", given)
    assert met.host_program.get(at)["state"] == "in_force"
    receipts = met.host_program.get(f"{at}/receipt")["items"]
    assert [one["side"] for one in receipts] == ["partner", "host"]
    _agrees_until_changed("verify", [(one["fileName"], one["text"]) for one in receipts], tmp_path)
    assert met.partner_program.get(f"{at}/receipt")["items"] == receipts


def test_each_side_has_exactly_the_leads_that_route_says(met: Met, version: dict[str, Any], tmp_path: Path) -> None:
    early = met.host_program.post(f"campaigns/{met.campaign}/leads/register", webinar.registration())
    assert early["number"] == 1
    ear, deaf = Ear(met.partner_program), Ear(met.rival_program)
    done = _imported(met)
    assert ear.hears("lead_import", done["id"])
    assert not deaf.hears("lead_import", done["id"], seconds=1)
    expected = _routed(version, done["committedAt"], tmp_path)
    seen = {
        "host": met.host_program.items("leads", importId=done["id"], sort="number"),
        "partner": met.partner_program.items("leads", importId=done["id"], sort="number"),
    }
    for side, leads in seen.items():
        assert [lead["row"] for lead in leads] == list(range(1, len(expected) + 1))
        for lead, verdict, who in zip(leads, expected, webinar.ATTENDEES, strict=True):
            assert (lead["status"], lead["to"], lead["route"], lead["counter"]) == tuple(
                verdict[name] for name in ("status", "to", "route", "counter")
            )
            gets = (
                verdict["status"] in ("routed", "held")
                and verdict["to"] in (side, "both")
                and side not in verdict.get("held", ())
            )
            assert (lead["person"]["email"] if lead["person"] else None) == (_key(who.email) if gets else None), who
            follow_up = verdict["followUp"]
            assert (lead["first"], lead["due"] and lead["due"][:19]) == (
                (follow_up["first"], follow_up["due"][:19]) if follow_up else (None, None)
            )
    counted = {verdict["status"] for verdict in expected}
    assert counted == {"routed", "held", "duplicate", "not_shared", "bad_row"}
    duplicate = next(lead for lead in seen["host"] if lead["status"] == "duplicate")
    assert (duplicate["duplicateOf"], duplicate["duplicateOfId"]) == (1, early["id"])
    _decisions_agree(met, seen, expected, tmp_path)


def test_both_sides_follow_up_and_anyone_reads_why(met: Met, version: dict[str, Any]) -> None:
    at = f"campaigns/{met.campaign}/leads/register"
    said = webinar.registration() | {"country": "DE", "employees": 900}
    lead = met.host_program.post(at, {**said, "email": "late.one@lindenhof.example"})
    other = met.host_program.post(at, {**said, "email": "late.two@lindenhof.example"})
    assert (lead["to"], lead["person"]) == ("partner", None)
    refused = met.host_program.send("POST", f"leads/{lead['id']}/accept", {})
    assert refused.status_code == 403
    assert met.partner_program.post(f"leads/{lead['id']}/accept", {"note": "With pleasure."})["state"] == "accepted"
    again = met.partner_program.send("POST", f"leads/{lead['id']}/accept", {})
    assert (again.status_code, bool(again.json()["legal"])) == (409, True)
    given_back = met.partner_program.post(f"leads/{other['id']}/return", {"reason": "A customer of ours."})
    assert given_back["state"] == "returned"
    for caller in (met.host_program, met.partner_program):
        told = caller.get(f"leads/{lead['id']}/timeline")
        sentences = " ".join(entry["says"] for entry in told["entries"])
        assert f"Pablo Prieto of {PARTNER} accepted it." in sentences
        assert f"The contact was released to {PARTNER}." in sentences
        assert told["because"][-1] == {"says": told["because"][-1]["says"], "outcome": "match"}
        assert "DACH enterprise" in told["because"][-1]["says"]
        assert told["rules"]["hash"] == met.host_program.get(f"lead-share-rules/{told['rules']['id']}")["hash"]


def test_a_rival_finds_nothing_of_it(met: Met, version: dict[str, Any]) -> None:
    met.host_program.post(
        f"campaigns/{met.campaign}/leads/register", webinar.registration() | {"email": "x@yarrow.example"}
    )
    lists = "campaigns roles tasks task-lists milestones checkins dots channels messages decisions assets launch-items blockers"
    for path in (*lists.split(), "lead-share-rules", "lead-imports", "leads", "consents"):
        assert met.rival_program.items(path) == [], path
        assert met.rival_program.get(f"{path}/count") == {"count": 0}, path
        known = [one["id"] for one in met.host_program.items(path)[:1]]
        for end in ("", "/oplog"):
            missing = met.rival_program.send("GET", f"{path}/{NOBODY}{end}")
            answers = [met.rival_program.send("GET", f"{path}/{one}{end}") for one in known]
            assert missing.status_code == 404
            assert all((each.status_code, each.content) == (404, missing.content) for each in answers), path
    lead = met.host_program.items("leads")[0]["id"]
    for verb in ("accept", "return", "timeline", "decision"):
        method, body = (
            ("GET", None) if verb in ("timeline", "decision") else ("POST", {"reason": "x"} if verb == "return" else {})
        )
        theirs = met.rival_program.send(method, f"leads/{lead}/{verb}", body)
        missing = met.rival_program.send(method, f"leads/{NOBODY}/{verb}", body)
        assert (theirs.status_code, theirs.content) == (404, missing.content), verb
    empty = met.rival_program.send("GET", f"ask/lead.summary?campaignId={met.campaign}")
    assert empty.status_code == 404


def _imported(met: Met) -> dict[str, Any]:
    """The report is uploaded by the host, looked at, committed and worked off."""
    report = webinar.report(HOST, PARTNER)
    preview = met.host_program.post(
        f"campaigns/{met.campaign}/lead-imports/upload", {"timeZone": "Europe/Berlin"}, report
    )
    assert preview["format"] == "zoom_attendees"
    assert preview["rowsTotal"] == len(webinar.ATTENDEES)
    assert [problem["row"] for problem in preview["problems"]] == [10, 11]
    at = f"lead-imports/{preview['id']}"
    assert met.partner_program.send("GET", f"{at}/preview").status_code == 404
    assert met.host_program.send("POST", f"{at}/commit", {"hash": "0" * 64}).status_code == 409
    met.host_program.post(f"{at}/commit", {"hash": preview["hash"]})

    def finished() -> dict[str, Any] | None:
        found: dict[str, Any] = met.partner_program.get(at)
        return found if found["state"] not in ("running", "uploaded") else None

    done = until(finished, "the end of the import")
    assert (done["state"], done["rowsDone"]) == ("done", len(webinar.ATTENDEES))
    assert done["counts"]["status"] == preview["counts"]["status"]
    return done


def _routed(version: dict[str, Any], at: str, folder: Path) -> list[dict[str, Any]]:
    """What `twofold route` says about the same people, after the one who registered early."""
    (folder / "rules.json").write_text(json.dumps(version["document"]))
    (folder / "early.csv").write_bytes(webinar.early_fact())
    (folder / "facts.csv").write_bytes(webinar.facts())
    words = ("--rules", str(folder / "rules.json"), "--state", str(folder / "state"), "--at", at)
    for name in ("early", "facts"):
        done = command(
            folder, "route", *words, "--leads", str(folder / f"{name}.csv"), "--out", str(folder / f"{name}.out")
        )
        assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in (folder / "facts.out").read_text().splitlines()]


def _decisions_agree(
    met: Met, seen: dict[str, list[dict[str, Any]]], expected: list[dict[str, Any]], folder: Path
) -> None:
    """Every verdict on the server is the one of `twofold route`; the files of both sides replay, until one byte changes."""
    files = []
    for lead, verdict in zip(seen["host"], expected, strict=True):
        told = met.partner_program.get(f"leads/{lead['id']}/timeline")["verdict"]
        if verdict["status"] == "bad_row":
            verdict["why"] = told["why"]
        assert told == verdict
        for side, caller in (("host", met.host_program), ("partner", met.partner_program)):
            decision = caller.get(f"leads/{lead['id']}/decision")
            files.append((f"{side}-{decision['fileName']}", decision["text"]))
    _agrees_until_changed("replay", files, folder)


def _agrees_until_changed(check: str, files: list[tuple[str, str]], folder: Path) -> None:
    for name, text in files:
        (folder / name).write_text(text)
    good = command(folder, check, *[str(folder / name) for name, _ in files])
    assert good.returncode == 0, good.stdout
    name, text = files[0]
    (folder / name).write_text(webinar.one_byte_changed(text))
    assert command(folder, check, str(folder / name)).returncode == 1


def _key(email: str) -> str:
    return email.lower()
