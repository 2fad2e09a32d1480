"""What lies ready in the workspace: brief, retro, pins, apps and connections (S1.34-S1.41)."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from twofold.rules.campaign.template.says import Says

PinKind = Literal["brief", "raci", "lead_share_rules", "launch_calendar", "approval_folder"]
Service = Literal["slack", "google_drive", "hubspot"]
RetroKind = Literal["worked", "did_not", "partner_feedback", "action"]

PIN_KINDS: Final[tuple[PinKind, ...]] = (
    "brief", "raci", "lead_share_rules", "launch_calendar", "approval_folder",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BriefSection:
    """One section of the campaign brief; the kickoff waits until the required ones are written."""

    key: Annotated[str, Says("Names the section.", key=True)]
    title: Annotated[str, Says("Its heading.")]
    prompt: Annotated[str, Says("The question the section answers.")]
    required: Annotated[bool, Says("Whether the kickoff waits for it.")] = True


@dataclass(frozen=True, slots=True)
class RetroPrompt:
    """A question of the retro, asked of each side."""

    kind: Annotated[RetroKind, Says("What sort of note the answer becomes.")]
    asks: Annotated[str, Says("The question.")]


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinned resource; it opens the live thing, not a file."""

    name: Annotated[str, Says("What it is called on pages.")]
    shows: Annotated[PinKind, Says("The living thing it opens; each of the five once.")]


@dataclass(frozen=True, slots=True)
class App:
    """A tool the team opens most often."""

    name: Annotated[str, Says("What it is called on pages.")]
    purpose: Annotated[str, Says("What the team does with it.")]
    url: Annotated[str | None, Says("Where it opens, if it is the same for everybody.")] = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A service outside that the workspace can be connected to; none is needed."""

    service: Annotated[Service, Says("Which service.")]
    purpose: Annotated[str, Says("What it is used for in this campaign.")]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the short guide on a new workspace's first page."""

    title: Annotated[str, Says("What to do.")]
    text: Annotated[str, Says("How, in a sentence or two.")]
