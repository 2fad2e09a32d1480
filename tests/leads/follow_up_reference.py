"""What becomes of leads, in a few lines that know nothing of the product: where they go, who has the person, which step is next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

NEXT = {
    "routed": {"accepted", "returned"},
    "accepted": {"contacted", "qualified", "converted", "disqualified", "returned"},
    "returned": {"accepted"},
    "contacted": {"qualified", "converted", "disqualified"},
    "qualified": {"converted", "disqualified"},
}
GOES_TO = {"DE": ["partner"], "FR": ["host", "partner"], "AQ": [], "US": ["host"]}
AWAY = {"", "held"}
FURTHEST = ["", "disqualified", "returned", "held", "routed", "accepted", "contacted", "qualified", "converted"]
MAY_NOT = {"host_guest", "partner_guest", "reading_token"}


@dataclass
class Lead:
    """One lead: who brought it in, where it stands with each side, what was done, and when the person said no."""

    id: str
    home: str
    email: str
    status: str
    states: dict[str, str]
    steps: list[tuple[str, str]] = field(default_factory=list)
    said_no: dict[str, list[datetime]] = field(default_factory=lambda: {"host": [], "partner": []})

    @property
    def state(self) -> str:
        """Over both sides: the furthest."""
        return max(self.states.values(), key=FURTHEST.index) or "new"

    @property
    def known_to(self) -> set[str]:
        """The sides that have the person's card."""
        return {side for side, state in self.states.items() if state not in AWAY}

    @property
    def waits_at(self) -> set[str]:
        """The side where the card waits unseen: with who brought the lead in, while somebody's consent is lacking."""
        return {self.home} - self.known_to if "held" in self.states.values() else set()


def may(who: str, side: str | None) -> str:
    """What keeps somebody from all leads, or nothing."""
    if side is None:
        return "NotFound"
    return "Refused" if who in MAY_NOT else ""


def arriving(leads: list[Lead], home: str, email: str, country: str, said_yes: set[str], *, came: bool) -> Lead:
    """A lead as the rules decide it: not shared when the person did not come, a duplicate when they are known."""
    states = {"host": "", "partner": ""}
    if any(one.email == email and one.status in {"routed", "held"} for one in leads):
        return Lead("", home, email, "duplicate" if came else "not_shared", states)
    if not came:
        return Lead("", home, email, "not_shared", states)
    states |= {side: "routed" if side in said_yes else "held" for side in GOES_TO[country]}
    return Lead("", home, email, "held" if "held" in states.values() else "routed", states)


def stepping(lead: Lead, side: str, wanted: str) -> str:
    """What comes of a side's step; the model takes it."""
    now = lead.states[side]
    if not now:
        return "Refused" if any(lead.states.values()) else "Conflict"
    if wanted not in NEXT.get(now, ()):
        return "Conflict"
    lead.states[side] = wanted
    lead.steps.append((side, wanted))
    return "won"


def hearing(lead: Lead, side: str, about: str, answer: str, said: datetime, at: datetime) -> str:
    """What comes of a person's word about one side, written down by another or the same."""
    went = lead.states[about] not in AWAY
    if side != lead.home and not (side == about and went and answer == "no"):
        return "Refused"
    if said > at:
        return "Invalid"
    if answer == "yes":
        if lead.states[about] != "held" or any(one >= said for one in lead.said_no[about]):
            return "Conflict"
        lead.states[about] = "routed"
        lead.status = "held" if "held" in lead.states.values() else "routed"
        return "won"
    lead.said_no[about].append(said)
    if went:
        lead.steps.append((about, "withdrawn"))
    if went and lead.states[about] != "converted":
        lead.states[about] = lead.status = "held"
    return "won"
