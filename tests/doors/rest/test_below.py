"""What is made below another thing: at the long address, and at the short one that one would guess."""

import pytest

from tests.campaigns.started import start
from tests.doors.rest.calling import Api
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.operations.query import ask

pytestmark = pytest.mark.django_db


def test_a_task_is_added_at_either_address(host: Api, world: World, campaign: Campaign) -> None:
    lists = host.get(f"/task-lists?campaignId={campaign.pk}").json()["items"]
    role = host.get(f"/roles?campaignId={campaign.pk}").json()["items"][0]["id"]
    task = {"list": lists[0]["id"], "title": "Write the follow-up mail", "driRoleId": role}
    long = host.post(f"/campaigns/{campaign.pk}/tasks/add", task)
    short = host.post("/tasks", {**task, "campaignId": campaign.pk})
    assert (long.status_code, short.status_code) == (201, 201), (long.content, short.content)
    assert long.json().keys() == short.json().keys()


def test_the_short_address_asks_for_the_thing_above(host: Api, partner: Api, world: World, campaign: Campaign) -> None:
    task = {"list": "x", "title": "y", "driRoleId": "z"}
    assert host.post("/tasks", task).json()["errors"] == [{"field": "campaignId", "message": "This is needed."}]
    foreign = start(world).pk
    assert host.post("/tasks", {**task, "campaignId": "no-such-id"}).status_code == 404
    assert campaign.pk != foreign
    assert host.post("/tasks", []).status_code == 422


def test_a_raci_row_is_added_changed_and_removed(host: Api, world: World, campaign: Campaign) -> None:
    roles = [each["id"] for each in ask(world.host, "role.list", {"campaignId": campaign.pk})["items"]]
    letters = {roles[0]: ["A"], roles[1]: ["R"]}
    made = host.post(f"/campaigns/{campaign.pk}/raci/add", {"area": "Podcast", "letters": letters})  # "raci.add"
    assert made.status_code == 201, made.content
    address = f"/raci-rows/{made.json()['id']}"
    changed = host.post(f"{address}/raci/update", {"letters": {**letters, roles[0]: ["A", "R"]}})
    assert changed.status_code == 200, changed.content
    assert host.post(f"{address}/raci/remove").status_code == 200  # "raci.remove"
    assert host.get(address).status_code == 404
