"""Deciding where a lead goes: pure, one lead at a time, the state given and never changed.

Source: lead-share format version 1, "From leads to verdicts"; requirements S1.67, S1.76.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache

from twofold.rules.lead_share.compile import compile_condition
from twofold.rules.lead_share.document import RulesDocument
from twofold.rules.lead_share.facts import BadRow, Facts, input_hash
from twofold.rules.lead_share.phrases import phrase_of
from twofold.rules.lead_share.routes import Route, Split
from twofold.rules.lead_share.sentences import (
    because_listed,
    because_routed,
    sentence_bad_row,
    sentence_duplicate,
    sentence_goes,
    sentence_not_shared,
)
from twofold.rules.lead_share.times import hours_later
from twofold.rules.lead_share.verdict import UNKNOWN, Consent, Outcome, Verdict
from twofold.rules.sides import RECEIVERS, SIDES

_NO_COUNTERS: Mapping[str, int] = {}
_due = lru_cache(maxsize=1024)(hours_later)


class Router:
    """The rules of one document, compiled once and used for any number of leads."""

    def __init__(self, document: RulesDocument) -> None:
        self.document = document
        self.rules_hash = document.hash
        self.is_shared = compile_condition(document.shared_when)
        self._tests = tuple(compile_condition(route.when) for route in document.routes)
        self._why_shared = phrase_of(document.shared_when)
        self._whys = tuple(phrase_of(route.when) for route in document.routes)
        self._enough = ("yes", "unknown") if document.basis else ("yes",)

    def choose(self, facts: Facts) -> int:
        """Return the place of the first route whose `when` is true; the last one always is."""
        for place, test in enumerate(self._tests):
            if test(facts):
                return place
        raise AssertionError("the last route takes every lead")

    def decide(
        self,
        lead: str,
        facts: Facts | BadRow,
        *,
        consent: Consent,
        at: datetime,
        duplicate_of: str | None = None,
        listed: Collection[str] = (),
        counters: Mapping[str, int] = _NO_COUNTERS,
    ) -> Verdict:
        """Decide about one lead at a time `at` (aware).

        `duplicate_of` is the lead that the same person had first among shared leads; `listed`
        the sides whose list the person is on; `counters` how many leads each split, by the
        name of its route, has dealt so far. A list that the rules don't have raises ValueError.
        """
        if isinstance(facts, BadRow):
            return self._stopped(lead, "bad_row", UNKNOWN, sentence_bad_row(facts.reason), None)
        found = self.outcome(facts, consent=consent, duplicate_of=duplicate_of, listed=listed, counters=counters)
        hashed = input_hash(facts)
        if found.status == "not_shared":
            why = sentence_not_shared(self._why_shared(facts))
            return self._stopped(lead, "not_shared", consent, why, hashed)
        if found.status == "duplicate" and duplicate_of is not None:
            why = sentence_duplicate(duplicate_of)
            return self._stopped(lead, "duplicate", consent, why, hashed, of=duplicate_of)
        return self._shared(lead, facts, consent, at, found, tuple(side for side in SIDES if side in listed), hashed)

    def outcome(
        self,
        facts: Facts,
        *,
        consent: Consent,
        duplicate_of: str | None = None,
        listed: Collection[str] = (),
        counters: Mapping[str, int] = _NO_COUNTERS,
    ) -> Outcome:
        """What `decide` decides about a lead that can be read, without its reasons: for counting many leads."""
        if not self.is_shared(facts):
            return Outcome("not_shared")
        if duplicate_of is not None:
            return Outcome("duplicate")
        if listed:
            return self.sent(self.side_listing(listed), consent)
        place = self.choose(facts)
        route = self.document.routes[place]
        if not isinstance(route.to, Split):
            return self.sent(route.to, consent, place)
        counter = counters.get(route.name, 0) + 1
        return self.sent(route.to.side_of(counter), consent, place, counter)

    def side_listing(self, listed: Collection[str]) -> str:
        """Where a lead goes that is on the lists of these sides. A list that the rules don't have raises ValueError."""
        if not self.document.exclusions.issuperset(listed):
            raise ValueError("These rules have no list of existing pipeline for that side.")
        return "both" if all(side in listed for side in SIDES) else "host" if "host" in listed else "partner"

    def sent(self, to: str, consent: Consent, place: int | None = None, counter: int | None = None) -> Outcome:
        """The outcome for a shared lead: sent, or held for the sides that would receive its card without consent."""
        held = tuple(side for side in RECEIVERS[to] if consent.of(side) not in self._enough)
        name = None if place is None else self.document.routes[place].name
        return Outcome("held" if held else "routed", to, place, name, counter, held)

    def _stopped(
        self, lead: str, status: str, consent: Consent, why: str, hashed: str | None, of: str | None = None
    ) -> Verdict:
        return Verdict(lead, status, "none", None, None, None, consent, [], why, self.rules_hash, hashed, of=of)

    def _shared(
        self,
        lead: str,
        facts: Facts,
        consent: Consent,
        at: datetime,
        found: Outcome,
        listed: tuple[str, ...],
        hashed: str,
    ) -> Verdict:
        """The verdict on a lead that goes somewhere: each route that was tried or list that was asked, and why."""
        status, to, place, name, counter, held = found
        if place is None:
            because, follow_up = because_listed(listed), None
            reason = " and ".join(str(one["why"]) for one in because)
        else:
            route = self.document.routes[place]
            because = [
                {"route": tried.name, "matched": number == place, "why": self._whys[number](facts)}
                for number, tried in enumerate(self.document.routes[: place + 1])
            ]
            follow_up = _follow_up(route, to, at)
            reason = because_routed(route, str(because[place]["why"]), counter)
        why = sentence_goes(to, held, reason)
        return Verdict(
            lead, status, to, name, counter, follow_up, consent, because, why, self.rules_hash, hashed, held=held
        )


def _follow_up(route: Route, to: str, at: datetime) -> dict[str, str] | None:
    if route.follow_up is None or to == "none":
        return None
    first = to if route.follow_up.first == "assigned" else route.follow_up.first
    return {"first": first, "due": _due(at, route.follow_up.within_hours)}
