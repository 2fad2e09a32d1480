"""A campaign in three lines: what is done, what is blocked, who has the next move (S1.71)."""

from dataclasses import dataclass
from datetime import datetime

from twofold.rules.campaign.move_facts import MoveFacts
from twofold.rules.campaign.next_move import Move, next_moves
from twofold.rules.campaign.sides import SIDES, Names, Side


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts to click on, the first move of each side (None: it waits), and the sentences."""

    done: int
    total: int
    blocked: int
    overdue: dict[Side, int]
    next: dict[Side, Move | None]
    done_says: str
    blocked_says: str
    next_says: dict[Side, str]


def summary(facts: MoveFacts, now: datetime) -> Summary:
    """The campaign as it stands at `now`, in the campaign's time zone."""
    moves = next_moves(facts, now)
    done = sum(task.done for task in facts.tasks)
    stuck = [task for task in facts.tasks if task.blocked_by and not task.done]
    first: dict[Side, Move | None] = {side: next(iter(moves[side]), None) for side in SIDES}
    return Summary(
        done=done,
        total=len(facts.tasks),
        blocked=len(facts.blockers),
        overdue={side: sum(move.overdue for move in moves[side]) for side in SIDES},
        next=first,
        done_says=_done(done, len(facts.tasks)),
        blocked_says=_blocked(facts, len(stuck)),
        next_says={side: _next(facts.names, side, first[side]) for side in SIDES},
    )


def _done(done: int, total: int) -> str:
    if not total:
        return "There are no tasks yet."
    return "All tasks are done." if done == total else f"{done} of {total} tasks are done."


def _blocked(facts: MoveFacts, stuck: int) -> str:
    if not facts.blockers:
        return "Nothing is blocked."
    oldest = min(facts.blockers, key=lambda blocker: blocker.since)
    says = f"Blocked by “{oldest.title}”, which {facts.names.of(oldest.side)} can clear"
    more = len(facts.blockers) - 1
    says += f", and {more} more" if more else ""
    if not stuck:
        return f"{says}."
    return f"{says}; {stuck} task{' waits' if stuck == 1 else 's wait'} for it."


def _next(names: Names, side: Side, move: Move | None) -> str:
    if move is None:
        return f"{names.begin(side)} has nothing to do right now."
    return f"Next for {names.of(side)}: {move.text}"
