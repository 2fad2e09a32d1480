"""A small world on a fresh database for the browser that signs in: rules wait for a signature, one person is in both."""

import json

import django

django.setup()

from tests.campaigns.started import start  # noqa: E402 - models need Django set up
from tests.leads.shared import propose  # noqa: E402
from tests.worlds import World  # noqa: E402
from twofold.core.models import Company, Role  # noqa: E402
from twofold.core.opening import join_company  # noqa: E402
from twofold.core.migrating import migrate  # noqa: E402

migrate()
world = World.made()
version = propose(world, start(world))
assert world.partner_member.person is not None
join_company(world.partner_member.person.pk, Company.rows.get(name="Northwind Cloud"), Role.MEMBER)
print(json.dumps({"version": version.pk, "hash": version.hash}))  # noqa: T201 - told to the test
