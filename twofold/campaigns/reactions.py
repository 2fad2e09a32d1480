"""What happens to campaigns because something happened below."""

from twofold.core.doing import Doing
from twofold.core.reaction import Happening, on

from .models import Role


@on("person.removed")
def leave_roles(do: Doing, happening: Happening) -> None:
    """Who leaves a company has no role for it any more; whom to name instead is that side's next move.

    Archived campaigns go on saying who did what.
    """
    sides = do.actor.sides()
    theirs = Role.rows.within(*sides).filter(person_id=happening.details["person_id"])
    for role in theirs.exclude(campaign__status="archived"):
        if role.side == sides[role.space_id]:
            do.run("role.clear", {}, role, machine=False)
