"""Doctor finds what was changed behind the house's back about rows that a template planted by the dozen."""

import pytest

from tests.core.test_doctor import behind_its_back, findings
from tests.worlds import World
from twofold.campaigns.models import Campaign, Role, Task
from twofold.core.models import OplogEntry
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def workspace(world: World, campaign: Campaign) -> Campaign:
    """One in which something has been done since it was started."""
    role = Role.rows.within(campaign.space_id).filter(side="host").first()
    run(world.host, "role.assign", {"personId": world.host.person.pk}, on=role.pk)
    task = Task.rows.within(campaign.space_id).first()
    run(world.host, "task.update", {"title": "Another title"}, on=task.pk)
    more = {"list": "launch_sequencing", "title": "One more", "driRoleId": role.pk}
    run(world.host, "task.add", more, on=campaign.pk)
    return campaign


def test_a_workspace_that_only_operations_changed_is_whole(workspace: Campaign) -> None:
    assert findings() == {}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE campaigns_task SET due = NULL WHERE id IN (SELECT max(id) FROM campaigns_task WHERE key <> '')",
        "UPDATE campaigns_milestone SET gate = 'none' WHERE id IN (SELECT max(id) FROM campaigns_milestone)",
        "UPDATE campaigns_briefsection SET prompt = 'x' WHERE id IN (SELECT max(id) FROM campaigns_briefsection)",
        "UPDATE campaigns_racirow SET letters = '{}' WHERE id IN (SELECT max(id) FROM campaigns_racirow)",
        "DELETE FROM campaigns_pin WHERE id IN (SELECT max(id) FROM campaigns_pin)",
        "UPDATE campaigns_checkin SET minutes = minutes + 1 WHERE id IN (SELECT max(id) FROM campaigns_checkin)",
    ],
)
def test_a_planted_row_that_was_changed_or_removed_is_found(workspace: Campaign, statement: str) -> None:
    behind_its_back(statement)
    entry = OplogEntry.rows.within(workspace.space_id).get(operation="campaign.open")
    found = findings()["rows against the log"][0]
    assert f"entry {entry.seq} of the log of space {workspace.space_id}" in found
