"""Leads in order of arrival: who was known before, what each split has dealt, who is listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from twofold.rules.lead_share.address import address_key, domain_label
from twofold.rules.lead_share.facts import BadRow, Person
from twofold.rules.lead_share.normal_text import trimmed
from twofold.rules.lead_share.router import Router
from twofold.rules.lead_share.verdict import SHARED, Consent, Verdict


class Arrival(NamedTuple):
    """One lead as it came: its name in verdicts, what could be read, what the person allowed."""

    lead: str
    person: Person | BadRow
    consent: Consent


@dataclass(slots=True)
class RoutingState:
    """What earlier leads leave behind: places dealt by route name, lead by person's key."""

    counters: dict[str, int] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def learn(self, verdict: Verdict, key: str | None) -> None:
        """Take up one verdict: its place in the split, and its person if the lead is shared."""
        if verdict.status not in SHARED:
            return
        if verdict.route is not None and verdict.counter is not None:
            self.counters[verdict.route] = verdict.counter
        if key is not None:
            self.known.setdefault(key, verdict.lead)


class BadListEntryError(ValueError):
    """A line of an exclusion list is neither an e-mail address nor a domain."""


@dataclass(frozen=True, slots=True)
class ExclusionLists:
    """The lists of existing pipeline: keys of persons and domains, by side."""

    host: frozenset[str] = frozenset()
    partner: frozenset[str] = frozenset()

    def listing(self, person: Person) -> tuple[str, ...]:
        """Return the sides whose list the person or exactly the domain is on, host first."""
        domain = person.facts["email_domain"]
        sides = []
        if self.host and (person.key in self.host or domain in self.host):
            sides.append("host")
        if self.partner and (person.key in self.partner or domain in self.partner):
            sides.append("partner")
        return tuple(sides)


def read_list(lines: Iterable[str]) -> frozenset[str]:
    """Read an exclusion list, one e-mail address or domain a line; raises BadListEntryError."""
    entries: set[str] = set()
    for number, line in enumerate(lines, 1):
        text = trimmed(line)
        if not text:
            continue
        address = address_key(text) if "@" in text else None
        entry = address[0] if address else None if "@" in text else domain_label(text)
        if entry is None:
            raise BadListEntryError(f"Line {number} is neither an e-mail address nor a domain.")
        entries.add(entry)
    return frozenset(entries)


def route_all(
    router: Router,
    arrivals: Iterable[Arrival],
    state: RoutingState,
    *,
    at: datetime,
    lists: ExclusionLists = ExclusionLists(),
) -> Iterator[Verdict]:
    """Decide about many leads in their order, one after the other; `state` learns each."""
    for arrival in arrivals:
        person = arrival.person
        if isinstance(person, BadRow):
            yield router.decide(arrival.lead, person, consent=arrival.consent, at=at)
            continue
        verdict = router.decide(
            arrival.lead,
            person.facts,
            consent=arrival.consent,
            at=at,
            duplicate_of=state.known.get(person.key),
            listed=lists.listing(person),
            counters=state.counters,
        )
        state.learn(verdict, person.key)
        yield verdict
