"""The work of the campaign: task lists, assets, what goes out when, and the hill (S1.27-S1.33)."""

from dataclasses import dataclass
from typing import Annotated, Literal

from twofold.rules.campaign.sides import SideChoice
from twofold.rules.campaign.template.relative_date import RelativeDate
from twofold.rules.campaign.template.role_ref import RoleRef
from twofold.rules.campaign.template.says import Says

AssetKind = Literal["copy", "landing_page", "email", "social", "slides", "design", "document", "video", "legal"]
LaunchKind = Literal[
    "landing_page", "email", "social", "webinar", "webinar_reminder", "blog", "announcement",
    "ebook", "referral_page", "offer", "follow_up",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work with one DRI role, whose side is the task's side (S1.45)."""

    title: Annotated[str, Says("What is to be done, beginning with a verb.")]
    dri: Annotated[RoleRef, Says("The one role that moves it; `@both` makes one task a side.")]
    due: Annotated[RelativeDate, Says("When it is due; without a time of day 17:00.")]
    covers: Annotated[
        tuple[str, ...],
        Says("Checklist items that it stands for, as `checklist.number`, so that they tick too."),
    ] = ()
    when: Annotated[str | None, Says("Only with this option.")] = None
    unless: Annotated[str | None, Says("Left out with this option.")] = None


@dataclass(frozen=True, slots=True)
class TaskList:
    """One stage of the campaign."""

    key: Annotated[str, Says("Names the list.", key=True)]
    name: Annotated[str, Says("What it is called on pages.")]
    purpose: Annotated[str, Says("What is settled when the list is done.")]
    dri: Annotated[RoleRef, Says("The one role that answers for the whole list.")]
    tasks: Annotated[tuple[Task, ...], Says("Its tasks in working order.", at_least=1)]


@dataclass(frozen=True, slots=True)
class HillChart:
    """Where each stream of work stands: uphill is still being figured out, downhill is known."""

    name: Annotated[str, Says("What the chart is called.")]
    dots: Annotated[tuple[str, ...], Says("The task lists that have a dot.", at_least=1)]


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that both companies must approve before it is used."""

    key: Annotated[str, Says("What launch items call it.", key=True)]
    title: Annotated[str, Says("What it is called on pages.")]
    kind: Annotated[AssetKind, Says("What sort of thing it is.")]
    dri: Annotated[RoleRef, Says("The one role that makes it, and so the side.")]
    due: Annotated[RelativeDate, Says("When it must be approved; without a time 17:00.")]
    when: Annotated[str | None, Says("Only with this option.")] = None
    unless: Annotated[str | None, Says("Left out with this option.")] = None


@dataclass(frozen=True, slots=True)
class LaunchItem:
    """Something that becomes public on one side at one time, in an order both know (S1.48)."""

    key: Annotated[str, Says("What other items call it.", key=True)]
    title: Annotated[str, Says("What goes out.")]
    kind: Annotated[LaunchKind, Says("What sort of publication it is.")]
    side: Annotated[SideChoice, Says("Who publishes; `both` makes one item for each side.")]
    channel: Annotated[str, Says("Where it is published, such as a website or a mailing list.")]
    at: Annotated[RelativeDate, Says("When; without a time of day at the launch hour.")]
    depends_on: Annotated[tuple[str, ...], Says("Items that must be out before, on whichever side.")] = ()
    asset: Annotated[str | None, Says("The asset that is published.")] = None
    when: Annotated[str | None, Says("Only with this option.")] = None
    unless: Annotated[str | None, Says("Left out with this option.")] = None
