"""Times in mails are those of whoever reads them: their own zone, or that of who invites them, with its name."""

import re

import pytest
from django.core import mail

from tests.leads.shared import consent, register
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OutboxMessage
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
TIME = r"\d\d \w{3} \d{4} \d\d:\d\d "


def sent(kind: str) -> list[tuple[str, str]]:
    """To whom, and the text with the page, of each mail of a kind that waits."""
    before = len(mail.outbox)
    for message in OutboxMessage.rows.everywhere(because="whatever waits").filter(kind=kind, state="waiting"):
        deliver.call(message.pk)
    return [
        (each.to[0], "".join([str(each.body), *(str(part) for part, _ in each.alternatives)]))  # type: ignore[attr-defined]
        for each in mail.outbox[before:]
    ]


def test_a_follow_up_is_due_in_the_zone_of_each_who_is_told(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    run(world.partner, "person.update_self", {"timeZone": "Asia/Tokyo"})
    run(world.partner_member, "person.update_self", {"timeZone": "America/Bogota"})
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    texts = dict(sent("mail.leads_routed"))
    assert len(re.findall(f"{TIME}JST", texts["pia@brightleaf.example"])) == 2
    assert len(re.findall(f"{TIME}America/Bogota", texts["nora@brightleaf.example"])) == 2


def test_an_invitation_is_valid_until_a_time_of_who_invites(world: World) -> None:
    run(world.host, "person.update_self", {"timeZone": "Asia/Tokyo"})
    run(world.host, "invitation.create", {"email": "new@northwind.example", "role": "member"})
    [(_, text)] = [each for each in sent("mail.invitation") if each[0] == "new@northwind.example"]
    assert len(re.findall(f"valid until {TIME}JST", text.replace("\n", " "))) == 2
