"""Coming in: by invitation, by link, and as which company."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.signing_in import mailed_path, worker_posts_letters
from tests.worlds import PASSWORD, World
from twofold.companies.models import Invitation, SignInLink
from twofold.companies.secrets import derived
from twofold.core.errors import Invalid
from twofold.core.jobs.outbox import deliver
from twofold.core.models import Membership, OutboxMessage, Person
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
NEW = {"company": "Elmfield", "contactName": "Eli Elm", "contactEmail": "eli@elmfield.example", "type": "referral"}


def signed_in(world_actor: object) -> Client:
    client = Client()
    client.force_login(world_actor.person, backend="twofold.companies.auth_backends.ByPassword")  # type: ignore[attr-defined]
    return client


def sent_link(world: World) -> str:
    record = run(world.host, "partner.create", NEW).result
    run(world.host, "partner.invite", {"email": "eli@elmfield.example", "name": "Eli Elm"}, on=record.pk)
    deliver.call(OutboxMessage.rows.within(world.host.company_space_id()).latest("created_at").pk)
    found = re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_the_mail_arrives_and_its_link_says_who_invites_to_what(world: World) -> None:
    link = sent_link(world)
    assert mail.outbox[-1].to == ["eli@elmfield.example"]
    text = Client().get(link).content.decode()
    assert "Northwind Cloud" in text
    assert "Hanna Host" in text
    assert "Elmfield" in text


def test_the_person_sets_name_and_password_and_is_in(world: World) -> None:
    client = Client()
    answer = client.post(sent_link(world), {"company_name": "Elmfield Ltd", "name": "Eli Elm", "password": PASSWORD})
    assert answer.status_code == 302
    page = client.get("/company").content.decode()
    assert "Elmfield Ltd" in page
    assert "Hanna Host" not in page


def test_a_weak_password_is_said_beside_its_field_and_nothing_happens(world: World) -> None:
    answer = Client().post(sent_link(world), {"company_name": "Elmfield", "name": "Eli", "password": "123"})
    assert "too short" in answer.content.decode()
    assert not Person.rows.filter(email="eli@elmfield.example").exists()


def test_a_link_works_once_and_a_new_one_voids_the_old(world: World) -> None:
    first = sent_link(world)
    record = Invitation.rows.within(world.host.company_space_id()).latest("created_at").partner_id
    run(world.host, "partner.invite", {"email": "eli@elmfield.example"}, on=record)
    assert Client().get(first).status_code == 404
    second = Invitation.rows.within(world.host.company_space_id()).latest("created_at")
    link = f"/invitations/{derived('invitation', second.pk)}"
    Client().post(link, {"company_name": "Elmfield", "name": "Eli", "password": PASSWORD})
    assert Client().get(link).status_code == 404


def test_every_link_that_cannot_be_used_opens_one_page_that_says_what_to_do(world: World) -> None:
    space = world.host.company_space_id()
    replaced = sent_link(world)
    record = Invitation.rows.within(space).latest("created_at").partner_id
    run(world.host, "partner.invite", {"email": "eli@elmfield.example"}, on=record)
    used = f"/invitations/{derived('invitation', Invitation.rows.within(space).latest('created_at').pk)}"
    Client().post(used, {"company_name": "Elmfield", "name": "Eli", "password": PASSWORD})
    run(world.host, "invitation.create", {"email": "late@northwind.example", "role": "member"})
    late = Invitation.rows.within(space).latest("created_at")
    Invitation.rows.within(space).filter(pk=late.pk).update(expires_at=late.created_at)
    expired = f"/invitations/{derived('invitation', late.pk)}"
    answers = [Client().get(link) for link in (used, replaced, expired, "/invitations/invented")]
    answers += [signed_in(world.rival).get(used), Client().post(expired, {"password": PASSWORD})]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    text = answers[0].content.decode()
    assert "This invitation link no longer works" in text
    assert "seven days" in text
    assert 'href="/accounts/login/"' in text
    assert "ask the person who invited you" in text


def test_someone_with_an_account_proves_it_with_their_password(world: World) -> None:
    run(world.host, "invitation.create", {"email": "nora@brightleaf.example", "role": "member"})
    made = Invitation.rows.within(world.host.company_space_id()).latest("created_at")
    link = f"/invitations/{derived('invitation', made.pk)}"
    wrong = Client().post(link, {"password": "something else"})
    assert wrong.status_code == 200
    assert Membership.rows.filter(person=world.partner_member.person).count() == 1
    assert Client().post(link, {"password": PASSWORD}).status_code == 302
    assert Membership.rows.filter(person=world.partner_member.person).count() == 2


def test_a_sign_in_link_signs_in_only_when_the_button_is_pressed(world: World) -> None:
    Client().post("/sign-in", {"email": "hanna@northwind.example"})
    path = mailed_path("/sign-in/")
    client = Client()
    assert "Hello Hanna" in client.get(path).content.decode()
    assert client.get("/company").status_code == 302
    assert client.post(path).status_code == 302
    assert client.get("/company").status_code == 200
    assert Client().post(path).status_code == 404


def test_an_unknown_address_gets_the_same_answer_and_no_mail(world: World) -> None:
    def asked(address: str) -> str:
        page = Client().post("/sign-in", {"email": address}).content.decode()
        return re.sub(r'X-CSRFToken": "\w+"', "", page).replace(address, "")

    known = asked("hanna@northwind.example")
    assert worker_posts_letters() == 1
    before = SignInLink.rows.count()
    assert asked("nobody@northwind.example") == known
    assert worker_posts_letters() == 1
    assert SignInLink.rows.count() == before == 1
    assert [each.to for each in mail.outbox] == [["hanna@northwind.example"]]


def test_one_acts_as_one_company_at_a_time(world: World) -> None:
    run(world.host, "invitation.create", {"email": "nora@brightleaf.example", "role": "member"})
    made = Invitation.rows.within(world.host.company_space_id()).latest("created_at")
    client = signed_in(world.partner_member)
    client.post(f"/invitations/{derived('invitation', made.pk)}", {})
    assert "Hanna Host" in client.get("/company").content.decode()
    client.post("/act-as", {"company": world.partner.company.pk})
    assert "Hanna Host" not in client.get("/company").content.decode()


def test_ending_a_membership_ends_the_session_at_once(world: World) -> None:
    client = signed_in(world.host_member)
    assert client.get("/partners").status_code == 200
    run(world.host, "person.remove", {"personId": world.host_member.person.pk})
    assert client.get("/partners").status_code == 302


def test_a_token_is_shown_once_and_only_to_admins(world: World) -> None:
    client = signed_in(world.host)
    text = client.post("/company/tokens/new", {"name": "CRM", "scopes": ["read"], "days": "30"}).content.decode()
    (secret,) = set(re.findall(r"\btf_[\w-]{40,}", text))
    assert "CRM" in (listed := client.get("/company/tokens").content.decode())
    assert secret not in listed
    assert (
        signed_in(world.host_member).post("/company/tokens/new", {"name": "x", "scopes": ["read"]}).status_code == 404
    )


def test_an_address_that_no_mailbox_can_have_is_refused(world: World) -> None:
    domain = ".".join(["d" * 60] * 3)
    longest = f"{'x' * (254 - len(domain) - 9)}@{domain}.example"
    assert len(longest) == 254
    assert run(world.host, "invitation.create", {"email": longest}).result.email == longest
    with pytest.raises(Invalid) as wrong:
        run(world.host, "invitation.create", {"email": f"x{longest}"})
    assert "at most 254 characters" in wrong.value.errors[0]["message"]
