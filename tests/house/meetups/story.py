"""Two companies and no meetup yet, for the browser and the command line. Run by `tests/house/test_a_new_entity.py`."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.worlds import World
from twofold.core.upkeep.migrate import migrate

migrate()
world = World.made()
assert world.host.person
assert world.stranger.person
print(json.dumps({"host": world.host.person.email, "stranger": world.stranger.person.email}))
