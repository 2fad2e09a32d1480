"""The mails of this floor, rendered when they are sent."""

from twofold.core.clock import now
from twofold.core.mail import link, send_mail
from twofold.core.models import OutboxMessage
from twofold.core.outbox import Undeliverable, delivers

from .models import Invitation
from .secrets import derived


@delivers("mail.invitation", says="Invitation")
def send_invitation(message: OutboxMessage) -> None:
    """Who invites to what, and the link."""
    invitation = (
        Invitation.rows.within(message.space_id)
        .filter(
            pk=message.payload["invitation"], accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now()
        )
        .select_related("author", "invited_by", "seat_space")
        .first()
    )
    if invitation is None:
        raise Undeliverable("The invitation is no longer open.")
    url = link(f"/invitations/{derived('invitation', invitation.pk)}")
    send_mail(invitation.email, "companies/mail/invitation", {"invitation": invitation, "url": url}, key=message.key)
