"""How far following up a lead is: for whoever looks, their own side's part, the other's, and what they can do next."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import BooleanField, Case, F, Q, Value, When

from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Choice, Field, InSql, Moves, choices
from twofold.leads.queries.summary import OWES
from twofold.rules.lead_share.steps import STEPS
from twofold.rules.money import CURRENCIES
from twofold.rules.sides import SIDES

STATES = choices(
    {
        "new": "New", "held": "On hold", "routed": "Routed", "accepted": "Accepted", "contacted": "Contacted",
        "qualified": "Qualified", "converted": "Converted", "returned": "Returned", "disqualified": "Disqualified",
    },
    {
        "new": "info", "held": "warn", "routed": "info", "accepted": "good", "contacted": "busy", "converted": "good",
        "returned": "bad",
    },
)  # fmt: skip
OF_SIDE = tuple(each for each in STATES if each.value != "new")
"""What a lead is for one side."""
VERBS = {
    "accept": "accepted",
    "return": "returned",
    "contact": "contacted",
    "qualify": "qualified",
    "convert": "converted",
    "disqualify": "disqualified",
}
"""Each step with the state it leads to."""
REASON = Field("reason", "text", required=True, most=1000, help="Your partner sees it.")
DEAL = (
    Field("dealValue", "number", label="Deal value", required=True, least=0),
    Field("currency", choices=tuple(Choice(code, code) for code in sorted(CURRENCIES)), required=True, default="EUR"),
)
ASKS: dict[str, tuple[Field, ...]] = {"return": (REASON,), "disqualify": (REASON,), "convert": DEAL}
"""What a step needs beside the lead."""


def _asked_for(item: Mapping[str, Any], to: str) -> tuple[str, ...]:
    return tuple(field.name for verb, state in VERBS.items() if state == to for field in ASKS.get(verb, ()))


MOVES = Moves(
    field="myState",
    steps={each.value: STEPS[each.value] for each in OF_SIDE},
    verbs={state: verb for verb, state in VERBS.items()},
    asks=_asked_for,
    answers=(REASON, *DEAL),
)
"""Of the acting company's side: the other one's is not to be moved."""


def can(verb: str, item: Mapping[str, Any]) -> bool:
    """Whether this is what the acting company can do with the lead next."""
    return VERBS[verb] in STEPS.get(item["myState"] or "", ())


def their_state(item: Mapping[str, Any], actor: Actor) -> str | None:
    """How far the other side is; None where the lead did not go there."""
    other = next((side for side in SIDES if side != item["mySide"]), "") if item["mySide"] else ""
    return item[f"{other}State"] if other else None


def overdue(item: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the first follow-up was due before now, and the side it is asked of has not contacted the person."""
    return bool(item["first"] and item["due"] and item["due"] < now()) and item[f"{item['first']}State"] in OWES


def _state_of(own: bool) -> Callable[[Actor], Any]:  # noqa: FBT001 - one of two
    """The column of the own or the other side, which differs from campaign to campaign."""

    def expression(actor: Actor) -> Any:
        hosting = [space for space, side in actor.sides().items() if (side == "host") == own]
        return Case(When(space_id__in=hosting, then=F("host_state")), default=F("partner_state"))

    return expression


def _overdue(actor: Actor) -> Any:
    owed = Q(first="host", host_state__in=OWES) | Q(first="partner", partner_state__in=OWES)
    late = When(owed, due__lt=now(), then=Value(True))
    return Case(late, default=Value(False), output_field=BooleanField())


_COLUMNS = ("space_id", "host_state", "partner_state")
OWN, OTHER = InSql(_state_of(own=True), _COLUMNS), InSql(_state_of(own=False), _COLUMNS)
OVERDUE = InSql(_overdue, ("due", "first", "host_state", "partner_state"), timed=True)
