"""A small world for searching in a browser: two companies with a campaign, some partners; who signs in is printed."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.campaigns.started import start
from tests.worlds import PASSWORD, World
from twofold.core.operations.runner import run


def main() -> None:
    """Tell it."""
    world = World.made()
    campaign = start(world)
    for company in ("Otter Analytics", "Otter & Sons", "The Otter Club"):
        given = {"company": company, "contactName": "Eli Elm", "contactEmail": "eli@elm.example", "type": "referral"}
        run(world.host, "partner.create", given)
    assert world.host.person is not None
    print(json.dumps({"email": world.host.person.email, "password": PASSWORD, "campaign": campaign.pk}))


if __name__ == "__main__":
    main()
