"""What the rules need to know of a campaign, gathered by whoever can read it.

Ids are those of the rows, so that every answer can link to the thing it is about.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from twofold.rules.campaign.raci import RaciRow
from twofold.rules.campaign.sides import SIDES, UNNAMED, Names, Side


@dataclass(frozen=True, slots=True)
class SlotFact:
    """A role slot: filled with a person, waived with a reason, or still open."""

    id: str
    title: str
    side: Side
    required: bool = True
    filled: bool = False
    waived: bool = False


@dataclass(frozen=True, slots=True)
class BriefFact:
    """A section of the brief."""

    id: str
    title: str
    written: bool
    required: bool = True


@dataclass(frozen=True, slots=True)
class WorkFact:
    """A task list or a task, and the slot that is its DRI, if it has one."""

    id: str
    title: str
    kind: Literal["task_list", "task"]
    dri: str | None


@dataclass(frozen=True, slots=True)
class WaitingApproval:
    """A yes that an asset's current version still needs."""

    step: str
    side: Side


@dataclass(frozen=True, slots=True)
class AssetFact:
    """An asset; `approved` means that a version has every yes its policy asks for."""

    id: str
    title: str
    side: Side
    approved: bool
    has_version: bool = True
    waiting_for: tuple[WaitingApproval, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """The version of a document that counts: None where nothing was proposed yet.

    Where a version in force exists, that is the one; otherwise the newest proposal.
    """

    version_id: str | None = None
    signed_by: frozenset[Side] = frozenset()

    @property
    def in_force(self) -> bool:
        """Whether both sides signed this version."""
        return self.version_id is not None and self.signed_by >= set(SIDES)


@dataclass(frozen=True, slots=True)
class BlockerFact:
    """Something in the way; `side` is the side that has to clear it (S1.74)."""

    id: str
    title: str
    side: Side
    since: datetime


@dataclass(frozen=True, slots=True)
class LaunchDecision:
    """The go or no-go. An override names its reason, and the leads who stand behind it."""

    decision: Literal["go", "no_go"]
    override_because: str = ""
    leads: frozenset[Side] = frozenset()

    @property
    def overrides(self) -> bool:
        """Whether it lets the launch pass what is missing: both leads agree and say why."""
        return self.decision == "go" and bool(self.override_because.strip()) and self.leads >= set(SIDES)


@dataclass(frozen=True, slots=True)
class ActionItem:
    """An action item of the retro; it is settled once it is carried over or dropped (S1.78)."""

    id: str
    title: str
    side: Side
    outcome: Literal["open", "carried", "dropped"] = "open"


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """Everything the four gates look at."""

    brief: tuple[BriefFact, ...] = ()
    slots: tuple[SlotFact, ...] = ()
    raci: tuple[RaciRow, ...] = ()
    work: tuple[WorkFact, ...] = ()
    kickoff_confirmed_by: frozenset[Side] = frozenset()
    assets: tuple[AssetFact, ...] = ()
    lead_share_rules: SignatureFact = SignatureFact()
    launch_calendar: SignatureFact = SignatureFact()
    blockers: tuple[BlockerFact, ...] = ()
    decision: LaunchDecision | None = None
    results_entered_by: frozenset[Side] = frozenset()
    lessons_by: frozenset[Side] = frozenset()
    actions: tuple[ActionItem, ...] = ()
    names: Names = UNNAMED
