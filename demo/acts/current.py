"""The campaign that runs: three weeks before a joint webinar, with work done and open on both sides."""

from collections.abc import Iterator
from datetime import timedelta

from demo.attendees import registrant
from demo.stage import Each, Step, Told, found, in_days, kept
from twofold.core.clock import now

from .together import finish, in_the_past, kickoff, library_rules, rules, says

NAME = "winter"
LAUNCH = 7  # registration opens in a week, the session is two weeks after that


def done_by_now(item: dict[str, object]) -> bool:
    """What was due by now is done, but for what waits for legal, as last time, and one open question."""
    waits = ("approves which asset", "claims")
    return in_the_past(item) and not any(word in str(item["title"]) for word in waits)  # type: ignore[arg-type]


def steps() -> Iterator[Told]:
    """The last two weeks."""
    given = {
        "template": "webinar-launch",
        "name": "Webinar: from CSV to forecast",
        "launchDate": in_days(LAUNCH),
        "timeZone": "Europe/Berlin",
        "budget": 8500,
        "budgetSplit": "50/50",
    }
    yield Step("maren", "campaign.start", given, kept("brightwater"), at=-16, keep=NAME)
    yield from kickoff(NAME, -14)
    yield from talk()
    yield from rules(NAME, library_rules("enterprise-to-partner"), -6, keep="winter-rules")
    yield from finish(NAME, done_by_now, -0.3)
    yield Each("maren", "dot", NAME, "hill.move", hill, at=-2)
    answers = {
        "maren": "Landing page is with design, speakers are named.",
        "tomas": "Both speakers said yes. Legal still has the consent sentence.",
    }
    for who, progress in answers.items():
        given = {"progress": progress, "blockers": [], "ready": who == "maren"}
        yield Each(who, "checkin", NAME, "checkin.answer", lambda stage, item, given=given: given, at=-1, only=lately)
    yield Step(
        "priya",
        "blocker.raise",
        {"title": "Our legal team has not seen the consent sentence yet", "side": "partner"},
        kept(NAME),
        at=-1,
    )
    yield from registrations()


def talk() -> Iterator[Step]:
    """What was said and decided."""
    yield says(
        "maren", NAME, "#kickoff", "Same team as last time. New this time: **legal sees every text in week one**.", -14
    )
    yield says("priya", NAME, "#kickoff", "Works for us. Our list goes out two days after yours, as agreed.", -13.8)
    yield says("sofia", NAME, "#day-to-day", "First draft of the landing page is ready for comments.", -5)
    yield says(
        "priya", NAME, "#day-to-day", "Read it. The second paragraph should name what people *do* on Monday.", -4.5
    )
    for who, kind, title, body, at in (
        (
            "tomas",
            "scope_change",
            "One session instead of two",
            "The US session moves to next year; one date, 16:00 in Berlin.",
            -10,
        ),
        (
            "maren",
            "approval",
            "Title and teaser are final",
            "From CSV to forecast: one afternoon with your own data.",
            -7,
        ),
    ):
        yield Step(who, "decision.record", {"kind": kind, "title": title, "body": body}, kept(NAME), at=at)


def registrations() -> Iterator[Step]:
    """The first people have registered; the signed rules have routed each of them."""
    for number in range(14):
        yield Step("idris", "lead.register", registrant(number), kept(NAME), at=-2 + number / 8)
    for who, side in (("idris", "host"), ("priya", "partner")):
        first = found(who, "lead", campaignId=kept(NAME), to=side, state="routed")
        yield Step(who, "lead.accept", {}, first, at=-0.2)
    yield Step(
        "idris",
        "lead.return",
        {"reason": "A student; not for sales."},
        found("idris", "lead", campaignId=kept(NAME), to="host", state="routed"),
        at=-0.1,
    )


def hill(stage: object, item: dict[str, object]) -> dict[str, object]:
    """Where each list stands on the hill, by the first word of its name; what comes after the launch is not begun."""
    places = {
        "Kickoff": (96, "All settled, both sides confirmed."),
        "Asset": (44, "Texts move, legal is the climb."),
        "Launch": (14, "The order is clear, the times are not."),
    }
    position, note = places.get(str(item["name"]).split()[0], (3, ""))
    return {"position": position, "note": note}


def lately(item: dict[str, object]) -> bool:
    """The check-ins of the last days: they can be answered for a week."""
    return now() - timedelta(days=6) < item["startsAt"] < now()  # type: ignore[operator]
