"""Tasks as pages show them: within their campaign and over all, finished with one press, many at once."""

from typing import Any

import pytest
from django.test import Client

from tests.campaigns.started import listed, one, start
from tests.campaigns.visiting import signed_in
from tests.worlds import World, person
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.errors import Invalid
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
VERBS = ("finish", "assign", "edit", "delete")


def press(client: Client, task: dict[str, Any], verb: str, **fields: str) -> Any:
    """Press a button of a task and see where it leads."""
    return client.post(f"/tasks/{task['id']}/{verb}", {"back": f"/tasks/{task['id']}", **fields}, follow=True)


def state(actor: Actor, task: dict[str, Any]) -> str:
    found: str = ask(actor, "task.get", {"id": task["id"]})["state"]
    return found


def test_a_task_is_finished_with_one_press_and_that_is_taken_back_with_another(
    world: World, campaign: Campaign
) -> None:
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    answer = press(client, task, "finish")
    assert f"“{task['title']}” is finished." in answer.text
    assert state(world.host, task) == "done"
    [undo] = {line for line in answer.text.split('"') if line.startswith(f"/tasks/{task['id']}/undo/")}
    assert "Undone." in client.post(undo, {}, follow=True).text
    assert (state(world.host, task), ask(world.host, "task.get", {"id": task["id"]})["finishedBy"]) == ("open", None)


def test_a_finished_task_is_reopened(world: World, campaign: Campaign) -> None:
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    press(client, task, "finish")
    assert f'action="/tasks/{task["id"]}/reopen"' in client.get(f"/tasks/{task['id']}").text
    assert f'action="/tasks/{task["id"]}/finish"' not in client.get(f"/tasks/{task['id']}").text
    press(client, task, "reopen")
    assert state(world.host, task) == "open"


def test_only_what_one_may_do_is_offered(world: World, campaign: Campaign) -> None:
    mine, theirs = (one(world.host, "task", campaign, side=side) for side in ("host", "partner"))
    role = one(world.host, "role", campaign, side="partner")
    given = {"list": "kickoff_alignment", "title": "Ask for the logo", "driRoleId": role["id"]}
    written = ask(world.partner, "task.get", {"id": run(world.partner, "task.add", given, campaign.pk).result.pk})
    for actor, task, offered in (
        (world.host, mine, {"finish", "assign", "edit", "delete"}),
        (world.host, theirs, {"assign", "edit", "delete"}),  # the host's template wrote it
        (world.partner, theirs, {"finish", "assign", "edit", "delete"}),
        (world.partner, mine, set()),
        (world.host, written, set()),
    ):
        text = signed_in(actor).get(f"/tasks/{task['id']}").text
        shown = {verb for verb in VERBS if f"/tasks/{task['id']}/{verb}" in text}
        assert shown == offered
    rows = signed_in(world.partner).get(f"/campaigns/{campaign.pk}/tasks").text
    assert f'action="/tasks/{theirs["id"]}/finish"' in rows
    assert f'action="/tasks/{mine["id"]}/finish"' not in rows


def test_a_press_that_is_refused_says_why(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="partner")
    client = signed_in(world.host)
    assert "Brightleaf Analytics" in press(client, task, "finish").text
    assert client.post(f"/tasks/{task['id']}/finish", headers={"HX-Request": "true"}).status_code == 403
    assert press(client, task, "no-such-verb").status_code == 404
    assert press(signed_in(world.rival), task, "finish").status_code == 404
    assert signed_in(world.rival).get(f"/tasks/{task['id']}").status_code == 404


def test_a_press_never_leads_to_another_site(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    answer = signed_in(world.host).post(f"/tasks/{task['id']}/finish", {"back": "//evil.example"})
    assert answer["Location"] == f"/tasks/{task['id']}"


def test_a_task_is_given_to_another_role_of_its_campaign(world: World, campaign: Campaign) -> None:
    other = one(world.host, "role", start(world, name="Another"))
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    role = one(world.host, "role", campaign, side="partner")
    form = client.get(f"/tasks/{task['id']}/assign").text
    assert f"{role['title']}, Brightleaf Analytics" in form
    assert other["id"] not in form
    for wrong, says in ((other["id"], "Choose a role of this campaign."), ("", "This is needed.")):
        answer = press(client, task, "assign", dri_role_id=wrong)
        assert (answer.status_code, says in answer.text) == (422, True)
    assert "is reassigned." in press(client, task, "assign", dri_role_id=role["id"]).text
    assert ask(world.host, "task.get", {"id": task["id"]})["driRoleId"] == role["id"]


def test_two_who_assign_a_task_are_told_of_each_other(world: World, campaign: Campaign) -> None:
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    first, second = (one(world.host, "role", campaign, side=side) for side in ("host", "partner"))
    run(world.host_member, "task.assign", {"driRoleId": second["id"]}, task["id"])
    answer = press(client, task, "assign", dri_role_id=first["id"], version=str(task["version"]))
    assert answer.status_code == 409
    assert "Somebody else has saved this since you opened it." in answer.text
    assert ask(world.host, "task.get", {"id": task["id"]})["driRoleId"] == second["id"]


def test_a_task_is_added_to_a_list_of_its_campaign(world: World, campaign: Campaign) -> None:
    other = one(world.host, "task_list", start(world, name="Another"))
    client, at = signed_in(world.host), f"/campaigns/{campaign.pk}/tasks/new"
    role, into = one(world.host, "role", campaign, side="host"), one(world.host, "task_list", campaign)
    form = client.get(at).text
    assert f'value="{into["id"]}"' in form
    assert other["id"] not in form
    refused = client.post(at, {"title": "Print badges", "list": "", "dri_role_id": ""})
    beside_and_above = 2 * len(("list", "driRoleId"))
    assert (refused.status_code, refused.text.count("This is needed.")) == (422, beside_and_above)
    assert 'value="Print badges"' in refused.text
    given = {"title": "Print badges", "list": into["id"], "dri_role_id": role["id"], "due": "2026-12-20T12:00"}
    assert "has been added." in client.post(at, given, follow=True).text
    task = one(world.host, "task", campaign, q="Print badges")
    assert (task["list"], task["driRoleId"]) == (into["key"], role["id"])
    assert task["due"].isoformat() == "2026-12-20T12:00:00+00:00"


def test_the_first_view_stands_by_list_in_their_order_open_ones_first(world: World, campaign: Campaign) -> None:
    done = one(world.host, "task", campaign, side="host", sort="position")
    run(world.host, "task.finish", {}, done["id"])
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}/tasks", {"limit": "200"}).context["part"].lines
    lists = [each["id"] for each in ask(world.host, "task_list.list", {"campaignId": campaign.pk})["items"]]
    heads = [line.value for line in page if line.kind == "group"]
    assert heads == [each for each in lists if each in heads]
    assert len(heads) > 2
    here = heads.index(done["listId"])
    rows = [line for line in page if line.kind == "group" or line.id]
    at = next(at for at, line in enumerate(rows) if line.kind == "row" and line.id == done["id"])
    assert at + 1 == len(rows) or rows[at + 1].kind == "group"
    assert here >= 0


def test_groups_fold_in_the_order_of_the_lists(world: World, campaign: Campaign) -> None:
    lists = [each["id"] for each in ask(world.host, "task_list.list", {"campaignId": campaign.pk})["items"]]
    folded = ",".join(lists[1:3])
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}/tasks", {"folded": folded, "limit": "200"})
    heads = [line for line in page.context["part"].lines if line.kind == "group"]
    assert [head.value for head in heads] == [each for each in lists if each in {head.value for head in heads}]
    assert {head.value for head in heads if head.folded} == set(lists[1:3])


@pytest.mark.parametrize(
    ("view", "filters"),
    [
        ("open-tasks", {"state": "open,overdue"}),
        ("our-tasks", {"side": "host", "state": "open,overdue"}),
        ("their-tasks", {"side": "partner", "state": "open,overdue"}),
        ("overdue-tasks", {"state": "overdue"}),
        ("done-tasks", {"state": "done"}),
    ],
)
def test_views_narrow_to_whose_move_it_is(world: World, campaign: Campaign, view: str, filters: dict[str, str]) -> None:
    mine, late = listed(world.host, "task", campaign, side="host")[:2]
    run(world.host, "task.finish", {}, mine["id"])
    run(world.host, "task.update", {"due": "2026-01-15T09:00:00Z"}, late["id"])
    page = signed_in(world.host).get(f"/campaigns/{campaign.pk}/tasks", {"view": view, "limit": "200"})
    shown = {line.id for line in page.context["part"].lines}
    assert shown == {each["id"] for each in listed(world.host, "task", campaign, **filters)}
    assert shown


def test_all_tasks_begin_with_ones_own_over_all_campaigns(world: World, campaign: Campaign) -> None:
    other = start(world, name="Another")
    for each in (campaign, other):
        roles = listed(world.host, "role", each, side="host")
        run(world.host, "role.assign", {"personId": world.host.person.pk}, roles[0]["id"])  # type: ignore[union-attr]
    client = signed_in(world.host)
    page = client.get("/tasks")
    mine = ask(world.host, "task.list", {"personId": "me", "limit": 200})["items"]
    assert {line.id for line in page.context["part"].lines} == {each["id"] for each in mine[:50]}
    assert {each["campaignId"] for each in mine} == {campaign.pk, other.pk}
    assert "Winter Webinar" in page.text
    assert 'href="/tasks"' in client.get("/").text
    ours = client.get("/tasks", {"view": "our-tasks", "limit": "200"}).context["part"].lines
    assert {line.id for line in ours} > {each["id"] for each in mine}
    chosen = client.post("/tasks/new", {"campaign_id": other.pk})
    assert chosen["Location"] == f"/campaigns/{other.pk}/tasks/new"


def test_a_guest_finds_the_tasks_of_their_campaign_and_no_others(world: World, campaign: Campaign) -> None:
    other = start(world, name="Another")
    guest = person(world.partner.company, "Greta Guest", "guest", seat=campaign.space)  # type: ignore[arg-type]
    page = signed_in(guest).get("/tasks", {"view": "our-tasks", "limit": "200"})
    shown = {line.id for line in page.context["part"].lines}
    assert shown == {each["id"] for each in listed(world.partner, "task", campaign, side="partner")}
    assert signed_in(guest).get(f"/campaigns/{other.pk}/tasks").status_code == 404


def test_what_was_removed_is_listed_and_restored(world: World, campaign: Campaign) -> None:
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    answer = client.post(f"/tasks/{task['id']}/delete", follow=True)
    assert f"/tasks/{task['id']}/restore" in answer.text
    at = f"/campaigns/{campaign.pk}/tasks"
    assert task["title"] in client.get(at, {"deleted": "true"}).text
    client.post(f"{at}/bring-back", {"id": task["id"]})
    assert one(world.host, "task", campaign, id=task["id"])["title"] == task["title"]


def test_the_board_finishes_and_reopens(world: World, campaign: Campaign) -> None:
    task, client = one(world.host, "task", campaign, side="host"), signed_in(world.host)
    board = client.get(f"/campaigns/{campaign.pk}/tasks", {"layout": "board", "whose": "ours"}).context["board"]
    assert [column.state.value for column in board] == ["overdue", "open", "done"]
    assert {move.to.value for column in board for card in column.cards for move in card.moves} == {"done"}
    for to, now in (("done", "done"), ("open", "open")):
        client.post(f"/tasks/{task['id']}/move", {"to": to})
        assert state(world.host, task) == now
    theirs = client.get(f"/campaigns/{campaign.pk}/tasks", {"layout": "board", "whose": "theirs"}).context["board"]
    assert not [card for column in theirs for card in column.cards if card.moves]


def test_the_page_of_a_task_names_the_role_that_answers_for_it(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    html = signed_in(world.host).get(f"/tasks/{task['id']}").text
    assert f'<a href="/roles/{task["driRoleId"]}">{task["dri"]}</a>' in html
    assert "you cannot see" not in html


def test_what_a_task_has_but_is_changed_otherwise_is_refused_with_what_to_do(world: World, campaign: Campaign) -> None:
    task = one(world.host, "task", campaign, side="host")
    for field, says in (("state", "by moving the task"), ("driRoleId", "given when the task is made"), ("dri", "read")):
        with pytest.raises(Invalid, match=says):
            run(world.host, "task.update", {field: "done"}, task["id"])
    with pytest.raises(Invalid, match="no such field"):
        run(world.host, "task.update", {"colour": "red"}, task["id"])
