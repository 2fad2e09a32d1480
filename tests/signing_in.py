"""How a test signs somebody in, the way people do: by the page."""

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.worlds import PASSWORD
from twofold.companies.account_mail import send_account_mail
from twofold.core.actor import Actor
from twofold.core.models import Person


def post_password(client: Client, email: str, password: str = PASSWORD, **where: str) -> object:
    """What the sign-in page answers."""
    return client.post("/accounts/login/", {"login": email, "password": password}, **where)  # type: ignore[arg-type]


def by_password(actor: Actor, agent: str = "Firefox/140 Linux") -> Client:
    """A browser in which this person has signed in."""
    assert actor.person is not None
    client = Client(HTTP_USER_AGENT=agent)
    answer = post_password(client, actor.person.email)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    return client


def add_app(person: Person) -> str:
    """Give a person an authenticator app; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code(secret: str) -> str:
    """The six digits the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def worker_posts_letters() -> int:
    """What the worker does with letters about somebody's way in; gives how many it tried to send."""
    waiting = DBTaskResult.objects.filter(task_path=send_account_mail.module_path, status="READY").order_by(
        "enqueued_at"
    )
    for each in list(waiting):
        each.delete()
        send_account_mail.call(*each.args_kwargs["args"])
    return len(waiting)


def mailed_path(start: str) -> str:
    """The path of the newest mailed link that begins so."""
    worker_posts_letters()
    found = re.search(rf"http://127\.0\.0\.1:8000({start}\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]
