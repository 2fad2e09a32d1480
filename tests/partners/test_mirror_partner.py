"""The record that a joining company gets of the one that invited it."""

import pytest

from tests.worlds import PASSWORD, World
from twofold.companies.secrets import derived
from twofold.core.actor import member, nobody
from twofold.core.models import Membership
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
NEW = {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example"}
PRIVATE = {"weGet": "Reach", "theyGet": "Leads", "agreementUrl": "https://northwind.example/signed", "notes": "Slow."}


@pytest.mark.parametrize("kind", ["integration", "referral", "channel"])
def test_it_begins_alike_whatever_the_inviting_company_thinks_of_them(world: World, kind: str) -> None:
    record = run(world.host, "partner.create", {**NEW, **PRIVATE, "type": kind}).result
    for status in ("negotiating", "onboarding", "active"):
        run(world.host, "partner.move", {"status": status}, on=record.pk)
    letter = run(world.host, "partner.invite", {"email": "eli@elmfield.example"}, on=record.pk).result
    given = {"token": derived("invitation", letter.pk), "companyName": "Elmfield", "name": "Eli", "password": PASSWORD}
    accepted = run(nobody("page"), "invitation.accept", given).result
    eli = member(Membership.rows.get(person_id=accepted["personId"]), "api")
    [mirror] = ask(eli, "partner.list")["items"]
    assert mirror["company"] == "Northwind Cloud"
    assert (mirror["type"], mirror["status"], mirror["tier"]) == ("co_marketing", "negotiating", "standard")
    assert not any(mirror[name] for name in PRIVATE)
