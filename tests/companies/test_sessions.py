"""Sessions begin under a new key, are seen, ended, and end by themselves when they must."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as live
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.signing_in import by_password, mailed_path, post_password, worker_posts_letters
from tests.worlds import PASSWORD, World
from twofold.core.live.broker import BROKER, Listener
from twofold.core.models import Membership, OplogEntry
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
NEW = "quite another long password"


def is_in(client: Client) -> bool:
    return client.get("/company").status_code == 200


def key_of(client: Client) -> str:
    return client.cookies[live.SESSION_COOKIE_NAME].value


def change_password(client: Client, **more: str) -> object:
    return client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **more}
    )


def test_signing_in_gives_the_session_a_new_key(world: World) -> None:
    client = Client()
    client.get("/company")
    session = client.session
    session["seen"] = "before"
    session.save()
    client.cookies[live.SESSION_COOKIE_NAME] = session.session_key
    post_password(client, "hanna@northwind.example")
    assert key_of(client) != session.session_key
    assert is_in(client)
    planted = Client()
    planted.cookies[live.SESSION_COOKIE_NAME] = session.session_key
    assert not is_in(planted)


def test_a_link_gives_the_session_a_new_key_too(world: World) -> None:
    Client().post("/sign-in", {"email": "hanna@northwind.example"})
    client = Client()
    client.cookies[live.SESSION_COOKIE_NAME] = "a" * 32
    client.post(mailed_path("/sign-in/"))
    assert key_of(client) != "a" * 32
    assert is_in(client)


def test_one_sees_where_one_is_signed_in_and_ends_another(world: World) -> None:
    here, there = by_password(world.host), by_password(world.host, "Safari on an iPhone")
    page = here.get("/account").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    found = re.findall(r"/account/sessions/([0-9a-f]{21})/end", page)
    assert len(found) == 1
    assert key_of(there) not in page
    here.post(f"/account/sessions/{found[0]}/end")
    assert is_in(here)
    assert not is_in(there)


def test_nobody_ends_a_session_of_somebody_else(world: World) -> None:
    mika, other = by_password(world.host_member), by_password(world.host_member, "Safari on an iPhone")
    told = re.findall(r"/account/sessions/([0-9a-f]{21})/end", mika.get("/account").content.decode())[0]
    assert by_password(world.host).post(f"/account/sessions/{told}/end").status_code == 404
    assert is_in(other)


def test_signing_out_everywhere_else_keeps_this_browser_and_ends_tokens(world: World) -> None:
    token = run(world.host, "token.create", {"name": "CRM", "scopes": ["read"]}).result["token"]
    here, there = by_password(world.host), by_password(world.host)
    here.post("/account/sessions/end-others")
    assert is_in(here)
    assert not is_in(there)
    assert Client().get("/api/v1/partners", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_new_password_ends_other_sessions_tokens_and_streams_and_is_told_by_mail(world: World) -> None:
    token = run(world.host, "token.create", {"name": "CRM", "scopes": ["read"]}).result["token"]
    here, there = by_password(world.host), by_password(world.host)
    membership = Membership.rows.get(pk=world.host.membership.pk)
    told: list[object] = []
    auth_source = ("session", str(here.session.session_key))
    listener = Listener(world.host, membership.epoch, None, set(), auth_source)  # type: ignore[arg-type]
    listener.tell = told.append  # type: ignore[method-assign]
    BROKER._send_away([listener])
    assert told == []
    assert change_password(here).url == "/account"
    assert is_in(here)
    assert not is_in(there)
    assert Client().get("/api/v1/partners", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    BROKER._send_away([listener])
    assert told == [None]
    worker_posts_letters()
    assert "password of your Twofold account was changed" in mail.outbox[-1].body
    entry = OplogEntry.rows.visible_to(world.host).latest("position")
    assert entry.operation == "person.end_access"


def test_a_wrong_old_password_changes_nothing(world: World) -> None:
    here, there = by_password(world.host), by_password(world.host)
    assert "This is not your password" in change_password(here, oldpassword="wrong").content.decode()
    assert is_in(there)


def test_a_forgotten_password_is_replaced_by_mail_once(world: World) -> None:
    signed_in = by_password(world.partner)
    Client(HTTP_HOST="evil.example").post("/accounts/password/reset/", {"email": "pia@brightleaf.example"})
    path = mailed_path("/accounts/password/reset/key/")
    assert "evil.example" not in mail.outbox[-1].body
    client = Client()
    form = client.get(path).url
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert not is_in(signed_in)
    assert post_password(Client(), "pia@brightleaf.example").status_code == 200
    assert post_password(Client(), "pia@brightleaf.example", NEW).status_code == 302
    assert "no longer works" in Client().get(path, follow=True).content.decode()


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(world: World) -> None:
    before = len(mail.outbox)
    answers = {
        Client().post("/accounts/password/reset/", {"email": email}).url
        for email in ("hanna@northwind.example", "nobody@northwind.example")
    }
    assert len(answers) == 1
    assert worker_posts_letters() == len(answers) + 1
    assert [each.to for each in mail.outbox[before:]] == [["hanna@northwind.example"]]


def test_pages_of_the_library_are_closed_as_soon_as_the_membership_is(world: World) -> None:
    client = by_password(world.host_member)
    run(world.host, "person.remove", {"personId": world.host_member.person.pk})
    answer = client.get("/accounts/password/change/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_who_is_in_no_company_any_more_is_told_so(world: World) -> None:
    run(world.host, "person.remove", {"personId": world.host_member.person.pk})
    client = Client()
    post_password(client, "mika@northwind.example")
    assert "no longer belongs to a company" in client.get("/accounts/login/").content.decode()


def test_nobody_signs_up_by_themselves(world: World) -> None:
    page = Client().get("/accounts/signup/").content.decode()
    assert "Accounts are by invitation" in page
    Client().post("/accounts/signup/", {"email": "me@elmfield.example", "password1": NEW, "password2": NEW})
    assert post_password(Client(), "me@elmfield.example", NEW).status_code == 200


def test_who_is_behind_a_request_and_where_its_stream_begins_cost_four_questions(world: World) -> None:
    client = by_password(world.host)
    client.get("/accounts/password/change/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/accounts/password/change/")
    tables = [re.findall(r'FROM "(\w+)"', each["sql"])[0] for each in asked]
    assert tables == ["django_session", "core_person", "core_membership", "core_oplogentry"]


def cookies_at(base_url: str) -> dict[str, object]:
    """The cookie settings of an installation at this address."""
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    names += [
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SAMESITE",
        "SESSION_COOKIE_AGE",
        "SESSION_COOKIE_DOMAIN",
        "SESSION_COOKIE_PATH",
    ]
    program = f"import json; from twofold.project import settings as s; from django.conf import global_settings as g; print(json.dumps({{n: getattr(s, n, getattr(g, n)) for n in {names}}}))"
    told = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "BASE_URL": base_url}, capture_output=True, check=True
    )
    found: dict[str, object] = json.loads(told.stdout.splitlines()[-1])
    return found


def test_under_https_cookies_are_bound_to_the_host() -> None:
    found = cookies_at("https://twofold.example")
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert (found["SESSION_COOKIE_PATH"], found["SESSION_COOKIE_DOMAIN"]) == ("/", None)
    assert found["SESSION_COOKIE_AGE"] == 14 * 24 * 3600


def test_without_https_the_names_make_no_promise() -> None:
    assert cookies_at("http://127.0.0.1:8000")["SESSION_COOKIE_NAME"] == "session"
