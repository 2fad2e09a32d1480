"""The page of the launch calendar, with blockers and the go or no-go."""

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from twofold.campaigns.page_context import page_context
from twofold.campaigns.queries.overview import one_gate
from twofold.core.operations.query import ask, ask_all
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.page import page, submit

from .entities import KINDS


class ItemForm(forms.Form):
    """Something that goes out."""

    title = forms.CharField(label="Publication", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    side = forms.ChoiceField(label="Published by")
    channel = forms.CharField(label="Where", max_length=100, help_text="Such as website, mailing list, LinkedIn.")
    publish_at = forms.DateTimeField(label="When", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    depends_on = forms.MultipleChoiceField(
        label="After", required=False, help_text="What must be published first.", widget=forms.CheckboxSelectMultiple
    )
    asset_id = forms.ChoiceField(label="Asset", required=False)


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.see")
def calendar(request: Request, id: str) -> HttpResponse:
    """What goes out when on either side, in one order both know (S1.39, S1.48)."""
    actor = request.actor
    around = page_context(actor, id, "campaign-calendar")
    items = ask_all(actor, "launch_item.list", {"campaignId": id})
    assets = ask_all(actor, "asset.list", {"campaignId": id})
    zone = around["campaign"]["timeZone"]
    with timezone.override(zone):
        form = ItemForm(request.POST or None)
        form.fields["side"].choices = [(side, around["companies"][side]) for side in (around["own"], around["other"])]  # type: ignore[attr-defined]
        form.fields["depends_on"].choices = [(each["id"], each["title"]) for each in items]  # type: ignore[attr-defined]
        form.fields["asset_id"].choices = [("", "None"), *((each["id"], each["title"]) for each in assets)]  # type: ignore[attr-defined]
        if request.method == "POST" and submit(request, form, "launch_item.add", id):
            messages.success(request, "Added to the calendar.")
            return redirect("campaign-calendar", id)
    gate = one_gate(actor, id, "launch_go_live")
    context = {
        **around,
        "days": _by_day(items, ZoneInfo(zone)),
        "blockers": ask_all(actor, "blocker.list", {"campaignId": id, "state": "open"}),
        "cleared": ask(
            actor, "blocker.list", {"campaignId": id, "state": "cleared", "limit": 20, "sort": "-resolvedAt"}
        )["items"],
        "decided": ask(actor, "launch_decision.list", {"campaignId": id, "limit": 5})["items"],
        "gate": gate,
        "gaps": [gap for part in gate["requirements"] if part["key"] != "decision" for gap in part["missing"]],
        "undecided": [gap for part in gate["requirements"] if part["key"] == "decision" for gap in part["missing"]],
        "form": form,
        "removed": ask_all(actor, "launch_item.list", {"campaignId": id, "deleted": True}),
    }
    return render(request, "launch/calendar.html", context, status=422 if form.errors else 200)


@require_POST
@page(needs="campaigns.work")
def raise_blocker(request: Request, id: str) -> HttpResponse:
    """Say that something is in the way."""
    given = {name: request.POST[name] for name in ("title", "side") if request.POST.get(name)}
    run(request.actor, "blocker.raise", given, id)
    messages.success(request, "Blocker added. Both companies see it, and it holds up the launch.")
    return redirect("campaign-calendar", id)


def _by_day(items: list[dict[str, Any]], zone: ZoneInfo) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The items under their days, with the titles of what each waits for."""
    titles = {each["id"]: each["title"] for each in items}
    shown = [
        {
            **each,
            "local": each["publishAt"].astimezone(zone),
            "after": [titles[other] for other in each["dependsOn"] if other in titles],
        }
        for each in items
    ]
    return [(day, list(found)) for day, found in groupby(shown, key=lambda each: each["local"].date())]
