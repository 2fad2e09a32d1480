"""Who gets the mail about new leads: the person who answers for follow-up on that side, not everybody."""

import pytest

from tests.campaigns.started import listed
from tests.leads.shared import consent, file_of, imported, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.models import Membership, OutboxMessage
from twofold.core.operations.runner import run
from twofold.leads.importing import worker

pytestmark = pytest.mark.django_db
FILE = "email,country,consent.host,consent.partner\na@x.example,DE,yes,yes\nb@x.example,FR,yes,yes\n"


def fill(actor: Actor, campaign: Campaign, key: str, person: Actor) -> None:
    side = actor.side_in(campaign.space_id)
    [role] = [each for each in listed(actor, "role", campaign) if (each["key"], each["side"]) == (key, side)]
    assert person.person is not None
    run(actor, "role.assign", {"personId": person.person.pk}, on=role["id"])


def told(campaign: Campaign) -> list[str]:
    """The names of who gets a mail, in order."""
    waiting = OutboxMessage.rows.everywhere(because="whoever is told, wherever it waits").filter(
        kind="mail.leads_routed"
    )
    names = Membership.rows.filter(pk__in=[each.payload["membership"] for each in waiting])
    return sorted(names.values_list("person__name", flat=True))


def test_the_follow_up_owner_of_each_side_alone_is_told(world: World, campaign: Campaign, rules_in_force: None) -> None:
    fill(world.host, campaign, "follow_up_lead", world.host_member)
    fill(world.partner, campaign, "follow_up_lead", world.partner_member)
    fill(world.partner, campaign, "project_manager", world.partner)
    imported(world.host, campaign, FILE)
    assert told(campaign) == ["Mika Member", "Nora Member"]


def test_without_one_the_campaigns_lead_of_that_side_is_told(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    fill(world.partner, campaign, "project_manager", world.partner_member)
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    assert told(campaign) == ["Nora Member"]


def test_without_either_everybody_of_that_side_is_told(world: World, campaign: Campaign, rules_in_force: None) -> None:
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    assert told(campaign) == ["Nora Member", "Pia Partner"]


def test_an_owner_who_has_left_leaves_nobody_untold(world: World, campaign: Campaign, rules_in_force: None) -> None:
    fill(world.partner, campaign, "follow_up_lead", world.partner_member)
    assert world.partner_member.person is not None
    run(world.partner, "person.remove", {"personId": world.partner_member.person.pk})
    register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    assert told(campaign) == ["Pia Partner"]


def begun(world: World) -> tuple[Campaign, str]:
    """An import of which one row is in."""
    campaign = signed(world)
    preview = run(world.host_member, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host_member, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "CHUNK", 1)
        patch.setattr(worker, "BUDGET_SECONDS", 0.0)
        worker.continue_import.call(preview["id"])
    assert told(campaign) == []
    return campaign, preview["id"]


def test_of_an_import_that_is_cancelled_the_sides_hear_what_came_in(world: World) -> None:
    campaign, import_id = begun(world)
    run(world.host, "lead_import.cancel", {}, on=import_id)
    assert told(campaign) == ["Nora Member", "Pia Partner"]


def test_of_an_import_that_is_stopped_the_sides_hear_what_came_in(world: World) -> None:
    campaign, import_id = begun(world)
    assert world.host_member.person is not None
    run(world.host, "person.remove", {"personId": world.host_member.person.pk})
    assert worker.run_import_now(import_id).state == "stopped"
    assert told(campaign) == ["Nora Member", "Pia Partner"]
