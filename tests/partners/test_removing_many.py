"""Many partners removed at once: each one's open invitation leads nowhere any more, and that is asked for once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import World
from twofold.companies.models import Invitation
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_open_invitations_end_with_all_who_go_and_with_nobody_else(world: World) -> None:
    made = []
    for at in range(6):
        given = {"company": f"Elm {at}", "contactName": "Mo", "contactEmail": f"mo{at}@example.com", "type": "referral"}
        made.append(run(world.host, "partner.create", given).result.pk)
    for at in (1, 3, 5):
        run(world.host, "partner.invite", {"email": f"mo{at}@example.com", "name": "Mo"}, on=made[at])
    with CaptureQueriesContext(connection) as asked:
        run(world.host, "partner.delete_many", {"ids": made[:4]})
    read = [each["sql"] for each in asked if each["sql"].startswith("SELECT") and "companies_invitation" in each["sql"]]
    assert len(read) == 3, "once who is invited, and the invitation of each of the two"
    open_ones = Invitation.rows.within(world.host.company_space_id()).filter(
        revoked_at__isnull=True, partner_id__in=made
    )
    assert [each.partner_id for each in open_ones] == [made[5]]
    entries = run(world.host, "partner.delete_many", {"ids": made[4:]})
    assert entries.result["count"] == 2
    assert not open_ones.all().exists()
