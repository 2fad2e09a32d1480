"""What waits for somebody in a campaign, gathered for the question whose move it is (S1.71)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from twofold.rules.campaign.facts import BlockerFact, SlotFact
from twofold.rules.campaign.gates import Gate
from twofold.rules.campaign.sides import UNNAMED, Names, Side

ProposalKind = Literal["lead_share_rules", "launch_calendar", "agreement", "launch_decision"]


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task; its DRI's side has the move. `blocked_by` is the title of an open blocker, if any; `owner` its role."""

    id: str
    title: str
    side: Side
    due: datetime | None = None
    done: bool = False
    blocked_by: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """A version that waits for signatures. `name` such as "the launch calendar, version 2"."""

    id: str
    kind: ProposalKind
    name: str
    waiting_for: frozenset[Side]
    signed_by: frozenset[Side] = frozenset()


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """An asset version that waits for a side's yes; `id` is that of the asset."""

    id: str
    title: str
    side: Side
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckInFact:
    """A check-in that a side has not answered yet."""

    id: str
    name: str
    side: Side
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class LeadFact:
    """Leads that a side has to accept, or accepted and has to contact: the first of them, due at `due`, and how many.

    `overdue` and `today` say how many of several are due by now, and later today. `due` is None where nobody's
    clock runs, as the first stood on the side's own list of existing pipeline (`listed`), or the other side's does.
    """

    id: str
    number: int
    side: Side
    waits_for: Literal["acceptance", "contact"]
    due: datetime | None
    count: int = 1
    overdue: int = 0
    today: int = 0
    listed: bool = False


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """Everything that may be somebody's next move. `gate` is the first one not passed."""

    tasks: tuple[TaskFact, ...] = ()
    slots: tuple[SlotFact, ...] = ()
    proposals: tuple[ProposalFact, ...] = ()
    approvals: tuple[ApprovalFact, ...] = ()
    check_ins: tuple[CheckInFact, ...] = ()
    leads: tuple[LeadFact, ...] = ()
    blockers: tuple[BlockerFact, ...] = ()
    gate: Gate | None = None
    gate_name: str = ""
    names: Names = UNNAMED
