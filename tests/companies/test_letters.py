"""Mail about one's own way in goes out by the worker: the pages tell nobody who is known, nor how the mail server is."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.signing_in import by_password, mailed_path, worker_posts_letters
from tests.worlds import PASSWORD, World
from twofold.companies import account_mail
from twofold.companies.account_mail import send_account_mail
from twofold.companies.models import SignInLink

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"
CLOSED = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}  # nobody listens there
KNOWN, UNKNOWN = "hanna@northwind.example", "nobody@northwind.example"
FORMS = ["/sign-in", "/accounts/password/reset/"]


def asked(form: str, address: str) -> tuple[int, str, list[str]]:
    """Status, page and the shape of every question that the database was asked."""
    with CaptureQueriesContext(connection) as seen:
        answer = Client().post(form, {"email": address}, follow=True)
    page = re.sub(r'X-CSRFToken": "\w+"|name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, page.replace(address, ""), [re.split(r"VALUES|WHERE", each["sql"])[0] for each in seen]


@pytest.mark.parametrize("form", FORMS)
@override_settings(**CLOSED)
def test_with_the_mail_server_away_a_known_and_an_unknown_address_are_answered_alike(world: World, form: str) -> None:
    unknown, known = asked(form, UNKNOWN), asked(form, KNOWN)
    assert known == unknown
    assert known[0] == 200


@pytest.mark.parametrize(("form", "link"), [(FORMS[0], "/sign-in/"), (FORMS[1], "/accounts/password/reset/key/")])
def test_the_mail_goes_out_once_the_server_is_back(world: World, form: str, link: str) -> None:
    with override_settings(**CLOSED):
        Client().post(form, {"email": KNOWN})
        for _ in range(5):
            assert worker_posts_letters() == 1
    assert mail.outbox == []
    assert Client().get(mailed_path(link), follow=True).status_code == 200
    assert [each.to for each in mail.outbox] == [[KNOWN]]
    assert worker_posts_letters() == 0


def test_links_that_could_not_be_sent_are_not_counted_and_not_kept(world: World) -> None:
    with override_settings(**CLOSED):
        Client().post("/sign-in", {"email": KNOWN})
        worker_posts_letters()
    assert not SignInLink.rows.exists()


def test_a_letter_that_is_worth_nothing_any_more_is_not_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    Client().post("/sign-in", {"email": KNOWN})
    later = account_mail.now() + timedelta(minutes=61)
    monkeypatch.setattr(account_mail, "now", lambda: later)
    assert worker_posts_letters() == 1
    assert mail.outbox == []
    assert worker_posts_letters() == 0


@override_settings(**CLOSED)
def test_a_new_password_is_set_although_its_notice_cannot_be_sent(world: World) -> None:
    new = "quite another sentence"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert by_password(world.host).post("/accounts/password/change/", given).status_code == 302
    assert worker_posts_letters() == 1


def test_the_queue_holds_neither_address_nor_link_in_the_clear(world: World) -> None:
    Client().post("/sign-in", {"email": KNOWN, "next": "/partners"})
    task = DBTaskResult.objects.get(task_path=send_account_mail.module_path)
    assert not re.search("hanna|northwind|partners", json.dumps(task.args_kwargs))
