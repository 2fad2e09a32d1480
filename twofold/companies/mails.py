"""The mails of this floor, rendered when they are sent."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse

from twofold.core.clock import now
from twofold.core.jobs.mail import link, send_mail, send_rendered
from twofold.core.jobs.outbox import Undeliverable, delivers
from twofold.core.models import OutboxMessage

from .account_mail import mail_kind
from .models import Invitation
from .secrets import derived
from .sign_in import LINK_LASTS, forget_link, link_for, person_with


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
    zone = (person_with(invitation.email) or invitation.invited_by).time_zone
    about = {"invitation": invitation, "url": url}
    send_mail(invitation.email, "companies/mail/invitation", about, key=message.key, zone=zone)


@mail_kind("sign_in_link", worth=timedelta(hours=1))
def send_sign_in_link(key: str, about: dict[str, str]) -> None:
    """A link that signs in, for who has an account; it is made now, so that its quarter of an hour begins now."""
    found = link_for(about["email"], now(), LINK_LASTS, about["goes_to"])
    if found is None:
        return
    person, url = found
    try:
        send_mail(person.email, "companies/mail/sign_in", {"person": person, "url": url}, key=url)
    except Exception:
        forget_link(url)
        raise


@mail_kind("new_password", worth=timedelta(hours=1))
def send_new_password_link(key: str, about: dict[str, str]) -> None:
    """A link with which one chooses a new password, for who has an account.

    The library's address takes letters and digits only, our ids have more: hence hexadecimal.
    """
    person = person_with(about["email"].strip().lower())
    if person is None:
        return
    secret = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": person.pk.encode().hex(), "key": secret})
    subject = render_to_string("account/email/password_reset_key_subject.txt").strip()
    text = render_to_string("account/email/password_reset_key_message.txt", {"password_reset_url": link(path)})
    send_rendered(person.email, subject, text.strip(), key=key)


@mail_kind("notice", worth=timedelta(days=1))
def send_notice(key: str, about: dict[str, str]) -> None:
    """What the sign-in library has to tell about somebody's own account, in its words of that moment."""
    send_rendered(about["to"], about["subject"], about["text"], key=key)
