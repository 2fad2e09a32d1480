"""Starting a campaign with a partner, or only tracking one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from twofold.campaigns.forms import StartForm
from twofold.campaigns.pages import CAMPAIGN_PAGES
from twofold.core.operations.query import ask
from twofold.core.time_zones import zone_choices
from twofold.ui.request import Request
from twofold.web.form import writable
from twofold.web.form_pages import new_page
from twofold.web.page import page, submit


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def new_campaign(request: Request, id: str) -> HttpResponse:
    """Choose a template, answer its questions, start (S1.6, S1.9, S1.10)."""
    actor = request.actor
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
            messages.success(request, "Campaign started. Both companies see everything on this page.")
            return redirect("campaign", outcome.result.pk)
    return render(request, "campaigns/new.html", {**context, "form": form, "misfits": []})


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def track_campaign(request: Request, id: str) -> HttpResponse:
    """A line that only your own company sees, for what needs no workspace. Its leads are one number."""
    partner = ask(request.actor, "partner.get", {"id": id})
    left_out = {"partnerId", "leadsEntered", "status"}
    back = reverse("partner", args=[id])
    says = {
        "title": "Track a campaign",
        "lead_in": "A line for your own company: no workspace, nothing shared.",
        "verb": "Track campaign",
        "cancel": back,
        "crumbs": [("Partners", reverse("partners")), (partner["company"], back)],
    }
    return new_page(
        request,
        CAMPAIGN_PAGES,
        {},
        given={"partnerId": id},
        asked=[field for field in writable(CAMPAIGN_PAGES.entity, new=True) if field.name not in left_out],
        start={"type": partner["type"]},
        added="Campaign tracked. Only your company sees it.",
        says=says,
    )
