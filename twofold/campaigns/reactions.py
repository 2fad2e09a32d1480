"""What happens to campaigns because something happened below."""

from twofold.core.domain import Event, OperationContext, on

from .models import Role


@on("person.removed")
def leave_roles(do: OperationContext, event: Event) -> None:
    """Who leaves a company has no role for it any more; whom to name instead is that side's next move.

    Archived campaigns go on saying who did what.
    """
    sides = do.actor.sides()
    theirs = Role.rows.within(*sides).filter(person_id=event.details["person_id"])
    for role in theirs.exclude(campaign__status="archived"):
        if role.side == sides[role.space_id]:
            do.run("role.clear", {}, role, machine=False)
