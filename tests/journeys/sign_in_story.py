"""A small world on a fresh database for the browser that signs in: rules wait for a signature, one person is in both."""

import json

from twofold.doors.cli.bootstrap import load_django

load_django()

from tests.campaigns.started import start
from tests.leads.shared import propose
from tests.worlds import World, joined
from twofold.core.models import Company, Role

world = World.made()
version = propose(world, start(world))
assert world.partner_member.person is not None
joined(world.partner_member.person.pk, Company.rows.get(name="Northwind Cloud"), Role.MEMBER)
print(json.dumps({"version": version.pk, "hash": version.hash}))
