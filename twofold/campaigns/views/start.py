"""Starting a campaign with a partner, or only tracking one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from twofold.campaigns.forms import StartForm, TrackForm
from twofold.companies.pages import page, submit
from twofold.core.operations.query import ask
from twofold.core.time_zones import zone_choices


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def new_campaign(request: HttpRequest, id: str) -> HttpResponse:
    """Choose a template, answer its questions, start (S1.6, S1.9, S1.10)."""
    actor = request.actor  # type: ignore[attr-defined]
    partner = ask(actor, "partner.get", {"id": id})
    templates = ask(actor, "template.list")["items"]
    wanted = request.GET.get("template", "")
    chosen = next((each for each in templates if each["key"] == wanted), templates[0] if len(templates) == 1 else None)
    broken = ask(actor, "template.problems")["items"] if actor.may("company.manage") else []
    context = {
        "partner": partner,
        "templates": templates,
        "chosen": chosen,
        "zones": zone_choices(),
        "broken": broken,
    }
    if chosen is None:
        return render(request, "campaigns/templates.html", context)
    form = StartForm(
        chosen, request.POST or None, initial={"time_zone": actor.person.time_zone, "channel": chosen["channel"]}
    )
    if request.method == "POST" and form.is_valid():
        misfits = form.misfits()
        if misfits and not form.cleaned_data["anyway"]:
            return render(request, "campaigns/new.html", {**context, "form": form, "misfits": misfits})
        for name in [name for name in form.cleaned_data if name == "anyway" or name.startswith("intake_")]:
            del form.cleaned_data[name]
        outcome = submit(request, form, "campaign.start", id, given={"template": chosen["key"]})
        if outcome is not None:
            messages.success(request, "Started. Both sides see everything on this page.")
            return redirect("campaign", outcome.result.pk)
    return render(request, "campaigns/new.html", {**context, "form": form, "misfits": []})


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def track_campaign(request: HttpRequest, id: str) -> HttpResponse:
    """A line that only your own company sees, for what needs no workspace."""
    partner = ask(request.actor, "partner.get", {"id": id})  # type: ignore[attr-defined]
    form = TrackForm(request.POST or None, initial={"type": partner["type"]})
    if request.method == "POST":
        outcome = submit(request, form, "campaign.create", given={"partnerId": id})
        if outcome is not None:
            messages.success(request, "Tracked. Only your company sees it.")
            return redirect("campaign", outcome.result.pk)
    return render(request, "campaigns/track.html", {"partner": partner, "form": form})
