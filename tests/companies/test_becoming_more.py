"""Inviting somebody who is here already, and where guests may sit."""

import pytest

from tests.campaigns.started import start
from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.companies.secrets import derived
from twofold.core.actor import Actor, nobody
from twofold.core.errors import Invalid
from twofold.core.models import Membership, Seat, Space
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def invite(world: World, email: str, role: str, seat: str = "") -> str:
    given = {"email": email, "role": role, "seatSpaceId": seat}
    return derived("invitation", run(world.host, "invitation.create", given).result.pk)


def accept(actor: Actor, token: str) -> Membership:
    run(actor, "invitation.accept", {"token": token})
    return Membership.rows.get(person=actor.person, company=actor.company, ended_at=None)


def test_a_member_who_accepts_as_an_admin_is_one_and_signs_in_again(world: World) -> None:
    before, client = world.host_member.membership, by_password(world.host_member)
    after = accept(world.host_member, invite(world, "mika@northwind.example", "admin"))
    assert before is not None
    assert (after.pk, after.role, after.epoch) == (before.pk, "admin", before.epoch + 1)
    assert client.get("/company").status_code == 302


def test_a_guest_becomes_a_member(world: World) -> None:
    guest = person(world.host.company, "Gus Guest", "guest")  # type: ignore[arg-type]
    assert accept(guest, invite(world, "gus@northwind.example", "member")).role == "member"


def test_an_invitation_never_lowers_a_role(world: World) -> None:
    token = invite(world, "mika@northwind.example", "admin")
    run(world.host, "person.change_role", {"personId": world.host_member.person.pk, "role": "admin"})  # type: ignore[union-attr]
    Membership.rows.filter(pk=world.host.membership.pk).update(role="member")  # type: ignore[union-attr]
    assert accept(world.host_member, token).role == "admin"


@pytest.mark.parametrize("role", ["member", "admin", "guest"])
def test_who_would_become_nothing_new_is_not_invited(world: World, role: str) -> None:
    seat = start(world).space_id if role == "guest" else ""
    with pytest.raises(Invalid, match="already in your company, as admin") as wrong:
        invite(world, "hanna@northwind.example", role, seat)
    assert wrong.value.errors[0]["field"] == "email"


def test_a_guest_sits_in_what_two_companies_share_and_nowhere_else(world: World) -> None:
    own, campaign = world.host.company_space_id(), start(world).space_id
    with pytest.raises(Invalid, match="campaign or the partnership") as wrong:
        invite(world, "gus@agency.example", "guest", own)
    assert wrong.value.errors[0]["field"] == "seatSpaceId"
    partnership = Space.rows.get(pk=campaign).parent_id
    tokens = [invite(world, "gus@agency.example", "guest", space) for space in (campaign, partnership)]
    newcomer = {"name": "Gus", "password": "a long enough password"}
    assert run(nobody("page"), "invitation.accept", {"token": tokens[-1], **newcomer}).result["personId"]


def test_a_guest_is_invited_to_a_second_campaign_but_not_to_the_same_twice(world: World) -> None:
    first, second = start(world).space_id, start(world).space_id
    guest = person(world.host.company, "Gus Guest", "guest", seat=Space.rows.get(pk=first))  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="already a guest there"):
        invite(world, "gus@northwind.example", "guest", first)
    accept(guest, invite(world, "gus@northwind.example", "guest", second))
    assert Seat.rows.filter(membership=guest.membership, ended_at=None).count() == 2


def test_the_page_invites_a_guest_to_what_is_shared(world: World, campaign: Campaign) -> None:
    client = by_password(world.host)
    page = client.get("/company/invitations/new").content.decode()
    assert f'<option value="{campaign.space_id}">Campaign: Winter Webinar</option>' in page
    assert world.host.company_space_id() not in page
    assert 'data-shows-when="role=guest"' in page
    removed = start(world, name="A mistake")
    run(world.host, "campaign.delete", {}, on=removed.pk)
    assert "A mistake" not in client.get("/company/invitations/new").content.decode()
    given = {"email": "gus@agency.example", "role": "guest"}
    wrong = client.post("/company/invitations/new", given)
    assert wrong.status_code == 422
    assert "Choose the campaign or the partnership" in wrong.content.decode()
    assert client.post("/company/invitations/new", {**given, "seat_space_id": campaign.space_id}).status_code == 302
    [found] = [each for each in ask(world.host, "invitation.list")["items"] if each["email"] == given["email"]]
    assert (found["role"], found["purpose"]) == ("guest", "guest")


def test_a_company_that_shares_nothing_invites_no_guests(world: World) -> None:
    page = by_password(world.stranger).get("/company/invitations/new").content.decode()
    assert 'value="admin"' in page
    assert 'value="guest"' not in page
    assert "data-shows-when" not in page
