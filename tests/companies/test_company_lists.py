"""The lists of one's company: who sees which, what each begins with, and what a row offers."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.companies.models import Invitation, Token
from twofold.core.clock import now
from twofold.core.errors import Conflict
from twofold.core.models import Membership, OutboxMessage, Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
TABS = ("Colleagues", "Invitations", "API tokens", "E-mails")


@pytest.fixture
def host(world: World) -> Client:
    return by_password(world.host)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def row_of(page: str, words: str) -> str:
    """The row in which these words stand."""
    [found] = [row for row in re.findall(r"<tr\b.*?</tr>", page, re.DOTALL) if words in row]
    return found


def token(world: World, name: str) -> Token:
    made = run(world.host, "token.create", {"name": name, "scopes": ["read", "views.see"]}).result
    return Token.rows.within(world.host.company_space_id()).get(pk=made["id"])


def test_an_admin_has_a_tab_for_each_list_and_a_member_sees_only_colleagues(world: World, host: Client) -> None:
    page = shown(host, "/company")
    [tabs] = re.findall(r'aria-label="Parts of the company".*?</nav>', page, re.DOTALL)
    assert [each.strip() for each in re.findall(r">([^<]+)</a>", tabs)] == list(TABS)
    assert "Change role…" in row_of(page, "Mika Member")
    assert "You" in row_of(page, "Hanna Host")
    assert "Remove" not in row_of(page, "Hanna Host")
    member = by_password(world.host_member)
    page = shown(member, "/company")
    assert "Hanna Host" in page
    assert "Parts of the company" not in page
    assert not [words for words in (*TABS[1:], "Change role…", "Invite a colleague", "Remove<") if words in page]
    for address in ("invitations", "invitations/new", "tokens", "tokens/export", "e-mails", "e-mails/export"):
        assert member.get(f"/company/{address}").status_code == 404


def test_a_guest_sees_only_themselves(world: World, host: Client) -> None:
    space = Space.rows.get(pk=world.partner_record.partnership_id)
    guest = person(world.host.company, "Gus Guest", "guest", seat=space)  # type: ignore[arg-type]
    assert "Gus Guest" in shown(host, "/company?role=guest")
    page = shown(by_password(guest), "/company")
    assert "Gus Guest" in page
    assert "Hanna Host" not in page


def test_a_role_is_changed_from_the_row_and_one_comes_back_to_the_list_as_it_was(world: World, host: Client) -> None:
    assert world.host_member.person
    back = {"to": "admin", "back": "/company?role=member"}
    answer = host.post(f"/company/people/{world.host_member.person.pk}/role", back)
    assert answer.headers["Location"] == "/company?role=member"
    assert Membership.rows.get(pk=world.host_member.membership.pk).role == "admin"  # type: ignore[union-attr]
    host.post(f"/company/people/{world.host_member.person.pk}/remove")
    assert "Mika Member" not in shown(host, "/company")


def test_rows_that_are_fetched_alone_have_the_buttons_of_the_whole_list(world: World, host: Client) -> None:
    assert world.host_member.person
    remove = f"/company/people/{world.host_member.person.pk}/remove"
    for address in ("/company", "/company?part=rows", f"/company/{world.host_member.person.pk}/row"):
        assert remove in shown(host, address), address


def test_the_list_of_invitations_begins_with_those_nobody_answered(world: World, host: Client) -> None:
    for name in ("first", "second"):
        run(world.host, "invitation.create", {"email": f"{name}@northwind.example"})
    gone = Invitation.rows.within(world.host.company_space_id()).get(email="second@northwind.example")
    answer = host.post(f"/invitations/{gone.pk}/revoke")
    assert answer.headers["Location"] == "/company/invitations"
    assert "The invitation to second@northwind.example is withdrawn." in shown(host, "/company/invitations")
    page = shown(host, "/company/invitations")
    assert "first@northwind.example" in page
    assert "second@northwind.example" not in page
    rest = shown(host, "/company/invitations?view=all-invitations")
    assert "Withdrawn" in row_of(rest, "second@northwind.example")
    assert "Send again" not in row_of(rest, "second@northwind.example")
    assert "Send again" in row_of(rest, "first@northwind.example")


def test_an_invitation_that_is_sent_again_lasts_seven_more_days_and_the_first_is_void(
    world: World, host: Client
) -> None:
    rows = Invitation.rows.within(world.host.company_space_id())
    first = run(world.host, "invitation.create", {"email": "late@northwind.example", "name": "Lea"}).result
    rows.filter(pk=first.pk).update(expires_at=now() - timedelta(days=1))
    assert "Expired" in row_of(shown(host, "/company/invitations"), "late@northwind.example")
    assert host.post(f"/invitations/{first.pk}/resend").status_code == 302
    second = rows.latest("created_at")
    assert (second.email, second.name, second.role, second.purpose) == (first.email, "Lea", "member", "colleague")
    assert second.expires_at > now() + timedelta(days=6)
    with pytest.raises(Conflict, match="withdrawn"):
        run(world.host, "invitation.resend", {}, first.pk)
    rows.filter(pk=second.pk).update(accepted_at=now())
    with pytest.raises(Conflict, match="already been accepted"):
        run(world.host, "invitation.resend", {}, second.pk)


def test_a_partners_invitation_is_sent_again_for_the_same_partner(world: World) -> None:
    new = {"company": "Elm", "contactName": "Eli", "contactEmail": "eli@elm.example", "type": "referral"}
    record = run(world.host, "partner.create", new).result
    first = run(world.host, "partner.invite", {"email": "eli@elm.example"}, record.pk).result
    second = run(world.host, "invitation.resend", {}, first.pk).result
    assert (second.purpose, second.partner_id, second.role) == ("partner", record.pk, first.role)
    assert ask(world.host, "invitation.get", {"id": first.pk})["state"] == "revoked"


def test_who_came_in_another_way_is_not_invited_again(world: World, host: Client) -> None:
    first = run(world.host, "invitation.create", {"email": "mia@northwind.example"}).result
    person(world.host.company, "Mia Mint", "member")  # type: ignore[arg-type]
    told = host.post(f"/invitations/{first.pk}/resend", {"back": "/company/invitations"}, follow=True)
    assert "mia@northwind.example is already in your company" in told.content.decode()
    assert ask(world.host, "invitation.get", {"id": first.pk})["state"] == "open"


def test_the_list_of_tokens_says_which_still_work_and_never_a_secret(world: World, host: Client) -> None:
    works, gone, late, old = (token(world, name) for name in ("Works", "Gone", "Late", "Old"))
    host.post(f"/tokens/{gone.pk}/revoke")
    rows = Token.rows.within(world.host.company_space_id())
    rows.filter(pk=late.pk).update(expires_at=now() - timedelta(days=1))
    rows.filter(pk=old.pk).update(epoch=old.epoch + 1)
    states = {each["name"]: each["state"] for each in ask(world.host, "token.list")["items"]}
    assert states == {"Works": "active", "Gone": "revoked", "Late": "expired", "Old": "ended"}
    page = shown(host, "/company/tokens")
    assert "Revoke" in row_of(page, "Works")
    assert "<a " not in row_of(page, "Works")
    found = shown(host, "/company/tokens?q=Works")
    assert 'name="back" value="/company/tokens?q=Works"' in found
    assert "See everything, See saved views" in row_of(page, "Works")
    assert not [name for name in ("Gone", "Late", "Old") if f">{name}<" in page]
    every = shown(host, "/company/tokens?view=all-tokens")
    assert "<button" not in row_of(every, "Gone")
    file = b"".join(host.get("/company/tokens/export?format=csv&view=all-tokens")).decode()  # type: ignore[arg-type]
    assert all(name in file for name in states)
    assert not [each for each in rows if each.hash in every + file]
    assert works.hint in file


def test_a_list_in_which_all_is_well_says_so_and_one_that_somebody_narrowed_does_not(
    world: World, host: Client
) -> None:
    made = run(world.host, "invitation.create", {"email": "new@northwind.example"}).result
    run(world.host, "invitation.revoke", {}, made.pk)
    assert "Nobody you invited still has to answer." in shown(host, "/company/invitations")
    assert "Nothing matches" in shown(host, "/company/invitations?role=admin")


def test_e_mails_are_called_what_they_are_and_found_by_it(world: World, host: Client) -> None:
    run(world.host, "invitation.create", {"email": "new@northwind.example"})
    rows = OutboxMessage.rows.within(world.host.company_space_id())
    rows.update(state="sent", sent_at=now())
    assert "All e-mails of your company have been sent." in shown(host, "/company/e-mails")
    rows.filter(pk=rows.latest("created_at").pk).update(state="waiting", sent_at=None)
    assert "Try now" in row_of(shown(host, "/company/e-mails"), "Invitation")
    assert "Try now" in row_of(shown(host, "/company/e-mails?q=vitat&whatContains=Inv&group=what"), "Try now")
    [waiting] = ask(world.host, "delivery.list", {"what": "Invitation", "nextAtEmpty": False})["items"]
    assert waiting["kind"] == "mail.invitation"
    assert "/retry" not in shown(host, "/company/e-mails?state=sent")


def test_what_is_wrong_in_a_form_stands_beside_its_field_with_all_that_was_typed(world: World, host: Client) -> None:
    typed = {"email": "hanna@northwind.example", "name": "Hanna again", "role": "admin"}
    refused = host.post("/company/invitations/new", typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "already in your company" in refused.context["form"].errors["email"][0]
    assert 'value="Hanna again"' in page
    assert '<option value="admin" selected>' in page
    typed = {"name": "", "scopes": ["write", "leads.see"], "initial-scopes": "read", "days": "9999"}
    refused = host.post("/company/tokens/new", typed)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"name", "days"}
    ticked = re.findall(r'value="([\w.]+)"[^>]*\bchecked', refused.content.decode())
    assert sorted(ticked) == ["leads.see", "write"]
    refused = host.post("/company/tokens/new", {"name": "CRM", "initial-scopes": "read", "days": ""})
    assert set(refused.context["form"].errors) == {"scopes"}
    assert ask(world.host, "token.list")["items"] == []


def test_a_token_without_days_never_expires(world: World, host: Client) -> None:
    host.post("/company/tokens/new", {"name": "CRM", "scopes": ["read", "write"], "days": ""})
    [found] = ask(world.host, "token.list")["items"]
    assert (found["scopes"], found["expiresAt"]) == (["read", "write"], None)
