"""What happens to partner records because something happened below."""

from twofold.companies.models import Invitation
from twofold.core.domain import Conflict, Event, OperationContext, on

from .models import Partner


@on("invitation.accepted")
def on_invitation_accepted(do: OperationContext, event: Event) -> None:
    """A partner's person accepted: their company takes its side, and gets its own record of the other."""
    invitation, actor = do.target, do.actor
    if not isinstance(invitation, Invitation) or invitation.purpose != Invitation.Purpose.PARTNER:
        return
    assert actor.person is not None
    assert actor.company is not None
    partner = Partner.rows.within(invitation.space_id).filter(pk=invitation.partner_id).first()
    if partner is None:
        who = f"{invitation.invited_by.name} of {invitation.author.name}"
        raise Conflict(f"{invitation.author.name} has withdrawn this invitation. Ask {who} for a new one.")
    do.run(
        "partner.join",
        {"companyId": actor.company.pk, "contactName": actor.person.name, "contactEmail": actor.person.email},
        partner,
    )
    do.run("partner.mirror", {"companyId": actor.company.pk, "partnerId": partner.pk})
