"""A campaign that two companies have just started, on a fresh database, for the browser that works on much of it at once."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.campaigns.started import listed, start
from tests.worlds import World
from twofold.core.operations.runner import run

world = World.made()
campaign = start(world)
ours = [task["title"] for task in listed(world.host, "task", campaign, side="host", sort="due")]
theirs = [task["title"] for task in listed(world.host, "task", campaign, side="partner", sort="due")]
for name in ("CRM", "Reports"):
    run(world.host, "token.create", {"name": name, "scopes": ["read"]})
print(json.dumps({"campaign": campaign.pk, "ours": ours, "theirs": theirs}))
