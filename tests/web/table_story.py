"""Partners by the hundred on a fresh database, for the browser that works on them."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.worlds import World
from twofold.core.operations.runner import run

world = World.made()
assert world.host.company is not None
KINDS = ("co_marketing", "referral", "integration")
for number in range(130):
    about = {
        "company": f"Elmfield {number:03}",
        "contactName": f"Eli Elm {number}",
        "contactEmail": f"eli{number}@elmfield.example",
        "type": KINDS[number % 3],
        "revenueAttributed": 1250.5 * number,
        "nextReview": f"2027-{number % 12 + 1:02}-15",
    }
    made = run(world.host, "partner.create", about).result
    if number % 4 == 0:
        run(world.host, "partner.move", {"status": "negotiating"}, on=made.pk)
mika = world.host_member.person
assert mika is not None
print(json.dumps({"mika": mika.pk}))
