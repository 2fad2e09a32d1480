"""The earlier campaign with Brightwater: a webinar eight weeks ago, its leads routed and followed up, its results in."""

from collections.abc import Iterator

from demo.attendees import attendee_report
from demo.stage import ByWorker, Each, Step, Told, in_days, kept
from twofold.leads.importing.worker import run_import_now

from .together import finish, in_the_past, kickoff, library_rules, rules, says

NAME = "spring"
LAUNCH = -70


def steps() -> Iterator[Told]:
    """From start to completed."""
    given = {
        "template": "webinar-launch",
        "name": "Webinar: churn you can see coming",
        "launchDate": in_days(LAUNCH),
        "timeZone": "Europe/Berlin",
        "budget": 6000,
        "budgetSplit": "50/50",
    }
    yield Step("maren", "campaign.start", given, kept("brightwater"), at=LAUNCH - 28, keep=NAME)
    yield says(
        "maren",
        NAME,
        "#kickoff",
        "Welcome, both. The goal is in the brief; tell me today if a number is off.",
        LAUNCH - 28,
    )
    yield from kickoff(NAME, LAUNCH - 26)
    yield from rules(NAME, library_rules("split-60-40"), LAUNCH - 15, keep="spring-rules")
    yield from finish(NAME, in_the_past, LAUNCH - 2)
    for who in ("tomas", "maren"):
        why = "The approval folder came after this campaign; every text was approved by mail, see the decisions."
        yield Step(who, "launch.decide", {"decision": "go", "overrideBecause": why}, kept(NAME), at=LAUNCH - 1)
    yield Step("maren", "campaign.advance", {"to": "promoting"}, kept(NAME), at=LAUNCH)
    yield from attended(LAUNCH + 1)
    yield from finish(NAME, lambda item: item["state"] != "done", LAUNCH + 25)
    over = {"position": 100, "note": "Done."}
    yield Each("maren", "dot", NAME, "hill.move", lambda stage, item: over, at=LAUNCH + 25)
    yield Step("maren", "campaign.advance", {"to": "completed"}, kept(NAME), at=LAUNCH + 26)
    results = {"conversions": 6, "revenue": 41500}
    yield Step("maren", "campaign.update", results, kept(NAME), at=LAUNCH + 30)
    brought = {"revenueAttributed": results["revenue"]}
    yield Step("maren", "partner.update", brought, kept("brightwater"), at=LAUNCH + 30)
    yield says(
        "tomas",
        NAME,
        "#retro",
        "Legal took nine days for one sentence. Next time it gets the text in the first week.",
        LAUNCH + 27,
    )


def attended(at: float) -> Iterator[Told]:
    """The attendee report comes in; both sides work their leads."""
    upload = {"file": attendee_report(64, topic="Churn you can see coming"), "timeZone": "Europe/Berlin"}
    yield Step("idris", "lead_import.upload", upload, kept(NAME), at=at, keep="spring-file")
    commit = {"hash": lambda stage: stage.kept["spring-file"]["hash"]}
    yield Step("idris", "lead_import.commit", commit, kept("spring-file"), at=at + 0.01, keep="spring-import")
    yield ByWorker(lambda stage: run_import_now(stage.kept["spring-import"].pk), at=at + 0.01)
    for side, who in (("host", "idris"), ("partner", "priya")):
        ours = {"to": side}
        yield Each(
            who, "lead", NAME, "lead.accept", lambda stage, item: {}, at=at + 0.6, where={**ours, "state": "routed"}
        )
        yield Each(
            who, "lead", NAME, "lead.contact", lambda stage, item: {}, at=at + 1.4, where={**ours, "state": "accepted"}
        )
        yield Each(
            who,
            "lead",
            NAME,
            "lead.qualify",
            lambda stage, item: {},
            at=at + 8,
            where={**ours, "state": "contacted"},
            only=lambda item: item["number"] % 3 == 0,
        )
        yield Each(
            who,
            "lead",
            NAME,
            "lead.convert",
            lambda stage, item: {"dealValue": 4000 + 500 * (item["number"] % 7), "currency": "EUR"},
            at=at + 24,
            where={**ours, "state": "qualified"},
            only=lambda item: item["number"] % 9 == 0,
        )
