"""What stands in the form while it is filled in: texts as typed, not yet rules."""

from __future__ import annotations

from dataclasses import dataclass, field

FACTS = (
    ("country", "Country"),
    ("employees", "Number of employees"),
    ("industry", "Industry"),
    ("job_title", "Job title"),
    ("attended", "Attended"),
    ("minutes", "Minutes attended"),
    ("source", "Source"),
    ("medium", "Medium"),
    ("campaign", "Campaign code"),
    ("email_domain", "Domain of the e-mail"),
    ("registered_at", "Time of registration"),
    ("existing_customer_of", "Existing customer of"),
    ("answers", "Answer to the question…"),
)
OPERATORS = (
    ("is", "is"),
    ("is_not", "is not"),
    ("one_of", "is one of"),
    ("contains", "contains"),
    ("over", "is over"),
    ("at_least", "is at least"),
    ("under", "is under"),
    ("at_most", "is at most"),
    ("known", "is known"),
    ("not_known", "is not known"),
)
DESTINATIONS = (
    ("host", "the host"),
    ("partner", "the partner"),
    ("both", "both companies"),
    ("split", "split between the two"),
    ("none", "nobody"),
)
FIRSTS = (("assigned", "whoever it went to"), ("host", "the host"), ("partner", "the partner"))
SHARED = (
    ("all", "Every lead"),
    ("attended", "Who attended"),
    ("minutes", "Who stayed for some minutes"),
    ("custom", "Something else (JSONLogic)"),
)


@dataclass
class ConditionDraft:
    """One line: a fact, a comparison, a value as typed. `key` names the question of an answer."""

    fact: str = "country"
    key: str = ""
    op: str = "is"
    value: str = ""


@dataclass
class RouteDraft:
    """One route. `custom` is JSONLogic that the lines cannot say; then there are no lines."""

    name: str = ""
    match: str = "all"
    conditions: list[ConditionDraft] = field(default_factory=list)
    custom: str = ""
    to: str = "partner"
    host: str = "50"
    first: str = "assigned"
    hours: str = "24"


@dataclass
class Draft:
    """The whole form. `rest` is the last route, which takes every lead that is left.

    `left_out` names sections (`duplicates`, `attribution`) that the document leaves to what the format implies.
    """

    shared: str = "all"
    shared_minutes: str = "30"
    shared_custom: str = ""
    routes: list[RouteDraft] = field(default_factory=list)
    rest: RouteDraft = field(default_factory=lambda: RouteDraft(name="Everyone else", to="split", hours="48"))
    exclude_host: bool = False
    exclude_partner: bool = False
    consent: str = "hold"
    basis: str = ""
    because: str = ""
    model: str = "first_touch"
    window: str = "90"
    dispute_days: str = "14"
    retention_days: str = "365"
    left_out: str = ""
    note: str = ""
