"""Filling the roles of one's own side, and the RACI matrix: who answers for what, who does it, whose word is heard."""

from typing import Literal

from django.db.models import Q
from pydantic import Field as Declared

from twofold.campaigns.entities.people import ROLES
from twofold.campaigns.models import Campaign, RaciRow, Role
from twofold.core.domain import Conflict, Input, Invalid, Nothing, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.sides import only_ours
from twofold.core.models import Membership
from twofold.rules.campaign.raci import RaciRow as Rule
from twofold.rules.campaign.raci import raci_problems

Letter = Literal["R", "A", "C", "I"]


class AssignRole(Input):
    """Who fills a role, or why your side needs nobody there."""

    person_id: str = Declared("", max_length=21)
    waived_because: str = Declared("", max_length=500)


@operation("role.assign", needs="campaigns.lead", says="{actor} filled the role {target}")
def assign_role(do: OperationContext, role: Role, input: AssignRole) -> Role:
    """Name the person of your own company who has this role, or waive it with a reason (S1.12)."""
    only_ours(do, role)
    if bool(input.person_id) == bool(input.waived_because):
        raise Invalid.field("personId", "Choose a person, or say why your company doesn't need this role.")
    if input.waived_because:
        if not role.waivable:
            raise Conflict(f"A campaign needs its {role.title} on both sides. Choose a person.")
        return do.change(role, person=None, assigned_at=None, waived_because=input.waived_because)
    sees = ~Q(role="guest") | Q(seats__space=role.space_id, seats__ended_at__isnull=True)
    colleagues = Membership.rows.filter(sees, company=do.actor.company, ended_at__isnull=True)
    if not colleagues.filter(person=input.person_id).exists():
        raise Invalid.field("personId", "Choose a colleague who can see this campaign.")
    return do.change(role, person_id=input.person_id, assigned_at=do.now, waived_because="")


@operation("role.clear", needs="campaigns.lead", says="{actor} unassigned the role {target}")
def clear_role(do: OperationContext, role: Role, input: Nothing) -> Role:
    """Empty a role of your side: nobody has it, and it is not waived."""
    only_ours(do, role)
    return do.change(role, person=None, assigned_at=None, waived_because="")


class UpdateRaci(Input):
    """The letters of each role in one area, by role id."""

    letters: dict[str, list[Letter]]


@operation("raci.update", needs="campaigns.lead", says="{actor} changed the RACI row {target}")
def update_raci(do: OperationContext, row: RaciRow, input: UpdateRaci) -> RaciRow:
    """Change one row: exactly one A, at least one R. Errors: Invalid with everything that is wrong."""
    return do.change(row, letters=_letters(row.campaign, row.area, input))


class AddRaciRow(UpdateRaci):
    """A new area."""

    area: str = Declared(min_length=1, max_length=200)


@operation("raci.add", needs="campaigns.lead", says="{actor} added a row to the RACI matrix")
def add_raci_row(do: OperationContext, campaign: Campaign, input: AddRaciRow) -> RaciRow:
    """Add an area with the letters of its roles."""
    letters = _letters(campaign, input.area, input)
    count = RaciRow.of(campaign).count()
    return do.create(RaciRow, campaign.space_id, campaign=campaign, area=input.area, letters=letters, position=count)


@operation("raci.remove", needs="campaigns.lead", says="{actor} removed the RACI row {target}")
def remove_raci_row(do: OperationContext, row: RaciRow, input: Nothing) -> RaciRow:
    """Take an area out of the matrix."""
    do.delete(row)
    return row


def _letters(campaign: Campaign, area: str, input: UpdateRaci) -> dict[str, list[Letter]]:
    """The letters of each role that has any. Errors: Invalid."""
    letters = {role: sorted(set(given)) for role, given in input.letters.items() if given}
    roles = list(Role.of(campaign))
    sides, titles = {role.pk: role.side for role in roles}, {role.pk: role.title for role in roles}
    if not letters.keys() <= sides.keys():
        raise Invalid.field("letters", "Choose roles of this campaign only.")
    rule = Rule("", area, {role: frozenset(given) for role, given in letters.items()})
    wrong = [problem.message for problem in raci_problems([rule], sides, titles) if not problem.warning]
    if wrong:
        told = [f"{message[0].upper()}{message[1:]}." for message in wrong]
        raise Invalid(told[0], [("letters", sentence) for sentence in told])
    return letters


also_many(ROLES, clear="unassigned", assign="filled")
