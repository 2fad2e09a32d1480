"""Roles of both companies, who may decide what, and who approves (requirements S1.12-S1.14)."""

from dataclasses import dataclass
from typing import Annotated

from twofold.rules.campaign.sides import SideChoice
from twofold.rules.campaign.template.role_ref import RoleRef
from twofold.rules.campaign.template.says import Says


@dataclass(frozen=True, slots=True)
class Role:
    """A slot that a company fills with a person; it outlives the person."""

    key: Annotated[str, Says("What tasks, RACI rows and assets call the role.", key=True)]
    title: Annotated[str, Says("What the role is called on pages.")]
    side: Annotated[SideChoice, Says("Whose role it is; `both` makes one slot for each side.")]
    does: Annotated[str, Says("What the person in this role is counted on for.")]
    required: Annotated[bool, Says("Whether the kickoff waits until the slot is filled or waived.")] = True
    waivable: Annotated[bool, Says("Whether a side may say, with a reason, that it needs nobody here.")] = True
    when: Annotated[str | None, Says("Only with this option.")] = None


@dataclass(frozen=True, slots=True)
class RaciRow:
    """One area of the campaign and who has which part in it (S1.7, S1.37).

    `accountable` is one role on one side; the others may say `@both`. Each side has a letter.
    """

    area: Annotated[str, Says("What is decided or done.")]
    accountable: Annotated[RoleRef, Says("The one role that answers for it (A).")]
    responsible: Annotated[tuple[RoleRef, ...], Says("Who does the work (R).", at_least=1)]
    consulted: Annotated[tuple[RoleRef, ...], Says("Whose word is heard before (C).")] = ()
    informed: Annotated[tuple[RoleRef, ...], Says("Who hears of it afterwards (I).")] = ()
    when: Annotated[str | None, Says("Only with this option.")] = None


@dataclass(frozen=True, slots=True)
class ApprovalStep:
    """A yes that every asset version needs before it counts as approved (S1.70, S1.75)."""

    key: Annotated[str, Says("Names the step.", key=True)]
    name: Annotated[str, Says("What the step is called on pages.")]
    by: Annotated[RoleRef, Says("The role that says yes; `@both` asks one of each side.")]
    checks: Annotated[str, Says("What to look at before saying yes.")]
    when: Annotated[str | None, Says("Only with this option.")] = None
