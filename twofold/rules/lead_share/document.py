"""The lead-share rules that two companies sign: read, checked whole, and given types.

Source: lead-share format version 1, "The document"; requirements S1.67, S1.76.
"""

from dataclasses import dataclass
from typing import Any

from twofold.rules.canonical import canonical_hash
from twofold.rules.lead_share.check_condition import check_condition
from twofold.rules.lead_share.condition import Condition, names_read
from twofold.rules.lead_share.findings import Findings, RulesInvalidError
from twofold.rules.lead_share.routes import Route, read_routes
from twofold.rules.lead_share.sections import Attribution, Basis, Sections
from twofold.rules.strict_json import NotStrictJsonError, plain, read_strict

SCHEMA = "lead-share/1"


@dataclass(frozen=True, slots=True)
class RulesDocument:
    """Rules that are valid; `source` is the JSON as given, defaults not filled in."""

    source: dict[str, Any]
    hash: str
    shared_when: Condition
    routes: tuple[Route, ...]
    exclusions: frozenset[str]
    basis: Basis | None
    attribution: Attribution
    dispute_days: int
    retention_days: int

    @property
    def facts_read(self) -> tuple[str, ...]:
        """The names of all facts that the conditions can read, in alphabetical order."""
        names = names_read(self.shared_when)
        for route in self.routes:
            names |= names_read(route.when)
        return tuple(sorted(names))


def read_rules(given: bytes | str | dict[str, Any]) -> RulesDocument:
    """Read rules from JSON text, UTF-8 bytes or a parsed object.

    Raises RulesInvalidError with everything that is wrong: `errors` is a list of
    `{"field": JSONPath, "message": sentence}`.
    """
    try:
        source = read_strict(given) if isinstance(given, bytes | str) else plain(given)
    except NotStrictJsonError as wrong:
        raise RulesInvalidError(wrong.problems) from None
    findings = Findings()
    document = _document(source, findings)
    if findings.problems or document is None:
        raise RulesInvalidError(findings.problems)
    return document


def _document(source: Any, findings: Findings) -> RulesDocument | None:
    needed = "schema sharedLead routes consent disputes retention"
    top = findings.members(source, (), needed, "duplicates exclusions attribution")
    if top is None:
        return None
    if "schema" in top and top["schema"] != SCHEMA:
        findings.add(("schema",), f"schema must be {SCHEMA}.")
    shared: Condition | None = None
    if "sharedLead" in top:
        section = findings.members(top["sharedLead"], ("sharedLead",), "when")
        if section is not None and "when" in section:
            shared = check_condition(section["when"], ("sharedLead", "when"), findings)
    routes = read_routes(top["routes"], findings) if "routes" in top else ()
    sections = Sections(top, findings)
    sections.duplicates()
    exclusions = sections.exclusions()
    basis = sections.basis()
    attribution = sections.attribution()
    dispute_days = sections.days("disputes", "withinDays")
    retention_days = sections.days("retention", "days")
    if findings.problems or shared is None:
        return None
    return RulesDocument(
        top, canonical_hash(top), shared, routes, exclusions, basis, attribution, dispute_days, retention_days
    )
