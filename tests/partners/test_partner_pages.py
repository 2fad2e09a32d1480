"""The pages of partner records."""

import pytest
from django.test import Client

from tests.worlds import World
from twofold.core.errors import Invalid
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.partners.models import Partner

pytestmark = pytest.mark.django_db
FORM = {"company": "Elmfield", "contact_name": "Eli", "contact_email": "eli@elmfield.example", "type": "referral"}


@pytest.fixture
def client(world: World) -> Client:
    made = Client()
    made.force_login(world.host.person, backend="twofold.companies.auth_backends.ByPassword")
    return made


def test_a_partner_is_added_found_and_changed(client: Client, world: World) -> None:
    answer = client.post("/partners/new", {**FORM, "notes": "call in May"})
    assert answer.status_code == 302
    assert "call in May" in client.get(answer.url).content.decode()
    assert "Elmfield" in client.get("/partners?q=elm").content.decode()
    client.post(answer.url + "/edit", {**FORM, "company": "Elmfield Group", "notes": ""})
    text = client.get(answer.url).content.decode()
    assert "Elmfield Group" in text
    assert "call in May" not in text


def test_a_wrong_address_is_said_beside_its_field(client: Client) -> None:
    answer = client.post("/partners/new", {**FORM, "contact_email": "eli"})
    assert answer.context["form"].errors == {"contact_email": ["This is not an e-mail address."]}
    text = answer.content.decode()
    assert 'id="id_contact_email_error"' in text
    assert 'value="Elmfield"' in text


def test_a_step_that_is_not_possible_says_what_is_missing(client: Client, world: World) -> None:
    url = f"/partners/{world.partner_record.pk}"
    run(world.host, "partner.move", {"status": "negotiating"}, on=world.partner_record.pk)
    answer = client.post(url + "/move", {"to": "onboarding"}, follow=True)
    assert "what the partner gets" in answer.content.decode()
    answer = client.post(url + "/move", {"to": "churned", "reason": "They were bought."}, follow=True)
    assert "They were bought." in answer.content.decode()


def test_the_score_and_its_band_are_shown_to_the_owner_alone(client: Client, world: World) -> None:
    url = f"/partners/{world.partner_record.pk}"
    client.post(url + "/score", {"audience_overlap": 5, "strategic_value": 5, "execution_effort": 1})
    assert "Invest heavily" in client.get(url).content.decode()
    assert "Invest heavily" not in str(ask(world.partner, "partner.list"))


def test_removing_can_be_undone(client: Client, world: World) -> None:
    url = f"/partners/{world.partner_record.pk}"
    told = client.post(url + "/delete", follow=True).content.decode()
    assert "Brightleaf Analytics has been removed." in told
    assert client.get(url).status_code == 404
    assert f'<form method="post" action="{url}/restore">' in told
    client.post(url + "/restore")
    assert client.get(url).status_code == 200


def test_another_company_finds_nothing(world: World) -> None:
    other = Client()
    other.force_login(world.partner.person, backend="twofold.companies.auth_backends.ByPassword")
    missing = other.get("/partners/" + "x" * 21)
    foreign = other.get(f"/partners/{world.partner_record.pk}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_the_next_review_is_a_date_as_people_read_it(client: Client, world: World) -> None:
    where = world.partner_record.pk
    run(world.host, "partner.update", {"nextReview": "2027-02-01"}, where)
    for page in ("/partners", f"/partners/{where}"):
        assert '<time datetime="2027-02-01">01 Feb 2027</time>' in client.get(page).content.decode()
    run(world.host, "partner.update", {"nextReview": "after <the> fair"}, where)
    for page in ("/partners", f"/partners/{where}"):
        assert "after &lt;the&gt; fair" in client.get(page).content.decode()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "java\nscript:x", "//evil.example", "x"]
)
def test_the_address_of_an_agreement_is_one_of_a_page(world: World, address: str) -> None:
    with pytest.raises(Invalid, match="https://") as wrong:
        run(world.host, "partner.update", {"agreementUrl": address}, on=world.partner_record.pk)
    assert wrong.value.errors[0]["field"] == "agreementUrl"
    given = {"company": "E", "contactName": "E", "contactEmail": "e@elmfield.example", "type": "referral"}
    with pytest.raises(Invalid, match="https://"):
        run(world.host, "partner.create", {**given, "agreementUrl": address})


def test_an_address_that_is_kept_from_earlier_days_is_no_link(client: Client, world: World) -> None:
    record = world.partner_record
    Partner.rows.within(record.space_id).filter(pk=record.pk).update(agreement_url="javascript:alert(1)")
    text = client.get(f"/partners/{record.pk}").content.decode()
    assert "javascript:alert(1)" in text
    assert 'href="javascript' not in text
    run(world.host, "partner.update", {"agreementUrl": "https://files.example/a"}, on=record.pk)
    assert 'href="https://files.example/a"' in client.get(f"/partners/{record.pk}").content.decode()
