"""The tasks of a campaign, and its check-ins."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.forms import AnswerForm, TaskForm, answered
from twofold.campaigns.page_context import page_context
from twofold.campaigns.queries.checkins import checkin_page, own_answer
from twofold.core.operations.query import ask, ask_all
from twofold.ui.request import Request
from twofold.web.page import page, submit

WHOSE = ("ours", "theirs")


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.see")
def tasks(request: Request, id: str) -> HttpResponse:
    """All tasks by list; finish with one click, give to another role, add."""
    actor = request.actor
    around = page_context(actor, id, "campaign-tasks")
    lists = ask_all(actor, "task_list.list", {"campaignId": id})
    roles = ask_all(actor, "role.list", {"campaignId": id})
    people = _role_choices(roles, around)
    with timezone.override(around["campaign"]["timeZone"]):
        form = TaskForm([(each["id"], each["name"]) for each in lists], people, request.POST or None)
        if request.method == "POST" and submit(request, form, "task.add", id):
            messages.success(request, "Added.")
            return redirect("campaign-tasks", id)
    state, whose = request.GET.get("state", ""), request.GET.get("side", "")
    given: dict[str, Any] = {"campaignId": id}
    if state in {"open", "done", "overdue"}:
        given["state"] = "open,overdue" if state == "open" else state
    if whose in WHOSE:
        given["side"] = around["own"] if whose == "ours" else around["other"]
    found = ask_all(actor, "task.list", given)
    context = {
        **around,
        "lists": [_in_list(each, found) for each in lists],
        "form": form,
        "roles": people,
        "state": state,
        "whose": whose,
        "any": bool(found),
        "removed": ask_all(actor, "task.list", {"campaignId": id, "deleted": True}),
    }
    return render(request, "campaigns/tasks.html", context, status=422 if form.errors else 200)


def _in_list(each: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    """A task list with those of the found tasks that are in it; what is finished stands by itself."""
    tasks = [task for task in found if task["listId"] == each["id"]]
    done = [task for task in tasks if task["state"] == "done"]
    return {**each, "tasks": tasks, "open": [task for task in tasks if task["state"] != "done"], "done": done}


@require_GET
@page(needs="campaigns.see")
def checkins(request: Request, id: str) -> HttpResponse:
    """The next check-ins with what each side has answered, and the form to answer."""
    actor = request.actor
    return render(
        request, "campaigns/checkins.html", {**page_context(actor, id, "campaign-checkins"), **checkin_page(actor, id)}
    )


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.work")
def answer(request: Request, id: str, checkin: str) -> HttpResponse:
    """Answer a check-in: a page of its own, so that a link in a mail opens it."""
    actor = request.actor
    around = page_context(actor, id, "campaign-checkins")
    item = ask(actor, "checkin.get", {"id": checkin})
    asks_ready = item["kind"] == "go_no_go"
    said = answered(own_answer(actor, checkin))
    form = AnswerForm(request.POST or None, initial=said, asks_ready=asks_ready)
    if request.method == "POST" and form.is_valid():
        lines = [line.strip() for line in form.cleaned_data["blockers"].splitlines() if line.strip()]
        ready = {"true": True, "false": False}.get(form.cleaned_data.get("ready", ""))
        form.cleaned_data.pop("ready", None)
        if submit(request, form, "checkin.answer", checkin, given={"blockers": lines, "ready": ready}):
            messages.success(request, "Thank you. Both companies see your answer.")
            return redirect(f"{reverse('campaign-checkins', kwargs={'id': id})}#checkin-{checkin}")
    return render(
        request, "campaigns/answer.html", {**around, "checkin": item, "form": form}, status=422 if form.errors else 200
    )


def _role_choices(roles: list[dict[str, Any]], around: dict[str, Any]) -> list[tuple[str, str]]:
    """Roles with their company and person, one's own side first."""
    ordered = sorted(roles, key=lambda role: (role["side"] != around["own"], role["position"]))
    return [
        (
            role["id"],
            f"{role['title']}, {around['companies'][role['side']]}"
            + (f" ({role['person']})" if role["person"] else ""),
        )
        for role in ordered
    ]
