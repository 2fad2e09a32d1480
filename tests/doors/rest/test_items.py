"""What a program does with items: create, read, change, delete, restore, list, count, look back."""

import pytest

from tests.doors.rest.calling import Api
from tests.worlds import World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW = {"company": "Fernhill Ltd", "contactName": "Fay Fern", "contactEmail": "fay@fernhill.example", "type": "referral"}


def test_an_item_is_created_read_changed_deleted_and_restored(host: Api) -> None:
    made = host.post("/partners", NEW)
    assert made.status_code == 201
    item = made.json()
    assert item["company"] == "Fernhill Ltd"
    assert item["version"] == 1
    assert made["ETag"] == '"1"'
    address = f"/partners/{item['id']}"
    assert host.get(address).json() == item
    changed = host.call("PATCH", address, {"tier": "gold"}, If_Match='"1"')
    assert changed.status_code == 200
    assert (changed.json()["tier"], changed.json()["version"], changed["ETag"]) == ("gold", 2, '"2"')
    assert host.call("DELETE", address).status_code == 200
    assert host.get(address).status_code == 404
    assert host.post(f"{address}/restore").status_code == 200
    assert host.get(address).json()["tier"] == "gold"
    told = [entry["operation"] for entry in host.get(f"{address}/oplog").json()["items"]]
    assert told == ["partner.restore", "partner.delete", "partner.update", "partner.create"]


def test_a_list_is_filtered_sorted_and_paged(host: Api) -> None:
    for number in range(3):
        host.post("/partners", {**NEW, "company": f"Fernhill {number}"})
    first = host.get("/partners?q=fernhill&sort=-company&limit=2").json()
    assert [each["company"] for each in first["items"]] == ["Fernhill 2", "Fernhill 1"]
    second = host.get(f"/partners?q=fernhill&sort=-company&limit=2&cursor={first['nextCursor']}").json()
    assert [each["company"] for each in second["items"]] == ["Fernhill 0"]
    assert second["nextCursor"] is None
    assert host.get("/partners/count?type=referral").json() == {"count": 3}
    assert host.get("/partners/count?type=referral&groupBy=status").json() == {"groups": {"prospect": 3}}


def test_a_lost_update_is_impossible(host: Api, world: World) -> None:
    address = f"/partners/{world.partner_record.pk}"
    seen = host.get(address)
    assert host.call("PATCH", address, {"tier": "gold"}, If_Match=seen["ETag"]).status_code == 200
    late = host.call("PATCH", address, {"tier": "silver"}, If_Match=seen["ETag"])
    assert late.status_code == 409
    assert late["Content-Type"] == "application/problem+json"
    version = seen.json()["version"]
    assert (late.json()["yours"], late.json()["current"]) == (version, version + 1)


@pytest.mark.parametrize("tag", ['W/"1"', '"1", "2"', "one", '"-1"'])
def test_a_version_that_does_not_say_which_one_is_refused(host: Api, world: World, tag: str) -> None:
    refused = host.call("PATCH", f"/partners/{world.partner_record.pk}", {"tier": "gold"}, If_Match=tag)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "If-Match"


def test_the_same_key_gives_the_same_answer_and_one_effect(host: Api) -> None:
    first = host.post("/partners", NEW, Idempotency_Key="k1")
    again = host.post("/partners", NEW, Idempotency_Key="k1")
    assert (again.status_code, again.json()) == (201, first.json())
    assert host.get("/partners/count?type=referral").json() == {"count": 1}
    other = host.post("/partners", {**NEW, "company": "Other"}, Idempotency_Key="k1")
    assert other.status_code == 422


def test_the_history_of_what_one_cannot_see_is_the_same_nothing(host: Api, partner: Api, world: World) -> None:
    foreign = partner.get(f"/partners/{world.rival_record.pk}/oplog")
    missing = partner.get("/partners/doesnotexist123456789/oplog")
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content) == (404, missing.content)
