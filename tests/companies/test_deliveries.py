"""Mail that does not go out is seen by the admins of its company, and tried again by hand."""

import pytest
from django.core import mail
from django.test import override_settings

from tests.signing_in import by_password
from tests.worlds import World
from twofold.core.clock import now
from twofold.core.errors import Conflict, NotFound, Refused
from twofold.core.jobs.outbox import ATTEMPTS, deliver
from twofold.core.models import OutboxMessage
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CLOSED = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}  # nobody listens there


@pytest.fixture
def given_up(world: World) -> OutboxMessage:
    """An invitation whose mail server was away until the last attempt."""
    run(world.host, "invitation.create", {"email": "new@northwind.example"})
    rows = OutboxMessage.rows.within(world.host.company_space_id())
    message = rows.latest("created_at")
    rows.filter(pk=message.pk).update(attempts=ATTEMPTS - 1, next_at=now())
    with override_settings(**CLOSED):
        deliver.call(message.pk)
    message.refresh_from_db()
    return message


def test_an_admin_sees_what_was_given_up_and_why(world: World, given_up: OutboxMessage) -> None:
    [found] = ask(world.host, "delivery.list", {"state": "failed"})["items"]
    assert found["id"] == given_up.pk
    assert found["attempts"] == ATTEMPTS
    assert "refused" in found["lastError"].lower()
    assert b"Failed" in by_password(world.host).get("/company/e-mails").content


def test_nobody_else_sees_it(world: World, given_up: OutboxMessage) -> None:
    assert ask(world.partner, "delivery.list", {"state": "failed"})["items"] == []
    with pytest.raises(NotFound):
        run(world.partner, "delivery.retry", {}, on=given_up.pk)
    with pytest.raises((NotFound, Refused)):
        run(world.host_member, "delivery.retry", {}, on=given_up.pk)


def test_tried_again_from_the_page_it_goes_out(world: World, given_up: OutboxMessage) -> None:
    before = len(mail.outbox)
    answer = by_password(world.host).post(f"/deliveries/{given_up.pk}/retry")
    assert answer.status_code == 302
    deliver.call(given_up.pk)
    assert len(mail.outbox) == before + 1
    assert ask(world.host, "delivery.get", {"id": given_up.pk})["state"] == "sent"


def test_what_has_gone_out_is_not_sent_again(world: World, given_up: OutboxMessage) -> None:
    run(world.host, "delivery.retry", {}, on=given_up.pk)
    deliver.call(given_up.pk)
    with pytest.raises(Conflict, match="already delivered"):
        run(world.host, "delivery.retry", {}, on=given_up.pk)


def test_what_would_be_in_vain_says_so(world: World, given_up: OutboxMessage) -> None:
    run(world.host, "delivery.retry", {}, on=given_up.pk)
    run(world.host, "invitation.revoke", {}, on=given_up.payload["invitation"])
    deliver.call(given_up.pk)
    with pytest.raises(Conflict, match="no longer open"):
        run(world.host, "delivery.retry", {}, on=given_up.pk)
