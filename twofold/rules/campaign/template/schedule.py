"""Where people talk, when they meet, and the gates the campaign passes (S1.15-S1.26)."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Final, Literal

from twofold.rules.campaign.template.relative_date import RelativeDate
from twofold.rules.campaign.template.says import Says

Posts = Literal["free", "decisions"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CheckInKind = Literal["progress", "go_no_go"]
GateKey = Literal["kickoff_complete", "assets_approved", "launch_go_live", "retro_complete"]

WEEKDAYS: Final[tuple[Weekday, ...]] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
GATES: Final[tuple[GateKey, ...]] = (
    "kickoff_complete", "assets_approved", "launch_go_live", "retro_complete",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Channel:
    """A place to talk, with one purpose."""

    key: Annotated[str, Says("Names the channel inside the template.", key=True)]
    name: Annotated[str, Says("Its name with the `#`.")]
    purpose: Annotated[str, Says("What belongs here, shown above the conversation.")]
    posts: Annotated[
        Posts,
        Says("`free` takes any message, `decisions` only approvals, scope changes, launch calls."),
    ] = "free"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A weekly meeting. A small campaign shortens it; nothing removes it (S1.65)."""

    key: Annotated[str, Says("Names the check-in.", key=True)]
    name: Annotated[str, Says("What it is called on pages and in calendars.")]
    kind: Annotated[
        CheckInKind,
        Says("`progress` asks for progress and blockers, `go_no_go` for readiness as well."),
    ]
    weekday: Annotated[Weekday, Says("The day of the week.")]
    at: Annotated[time, Says("Time of day in the campaign's time zone.")]
    minutes: Annotated[int, Says("How long it takes.", at_least=5, at_most=240)]
    shorter_minutes: Annotated[int, Says("How long it takes in a small campaign.", at_least=5, at_most=240)]
    purpose: Annotated[str, Says("What everybody should know when they leave.")]
    starts: Annotated[RelativeDate, Says("The first day on which it may fall.")]
    ends: Annotated[RelativeDate, Says("The last day on which it may fall.")]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A gate that both companies see; the facts behind it are checked, it is never just ticked."""

    key: Annotated[str, Says("Names the milestone.", key=True)]
    name: Annotated[str, Says("What it is called on pages.")]
    gate: Annotated[GateKey, Says("Which of the four gates it is; all four, in this order.")]
    meaning: Annotated[str, Says("What is true once it is reached.")]
    at: Annotated[RelativeDate, Says("When it should be reached.")]
