"""Whose move is next, on each side, and why (S1.71).

Order: what is overdue, then today's, then what the other side waits for, then the rest by date.
`now` is given in the campaign's time zone, so that "today" means its day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from twofold.rules.campaign.move_facts import LeadFact, MoveFacts
from twofold.rules.campaign.sides import SIDES, Names, Side

MoveKind = Literal[
    "contact_lead", "accept_lead", "clear_blocker", "sign", "approve", "answer_check_in",
    "fill_role", "finish_task", "gate",
]  # fmt: skip
Urgency = Literal["overdue", "today", "other_side_waits", "soon", "later"]

URGENCIES: Final[tuple[Urgency, ...]] = ("overdue", "today", "other_side_waits", "soon", "later")
KINDS: Final[tuple[MoveKind, ...]] = (
    "contact_lead", "accept_lead", "clear_blocker", "sign", "approve", "answer_check_in",
    "fill_role", "finish_task", "gate",
)  # fmt: skip
SOON: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Move:
    """Something one side can do now: what, on which row, until when, and why it matters.

    Leads that wait for the same are one move: `count` says how many, and the row is the first of them.
    """

    side: Side
    text: str
    kind: MoveKind
    target_kind: str
    target_id: str
    due: datetime | None
    urgency: Urgency
    reason: str
    count: int = 1
    late_of_several: int = 0
    today_of_several: int = 0

    @property
    def overdue(self) -> int:
        """How many things of it are overdue."""
        return self.late_of_several if self.count > 1 else int(self.urgency == "overdue")

    @property
    def today(self) -> int:
        """How many things of it are due later today."""
        return self.today_of_several if self.count > 1 else int(self.urgency == "today")

    @property
    def order(self) -> tuple[int, float, int, str, str]:
        """What it is sorted by, the most pressing first; of two alike the kind decides, then what it is about."""
        due = self.due.timestamp() if self.due else float("inf")
        return URGENCIES.index(self.urgency), due, KINDS.index(self.kind), self.target_id, self.text


def next_moves(facts: MoveFacts, now: datetime) -> dict[Side, tuple[Move, ...]]:
    """All moves of each side, the most pressing first. A side with an empty list has none."""
    moves = [*_from_people(facts, now), *_from_work(facts, now)]
    covered = {(move.side, move.target_kind, move.target_id) for move in moves}
    moves += [m for m in _from_gate(facts) if (m.side, m.target_kind, m.target_id) not in covered]
    moves.sort(key=lambda move: move.order)
    return {side: tuple(move for move in moves if move.side == side) for side in SIDES}


def urgency_of(due: datetime | None, now: datetime, *, other_waits: bool = False) -> Urgency:
    """How pressing something is that is due then."""
    if due is not None and due <= now:
        return "overdue"
    if due is not None and due.astimezone(now.tzinfo).date() == now.date():
        return "today"
    if other_waits:
        return "other_side_waits"
    return "soon" if due is not None and due - now <= SOON else "later"


def other(side: Side) -> Side:
    """The other company."""
    return "partner" if side == "host" else "host"


def _from_people(facts: MoveFacts, now: datetime) -> list[Move]:
    """What somebody outside the task lists waits for: leads, signatures, approvals, answers."""
    moves = [_from_leads(leads, facts.names, now) for leads in facts.leads]
    for proposal in facts.proposals:
        for side in SIDES:
            if side in proposal.waiting_for:
                signed = other(side) in proposal.signed_by
                reason = (
                    f"{facts.names.begin(other(side))} has signed already."
                    if signed
                    else "Neither side has signed yet."
                )
                urgency = urgency_of(None, now, other_waits=signed)
                text = f"Read and sign {proposal.name}"
                moves.append(Move(side, text, "sign", proposal.kind, proposal.id, None, urgency, reason))
    for approval in facts.approvals:
        text = f"Approve or reject “{approval.title}”"
        reason = "It can't be used until your company approves it."
        urgency = urgency_of(approval.due, now, other_waits=True)
        moves.append(Move(approval.side, text, "approve", "asset", approval.id, approval.due, urgency, reason))
    for check_in in facts.check_ins:
        text, due = f"Answer the {check_in.name}", check_in.starts_at
        reason = "So the meeting can focus on what is stuck."
        urgency = urgency_of(due, now)
        moves.append(Move(check_in.side, text, "answer_check_in", "checkin", check_in.id, due, urgency, reason))
    return moves


def _from_leads(leads: LeadFact, names: Names, now: datetime) -> Move:
    """One move for one lead, and one for two hundred that wait for the same."""
    contact, one = leads.waits_for == "contact", leads.count == 1
    which = f"lead {leads.number}" if one else f"{leads.count} leads"
    text = f"Contact {which}" if contact else f"Accept or return {which}"
    if leads.listed:
        reason = f"{'It was' if one else 'They were'} in your existing pipeline."
    elif leads.due is None:
        reason = f"{names.begin(other(leads.side))} follows up first on {'it' if one else 'them'}."
    elif one:
        reason = "The agreed follow-up time is running."
    else:
        reason = "The agreed follow-up time of the first one is running."
    kind: MoveKind = "contact_lead" if contact else "accept_lead"
    urgency = urgency_of(leads.due, now)
    return Move(
        leads.side, text, kind, "lead", leads.id, leads.due, urgency, reason, leads.count, leads.overdue, leads.today
    )


def _from_work(facts: MoveFacts, now: datetime) -> list[Move]:
    """Blockers to clear, roles to fill, tasks to finish. A blocked task is nobody's move."""
    moves = []
    for blocker in facts.blockers:
        days = (now - blocker.since).days
        age = "today" if days < 1 else "1 day ago" if days == 1 else f"{days} days ago"
        text, reason = f"Resolve the blocker “{blocker.title}”", f"Raised {age}. It holds up the launch."
        urgency = urgency_of(None, now, other_waits=True)
        moves.append(Move(blocker.side, text, "clear_blocker", "blocker", blocker.id, None, urgency, reason))
    for slot in facts.slots:
        if slot.required and not (slot.filled or slot.waived):
            text, reason = f"Name the {slot.title}", "Kickoff needs every role filled."
            moves.append(Move(slot.side, text, "fill_role", "role", slot.id, None, "soon", reason))
    for task in facts.tasks:
        if not task.done and not task.blocked_by:
            urgency = urgency_of(task.due, now)
            reason = f"Owner: {task.owner or 'none'}{'' if task.due else ', no due date'}."
            text = f"{task.title}"
            moves.append(Move(task.side, text, "finish_task", "task", task.id, task.due, urgency, reason))
    return moves


def _from_gate(facts: MoveFacts) -> list[Move]:
    """What the next gate misses and no other move covers; what either can do is on both lists."""
    if facts.gate is None or facts.gate.passes:
        return []
    return [
        Move(side, gap.what, "gate", gap.link_kind, gap.link_id, None, "later",
             f"“{facts.gate_name or facts.gate.key}” waits for it.")
        for gap in facts.gate.missing
        for side in ((gap.who_side,) if gap.who_side else SIDES)
    ]  # fmt: skip
