"""Who joins as a partner, by which invitation, and as which company."""

import pytest
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import PASSWORD, World, company_called, joined, person
from twofold.companies.models import Invitation
from twofold.companies.secrets import derived
from twofold.core.actor import Actor, nobody
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.models import Company, Person
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ZETA = {"company": "Zeta", "contactName": "Zoe", "contactEmail": "zoe@zeta.example", "type": "co_marketing"}


def invited(world: World, email: str, record: Partner) -> str:
    """The secret of an invitation to somebody at a partner."""
    return derived("invitation", run(world.host, "partner.invite", {"email": email}, on=record.pk).result.pk)


def accept(token: str, actor: Actor | None = None, **given: str) -> dict[str, str]:
    result: dict[str, str] = run(actor or nobody("page"), "invitation.accept", {"token": token, **given}).result
    return result


def newcomer(name: str) -> dict[str, str]:
    return {"companyName": "Zeta", "name": name, "password": PASSWORD}


@pytest.fixture
def zeta(world: World) -> Partner:
    record: Partner = run(world.host, "partner.create", ZETA).result
    return record


def test_removing_a_partner_takes_its_invitations_back(world: World, zeta: Partner) -> None:
    token = invited(world, "zoe@zeta.example", zeta)
    run(world.host, "partner.delete", {}, on=zeta.pk)
    assert Client().get(f"/invitations/{token}").status_code == 404
    with pytest.raises(NotFound):
        accept(token, **newcomer("Zoe"))
    run(world.host, "partner.restore", {}, on=zeta.pk)
    assert Client().get(f"/invitations/{token}").status_code == 404


def test_an_invitation_whose_partner_went_at_the_same_moment_says_whom_to_ask(world: World, zeta: Partner) -> None:
    token = invited(world, "zoe@zeta.example", zeta)
    Partner.rows.within(zeta.space_id).filter(pk=zeta.pk).update(deleted_at=zeta.created_at)
    with pytest.raises(Conflict, match="Northwind Cloud has withdrawn this invitation"):
        accept(token, **newcomer("Zoe"))
    given = {"company_name": "Zeta", "name": "Zoe", "password": PASSWORD}
    page = Client().post(f"/invitations/{token}", given)
    assert page.status_code == 200
    assert "Ask Hanna Host" in page.content.decode()
    assert not Person.rows.filter(email="zoe@zeta.example").exists()


def test_who_is_invited_second_learns_that_a_colleague_has_joined(world: World, zeta: Partner) -> None:
    first, second = (invited(world, f"{name}@zeta.example", zeta) for name in ("zoe", "zack"))
    late = Invitation.rows.within(zeta.space_id).get(email="zack@zeta.example")
    accept(first, **newcomer("Zoe"))
    late.refresh_from_db()
    assert late.revoked_at is not None
    closed = Client().get(f"/invitations/{second}")
    assert closed.status_code == 404
    assert "ask them to invite you" in closed.content.decode()
    Invitation.rows.within(zeta.space_id).filter(pk=late.pk).update(revoked_at=None)
    with pytest.raises(Conflict, match=r"Zeta has joined Northwind Cloud here already\. Ask an admin of Zeta"):
        accept(second, **newcomer("Zack"))
    assert Company.rows.filter(name="Zeta").count() == 1


def test_a_company_that_is_a_partner_already_is_told_where_to_look(world: World, zeta: Partner) -> None:
    with pytest.raises(Conflict, match="Brightleaf Analytics and Northwind Cloud already share a workspace"):
        accept(invited(world, "pia@brightleaf.example", zeta), password=PASSWORD)


@pytest.fixture
def two_companies(world: World) -> tuple[Actor, Actor]:
    """One person who runs Driftwood Media and Driftwood Labs; as each of them."""
    labs, _ = company_called("Driftwood Labs")
    assert world.stranger.person is not None
    membership = joined(world.stranger.person.pk, labs, "admin")
    from twofold.core.actor import member

    return world.stranger, member(membership, "page")


def test_who_runs_several_companies_accepts_as_the_one_they_act_as(
    world: World, zeta: Partner, two_companies: tuple[Actor, Actor]
) -> None:
    _, labs = two_companies
    assert accept(invited(world, "sam@driftwood.example", zeta), labs)["companyId"] == labs.company.pk  # type: ignore[union-attr]


def test_without_acting_as_one_of_them_a_choice_is_asked_for(
    world: World, zeta: Partner, two_companies: tuple[Actor, Actor]
) -> None:
    token = invited(world, "sam@driftwood.example", zeta)
    with pytest.raises(Invalid, match="Driftwood Media, Driftwood Labs") as wrong:
        accept(token, password=PASSWORD)
    assert wrong.value.errors[0]["field"] == "companyName"
    accepted = accept(token, password=PASSWORD, companyName="driftwood labs")
    assert accepted["companyId"] == two_companies[1].company.pk  # type: ignore[union-attr]


def test_the_page_says_as_which_company_one_accepts(world: World, zeta: Partner) -> None:
    link = f"/invitations/{invited(world, 'sam@driftwood.example', zeta)}"
    client = by_password(world.stranger)
    assert "You accept for <strong>Driftwood Media</strong>" in client.get(link).content.decode()
    assert "Driftwood" not in Client().get(link).content.decode().replace("sam@driftwood.example", "")


def test_the_page_lets_who_runs_several_choose(world: World, zeta: Partner, two_companies: tuple[Actor, Actor]) -> None:
    link = f"/invitations/{invited(world, 'sam@driftwood.example', zeta)}"
    client = by_password(world.stranger)
    page = client.get(link).content.decode()
    assert "Which of your companies accepts?" in page
    assert '<option value="Driftwood Media" selected' in page
    assert client.post(link, {"company_name": "Driftwood Labs"}).status_code == 302
    zeta.refresh_from_db()
    assert zeta.counterpart == two_companies[1].company


def test_a_guest_of_one_company_founds_their_own(world: World, zeta: Partner) -> None:
    guest = person(world.host.company, "Gus Guest", "guest")  # type: ignore[arg-type]
    token = invited(world, "gus@northwind.example", zeta)
    with pytest.raises(Invalid, match="Enter your company's name"):
        accept(token, guest)
    assert Company.rows.get(pk=accept(token, guest, companyName="Gusworks")["companyId"]).name == "Gusworks"
