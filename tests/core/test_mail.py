"""Mail over a real SMTP server, and into files when there is none."""

import email
import socket
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings

from tests.worlds import World
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OutboxMessage
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


class Mailbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], email.message.Message]] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 - aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))  # type: ignore[attr-defined]
        return "250 OK"


def sent_twice(world: World) -> None:
    run(world.host, "invitation.create", {"email": "new@northwind.example", "name": "Noor", "role": "member"})
    message = OutboxMessage.rows.within(world.host.company_space_id()).latest("created_at")
    for _ in range(2):
        OutboxMessage.rows.within(message.space_id).filter(pk=message.pk).update(
            state="waiting", next_at=message.created_at
        )
        deliver.call(message.pk)


def test_a_mail_reaches_an_smtp_server_and_a_second_delivery_is_seen_as_the_same(
    world: World, settings: LazySettings
) -> None:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        sent_twice(world)
    finally:
        server.stop()
    assert [to for to, _ in box.mails] == [["new@northwind.example"]] * 2
    first, second = (mail for _, mail in box.mails)
    assert first["Subject"] == "Northwind Cloud invites you to Twofold"
    assert first["Message-ID"] == second["Message-ID"]
    assert [part.get_content_type() for part in first.walk()][1:] == ["text/plain", "text/html"]


def test_without_a_server_mails_are_files(world: World, settings: LazySettings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    sent_twice(world)
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "To: new@northwind.example" in text
