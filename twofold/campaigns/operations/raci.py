"""The RACI matrix: who answers for what, who does it, whose word is heard."""

from typing import Literal

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign, RaciRow, Role
from twofold.core.domain import Input, Invalid, Nothing, OperationContext, operation
from twofold.rules.campaign.raci import RaciRow as Rule
from twofold.rules.campaign.raci import raci_problems

Letter = Literal["R", "A", "C", "I"]


class UpdateRaci(Input):
    """The letters of each role in one area, by role id."""

    letters: dict[str, list[Letter]]


@operation("raci.update", needs="campaigns.lead", says="{actor} changed the RACI row “{target}”")
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


@operation("raci.remove", needs="campaigns.lead", says="{actor} removed the RACI row “{target}”")
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
