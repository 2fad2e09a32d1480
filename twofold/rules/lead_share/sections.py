"""The sections of the rules that are no conditions: duplicates, exclusions, consent and terms."""

from dataclasses import dataclass
from typing import Any

from twofold.rules.lead_share.findings import Findings
from twofold.rules.sides import SIDES

MODELS = ("first_touch", "last_touch", "linear", "sourced_only")


@dataclass(frozen=True, slots=True)
class Basis:
    """Another legal basis than consent for a recipient whom the lead did not name."""

    basis: str
    because: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a later sale is credited, and for how many days after the touch."""

    model: str
    window_days: int


class Sections:
    """Reads the sections of one document; problems are noted, stand-ins returned."""

    def __init__(self, top: dict[str, Any], findings: Findings) -> None:
        self.top = top
        self.findings = findings

    def duplicates(self) -> None:
        """Check `duplicates`: there is one way so far, also when absent."""
        section = self._section("duplicates", "key keep")
        for name, only in (("key", "email"), ("keep", "first")):
            if name in section:
                self.findings.one_of(section, name, ("duplicates",), (only,))

    def exclusions(self) -> frozenset[str]:
        """Return the sides that keep a list of their existing pipeline."""
        section = self._section("exclusions", "", "host partner")
        if section == {} and self.top.get("exclusions") == {}:
            self.findings.add(("exclusions",), "exclusions must name host, partner or both; leave it out for none.")
        for side in SIDES:
            if side in section:
                self.findings.one_of(section, side, ("exclusions",), ("existing_pipeline",))
        return frozenset(side for side in SIDES if side in section)

    def basis(self) -> Basis | None:
        """Return the basis of `consent.unnamedRecipient`; None where such a lead is held."""
        section = self._section("consent", "purpose unnamedRecipient")
        if "purpose" in section:
            self.findings.one_of(section, "purpose", ("consent",), ("follow_up",))
        given = section.get("unnamedRecipient", "hold")
        if given == "hold":
            return None
        path = ("consent", "unnamedRecipient")
        if not isinstance(given, dict):
            self.findings.add(path, "unnamedRecipient must be hold, or an object with basis and because.")
            return None
        self.findings.members(given, path, "basis because")
        for name in ("basis", "because"):
            text = given.get(name, "-")
            if not isinstance(text, str) or not text.strip():
                self.findings.add((*path, name), f"{name} must be a text that is not empty.")
        return Basis(str(given.get("basis")), str(given.get("because")))

    def attribution(self) -> Attribution:
        """Return how sales are credited; first touch within 90 days when the section is absent."""
        if "attribution" not in self.top:
            return Attribution("first_touch", 90)
        section = self._section("attribution", "model windowDays")
        model = self.findings.one_of(section, "model", ("attribution",), MODELS)
        return Attribution(model, self.findings.whole(section, "windowDays", ("attribution",), 1))

    def days(self, section: str, name: str) -> int:
        """Return the days that `disputes` or `retention` give."""
        return self.findings.whole(self._section(section, name), name, (section,), 1)

    def _section(self, name: str, needed: str, also: str = "") -> dict[str, Any]:
        if name not in self.top:
            return {}
        return self.findings.members(self.top[name], (name,), needed, also) or {}
