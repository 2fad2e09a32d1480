"""One thing that a gate asks for, and what is missing for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from twofold.rules.campaign.sides import Side

LinkKind = Literal[
    "brief", "role", "raci", "task_list", "task", "campaign", "asset", "lead_share_rules",
    "launch_calendar", "blocker", "launch_decision", "results", "retro",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, which side can supply it (None: either), and where to do so.

    `link_id` is the id of the row of that kind; empty where the campaign itself leads there.
    """

    what: str
    who_side: Side | None
    link_kind: LinkKind
    link_id: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must be true, in words, with what is missing while it is not."""

    key: str
    label: str
    met: bool
    missing: tuple[Missing, ...]


def requirement(key: str, label: str, missing: Iterable[Missing]) -> Requirement:
    """A requirement that is met when nothing is missing."""
    missing = tuple(missing)
    return Requirement(key, label, not missing, missing)
