"""Several colleagues leave at once; who removes them, and the last admin, stays."""

from __future__ import annotations

import pytest

from tests.signing_in import by_password
from tests.worlds import World, person
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.models import Membership, OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(world: World) -> list[str]:
    assert world.host.company
    actors = [person(world.host.company, name, "member") for name in ("Lea Leaver", "Gus Gone")]
    return [actor.person.pk for actor in actors if actor.person]


def there(world: World) -> set[str]:
    return {each["id"] for each in ask(world.host, "person.list")["items"]}


def test_they_are_removed_together_and_whoever_does_it_is_left_out(world: World, leaving: list[str]) -> None:
    me = world.host.person.pk  # type: ignore[union-attr]
    with pytest.raises(Refused) as refused:
        run(world.host, "person.remove_many", {"ids": [*leaving, me]})
    assert refused.value.detail.endswith("This is you. Ask another admin to remove you. Nothing was changed.")
    assert there(world) >= {*leaving, me}
    done = run(world.host, "person.remove_many", {"ids": [*leaving, me], "leaveOut": True}).result
    assert (done["count"], dict(done.left)) == (2, {me: ("refused", "This is you. Ask another admin to remove you.")})
    assert not there(world) & set(leaving)
    assert Membership.rows.filter(person_id__in=leaving, ended_at__isnull=False).count() == 2
    entries = OplogEntry.rows.visible_to(world.host).filter(operation="person.remove", cause=done["changeId"])
    assert entries.count() == 2


def test_the_activity_says_whom_it_was_about(world: World, leaving: list[str]) -> None:
    run(world.host, "person.change_role", {"personId": leaving[0], "role": "admin"})
    run(world.host, "person.remove", {"personId": leaving[1]})
    told = [each["says"] for each in ask(world.host_member, "activity.list", {"limit": 2})["items"]]
    assert told == ["Hanna Host ended the membership of Gus Gone", "Hanna Host changed the role of Lea Leaver"]


def test_nobody_else_removes_anybody(world: World, leaving: list[str]) -> None:
    for actor in (world.host_member, world.partner, world.stranger):
        with pytest.raises((Refused, NotFound)):
            run(actor, "person.remove_many", {"ids": leaving})
    with pytest.raises(Invalid):
        run(world.host, "person.remove_many", {"ids": []})
    assert there(world) >= set(leaving)


def test_the_last_admin_stays(world: World) -> None:
    other = person(world.host.company, "Ada Admin", "admin")  # type: ignore[arg-type]
    run(other, "person.change_role", {"personId": world.host.person.pk, "role": "member"})  # type: ignore[union-attr]
    with pytest.raises(Refused):
        run(world.host_member, "person.remove_many", {"where": {}})
    with pytest.raises((Refused, Conflict)):
        run(other, "person.remove_many", {"ids": [other.person.pk]})  # type: ignore[union-attr]
    assert run(other, "person.remove_many", {"where": {"role": "member"}}).result["count"] == 2


def test_the_list_offers_it_to_who_may(world: World, leaving: list[str]) -> None:
    client = by_password(world.host)
    assert 'data-verb-name="remove"' in client.get("/company").content.decode()
    assert 'data-verb-name="remove"' not in by_password(world.host_member).get("/company").content.decode()
    answer = client.post("/company/many", {"verb": "remove", "ids": leaving}, "application/json").json()
    assert (answer["count"], answer["left"], answer["undo"]) == (2, {}, None)
