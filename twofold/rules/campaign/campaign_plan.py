"""The rows that a new campaign workspace starts with: roles are slots, dates are instants.

Keys are unique within their kind and stable for one template, so that rows can be found again:
a slot is `role@side`, what was made for both sides ends in `@host` or `@partner`.
Times are aware, in the campaign's zone.
"""

from dataclasses import dataclass
from datetime import datetime

from twofold.rules.campaign.sides import Side
from twofold.rules.campaign.template.brief import App, BriefSection, Connection, Pin, RetroPrompt, Step
from twofold.rules.campaign.template.schedule import Channel, CheckInKind, GateKey, Weekday
from twofold.rules.campaign.template.work import AssetKind, LaunchKind


@dataclass(frozen=True, slots=True)
class PlannedSlot:
    """A role of one side, waiting for a person (S1.12)."""

    key: str
    role: str
    title: str
    side: Side
    does: str
    required: bool
    waivable: bool
    runs_campaign: bool


@dataclass(frozen=True, slots=True)
class PlannedRaciRow:
    """One area; the letters hold slot keys."""

    area: str
    accountable: str
    responsible: tuple[str, ...]
    consulted: tuple[str, ...]
    informed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting, from `starts_at` until `ends_at`."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """A weekly check-in with each of its meetings dated."""

    key: str
    name: str
    kind: CheckInKind
    purpose: str
    weekday: Weekday
    minutes: int
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """A gate with the moment it should be reached."""

    key: str
    name: str
    gate: GateKey
    meaning: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task; its side is that of its DRI slot."""

    key: str
    title: str
    dri: str
    side: Side
    due: datetime
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedTaskList:
    """A stage with its tasks in order."""

    key: str
    name: str
    purpose: str
    dri: str
    tasks: tuple[PlannedTask, ...]


@dataclass(frozen=True, slots=True)
class PlannedDot:
    """A dot on the hill, for one task list, at the bottom on the left."""

    task_list: str
    name: str


@dataclass(frozen=True, slots=True)
class PlannedApprovalStep:
    """One yes of the approval policy; `by` holds the slots of which each must say it."""

    key: str
    name: str
    by: tuple[str, ...]
    checks: str


@dataclass(frozen=True, slots=True)
class PlannedAsset:
    """Something to be made by one slot and approved by `due`."""

    key: str
    title: str
    kind: AssetKind
    dri: str
    side: Side
    due: datetime


@dataclass(frozen=True, slots=True)
class PlannedLaunchItem:
    """Something that goes out on one side; `depends_on` and `asset` hold keys of this plan."""

    key: str
    title: str
    kind: LaunchKind
    side: Side
    channel: str
    publish_at: datetime
    depends_on: tuple[str, ...]
    asset: str | None


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """Everything to create for one campaign, in the order of the template."""

    template: str
    type: str
    channel: str
    options: frozenset[str]
    launch_at: datetime
    slots: tuple[PlannedSlot, ...]
    raci: tuple[PlannedRaciRow, ...]
    channels: tuple[Channel, ...]
    check_ins: tuple[PlannedCheckIn, ...]
    milestones: tuple[PlannedMilestone, ...]
    task_lists: tuple[PlannedTaskList, ...]
    hill_name: str
    hill_dots: tuple[PlannedDot, ...]
    approval_steps: tuple[PlannedApprovalStep, ...]
    assets: tuple[PlannedAsset, ...]
    launch_items: tuple[PlannedLaunchItem, ...]
    brief: tuple[BriefSection, ...]
    retro: tuple[RetroPrompt, ...]
    pins: tuple[Pin, ...]
    connections: tuple[Connection, ...]
    apps: tuple[App, ...]
    how_to: tuple[Step, ...]
    moved_to_start: int
    """How many dates lay before `not_before` and were moved up to it (short campaigns)."""
