"""A campaign that two companies have just started, for tests of everything in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

LAUNCH = datetime.now(UTC).date() + timedelta(days=35)


def start(world: World, **given: Any) -> Campaign:
    """The host starts a campaign with the partner from the template; the launch is in five weeks."""
    asked = {
        "template": "partner-co-marketing",
        "name": "Winter Webinar",
        "launchDate": LAUNCH.isoformat(),
        "timeZone": "Europe/Berlin",
        **given,
    }
    campaign: Campaign = run(world.host, "campaign.start", asked, on=world.partner_record.pk).result
    for actor in (world.host_member, world.partner, world.partner_member):
        actor.forget_spaces()
    return campaign


def made(objects: dict[str, Any]) -> None:
    """The campaign of the snapshots."""
    objects["campaign"] = start(objects["world"])


def listed(actor: Actor, noun: str, campaign: Campaign, **filters: Any) -> list[dict[str, Any]]:
    """All items of a kind in a campaign, as the actor sees them."""
    found: list[dict[str, Any]] = ask(actor, f"{noun}.list", {"campaignId": campaign.pk, "limit": 200, **filters})[
        "items"
    ]
    return found


def one(actor: Actor, noun: str, campaign: Campaign, **filters: Any) -> dict[str, Any]:
    """The first of them."""
    return listed(actor, noun, campaign, **filters)[0]
