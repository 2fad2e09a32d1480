"""Who has a second factor is asked for it, whichever way they come in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client, override_settings

from tests.signing_in import add_app, code, mailed_path, post_password
from tests.worlds import PASSWORD, World
from twofold.companies.models import Invitation
from twofold.companies.secrets import derived
from twofold.companies.sign_in_methods import factors
from twofold.core.models import Membership
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
SECOND_STEP = "/accounts/2fa/authenticate/"


def is_in(client: Client) -> bool:
    return client.get("/company").status_code == 200


def invitation_of(world: World, email: str) -> str:
    run(world.host, "invitation.create", {"email": email, "role": "member"})
    made = Invitation.rows.within(world.host.company_space_id()).latest("created_at")
    return f"/invitations/{derived('invitation', made.pk)}"


def test_a_password_alone_does_not_let_in_who_has_an_app(world: World) -> None:
    secret = add_app(world.partner.person)
    client = Client()
    assert post_password(client, "pia@brightleaf.example").url == SECOND_STEP
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    client.post(SECOND_STEP, {"code": code(secret)})
    assert is_in(client)


def test_a_sign_in_link_alone_does_not_let_in_who_has_an_app(world: World) -> None:
    secret = add_app(world.host.person)
    Client().post("/sign-in", {"email": "hanna@northwind.example", "next": "/partners"})
    client = Client()
    assert client.post(mailed_path("/sign-in/")).url == SECOND_STEP
    assert not is_in(client)
    assert client.post(SECOND_STEP, {"code": code(secret)}).url == "/partners"
    assert is_in(client)


def test_a_code_works_once(world: World) -> None:
    secret = add_app(world.host.person)
    now = code(secret)
    for expected in (True, False):
        client = Client()
        post_password(client, "hanna@northwind.example")
        client.post(SECOND_STEP, {"code": now})
        assert is_in(client) is expected


def test_a_password_does_not_accept_an_invitation_for_who_has_an_app(world: World) -> None:
    add_app(world.partner_member.person)
    link = invitation_of(world, "nora@brightleaf.example")
    client = Client()
    page = client.get(link).content.decode()
    assert "Sign in first" in page
    assert 'type="password"' not in page
    answer = client.post(link, {"password": PASSWORD})
    assert answer.status_code == 200
    assert Membership.rows.filter(person=world.partner_member.person).count() == 1
    assert not is_in(client)


def test_signed_in_with_the_app_they_accept_with_one_button(world: World) -> None:
    secret = add_app(world.partner_member.person)
    link = invitation_of(world, "nora@brightleaf.example")
    client = Client()
    answer = client.post(f"/accounts/login/?next={link}", {"login": "nora@brightleaf.example", "password": PASSWORD})
    assert answer.url == SECOND_STEP
    assert client.post(SECOND_STEP, {"code": code(secret)}).url == link
    assert client.post(link).status_code == 302
    assert "Hanna Host" in client.get("/company").content.decode()


def test_signed_in_as_somebody_else_one_leaves_that_session_by_accepting(world: World) -> None:
    link = invitation_of(world, "nora@brightleaf.example")
    client = Client()
    post_password(client, "pia@brightleaf.example")
    assert client.post(link, {"password": PASSWORD}).status_code == 302
    page = client.get("/company").content.decode()
    assert "Hanna Host" in page
    assert "nora@brightleaf.example" in page


def test_the_library_asks_nobody_to_confirm_their_address(world: World) -> None:
    from allauth.account.models import EmailAddress

    client = Client()
    post_password(client, "hanna@northwind.example")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert EmailAddress.objects.count() == 0


def test_a_copy_of_the_database_makes_no_codes(world: World) -> None:
    secret = add_app(world.host.person)
    seed = RecoveryCodes.activate(world.host.person)
    kept = {each.type: str(each.data) for each in Authenticator.objects.filter(user=world.host.person)}
    assert secret not in kept["totp"]
    assert all(each not in kept["recovery_codes"] for each in seed.generate_codes())
    assert "gAAAA" in kept["totp"]
    assert "gAAAA" in kept["recovery_codes"]
    for given in (code(secret), seed.generate_codes()[0]):
        client = Client()
        post_password(client, "hanna@northwind.example")
        client.post(SECOND_STEP, {"code": given})
        assert is_in(client)


def test_codes_sealed_with_another_key_of_the_server_are_refused_in_a_sentence(world: World) -> None:
    secret = add_app(world.host.person)
    inside = by_password_and_code(secret)
    RecoveryCodes.activate(world.host.person)
    with override_settings(SECRET_KEY="another key, which is long enough to be one"):
        assert factors(world.host.person).codes_left == 0
    Authenticator.objects.filter(type="totp").update(data={"secret": "sealed elsewhere"})
    client = Client()
    post_password(client, "hanna@northwind.example")
    page = client.post(SECOND_STEP, {"code": code(secret)}).content.decode()
    assert "secret key has changed" in page
    assert not is_in(client)
    assert is_in(inside)


def by_password_and_code(secret: str) -> Client:
    client = Client()
    post_password(client, "hanna@northwind.example")
    client.post(SECOND_STEP, {"code": code(secret)})
    return client
