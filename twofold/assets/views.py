"""The page of the approval folder."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.operations.query import ask_all
from twofold.ui.request import Request
from twofold.web.page import page, submit

from .entities import KINDS


class AssetForm(forms.Form):
    """A new asset."""

    title = forms.CharField(label="Asset", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    dri_role_id = forms.ChoiceField(label="Owner")
    due = forms.DateTimeField(
        label="Approval due", required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    launch_item_id = forms.ChoiceField(
        label="Published with", required=False, help_text="Your publications that have no asset yet."
    )


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.see")
def assets(request: Request, id: str) -> HttpResponse:
    """The approval folder: what is to be made, by whom, until when it must be approved (S1.40)."""
    actor = request.actor
    around = page_context(actor, id, "campaign-assets")
    roles = ask_all(actor, "role.list", {"campaignId": id})
    with timezone.override(around["campaign"]["timeZone"]):
        form = AssetForm(request.POST or None)
        form.fields["dri_role_id"].choices = [  # type: ignore[attr-defined]
            (role["id"], f"{role['title']}, {around['companies'][role['side']]}") for role in roles
        ]
        form.fields["launch_item_id"].choices = _publications(actor, id, around["own"])  # type: ignore[attr-defined]
        if request.method == "POST" and submit(request, form, "asset.add", id):
            messages.success(request, "Planned.")
            return redirect("campaign-assets", id)
    found = ask_all(actor, "asset.list", {"campaignId": id, "sort": request.GET.get("sort", "due")})
    context = {**around, "found": found, "form": form, "removed": _removed(actor, id)}
    return render(request, "assets/assets.html", context, status=422 if form.errors else 200)


def _publications(actor: Any, id: str, side: str) -> list[tuple[str, str]]:
    items = ask_all(actor, "launch_item.list", {"campaignId": id, "side": side})
    return [("", "–"), *((each["id"], each["title"]) for each in items if not each["assetId"])]


def _removed(actor: Any, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask_all(actor, "asset.list", {"campaignId": id, "deleted": True})
    return found
