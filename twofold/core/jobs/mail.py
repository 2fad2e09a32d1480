"""Sending one mail: by SMTP, or to a file in `data/outbox` when none is configured."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone

from twofold.core.crypto.keyed_hash import keyed_hash


def send_mail(to: str, template: str, context: dict[str, object], *, key: str, zone: str = "UTC") -> None:
    """Render `<template>.txt` (its first line is the subject; all of it is plain text) and `<template>.html`, and send.
    Times in them (`|in_zone`) are written in the reader's `zone`.

    The same key always gives the same Message-ID, so that a mail delivered twice is seen as one.
    """
    context = {**context, "base_url": settings.BASE_URL}
    with timezone.override(zone):
        subject, _, text = render_to_string(f"{template}.txt", context).lstrip().partition("\n")
        html = render_to_string(f"{template}.html", context)
    send_rendered(to, subject.strip(), text.lstrip("\n"), html=html, key=key)


def send_rendered(to: str, subject: str, text: str, *, html: str = "", key: str) -> None:
    """Send what is rendered already. Errors: whatever the mail server invents."""
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    if html:
        mail.attach_alternative(html, "text/html")
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail.extra_headers["Message-ID"] = f"<{keyed_hash(key, 'message-id')[:32]}@{domain}>"
    mail.send()


def link(path: str) -> str:
    """An absolute link; its host comes from the settings, never from a request."""
    return str(settings.BASE_URL).rstrip("/") + path
