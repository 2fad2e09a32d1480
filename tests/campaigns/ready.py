"""Bringing a campaign through its gates, for tests."""

from tests.campaigns.started import listed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.operations.runner import run


def fill_roles(world: World, campaign: Campaign) -> None:
    """Both sides fill every role with their admin."""
    for role in listed(world.host, "role", campaign):
        actor = world.host if role["side"] == "host" else world.partner
        run(actor, "role.assign", {"personId": actor.person.pk}, role["id"])


def fill_brief(world: World, campaign: Campaign) -> None:
    """All sections of the brief are written."""
    keys = [each["key"] for each in listed(world.host, "brief_section", campaign)]
    run(world.host, "campaign.fill_brief", {"sections": dict.fromkeys(keys, "Settled.")}, campaign.pk)


def confirm(world: World, campaign: Campaign) -> None:
    """Both sides confirm the kickoff."""
    kickoff = listed(world.host, "milestone", campaign, gate="kickoff_complete")[0]
    for actor in (world.host, world.partner):
        run(actor, "milestone.confirm", {}, kickoff["id"])


def kicked_off(world: World, campaign: Campaign) -> None:
    """Everything the first gate asks for, and the step through it."""
    fill_roles(world, campaign)
    fill_brief(world, campaign)
    confirm(world, campaign)
    run(world.host, "campaign.advance", {}, campaign.pk)
