"""Filling the roles of one's own side."""

from django.db.models import Q
from pydantic import Field as Declared

from twofold.campaigns.entities.people import ROLES
from twofold.campaigns.models import Role
from twofold.core.domain import Conflict, Input, Invalid, Nothing, OperationContext, operation
from twofold.core.entities import also_many
from twofold.core.entities.sides import only_ours
from twofold.core.models import Membership


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


also_many(ROLES, clear="unassigned", assign="filled")
