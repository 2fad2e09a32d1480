"""Acting through the command line: whoever has the machine may act as any person of any company on it."""

from django.db.models import Q

from twofold.core.actor import Actor, member
from twofold.core.errors import Invalid
from twofold.core.models import Membership


def local_actor(email: str, company: str) -> Actor:
    """The person with this mail address, acting as one of their companies (by id, or by name when only one has it).

    Errors: Invalid, naming the option to mend. A signature still asks for the person's password.
    """
    theirs = Membership.rows.filter(
        person__email=email.strip().lower(), person__is_active=True, ended_at__isnull=True
    ).select_related("person", "company")
    found = list(theirs.filter(Q(company_id=company) | Q(company__name=company)) if company else theirs)
    if not theirs:
        raise Invalid.field("email", f"Nobody here has the mail address {email}.")
    if not found:
        raise Invalid.field("company", f"{email} is in no company “{company}”.")
    if len(found) > 1:
        places = ", ".join(f"{each.company.name} ({each.company_id})" for each in found)
        raise Invalid.field("company", f"{email} is in several companies; say which by its id: {places}.")
    return member(found[0], "cli")
