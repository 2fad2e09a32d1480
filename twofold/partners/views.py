"""The pages of one partner, and the forms around it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST
from pydantic.alias_generators import to_camel

from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.rules.web_address import is_web_address
from twofold.ui.request import Request
from twofold.ui.times import day
from twofold.web.page import page, submit

from .forms import STATUSES, TYPES, InviteForm, PartnerForm, ScoreForm

CAMPAIGNS_SHOWN = 20


@require_http_methods(["GET", "POST"])
@page(needs="partners.work")
def new_partner(request: Request) -> HttpResponse:
    """Add a partner."""
    form = PartnerForm(request.POST or None)
    outcome = submit(request, form, "partner.create") if request.method == "POST" else None
    if outcome is not None:
        messages.success(request, f"{outcome.result} is on your list. Invite them when you are ready.")
        return redirect("partner", outcome.result.pk)
    return render(request, "partners/form.html", {"form": form, "title": "Add a partner", "verb": "Add the partner"})


@page(needs="partners.see")
def partner(request: Request, id: str) -> HttpResponse:
    """One partner: what we know, where it stands, what we do together."""
    return _show(request, id)


@require_http_methods(["GET", "POST"])
@page(needs="partners.work")
def edit_partner(request: Request, id: str) -> HttpResponse:
    """Change the record."""
    found = ask(request.actor, "partner.get", {"id": id})
    form = PartnerForm(request.POST or None, initial={key: found[to_camel(key)] for key in PartnerForm.base_fields})
    if request.method == "POST" and form.is_valid():
        emptied = {to_camel(key): "" for key, value in form.cleaned_data.items() if value in ("", None)}
        if submit(request, form, "partner.update", id, given=emptied):
            messages.success(request, "Saved.")
            return redirect("partner", id)
    return render(
        request,
        "partners/form.html",
        {"form": form, "title": f"Change {found['company']}", "verb": "Save", "partner": found},
    )


@require_POST
@page(needs="partners.work")
def move_partner(request: Request, id: str) -> HttpResponse:
    """A step along the pipeline."""
    given = {"status": request.POST.get("to", ""), "reason": request.POST.get("reason", "")}
    run(request.actor, "partner.move", given, id)
    messages.success(request, f"Moved to {given['status']}.")
    return redirect("partner", id)


@require_POST
@page(needs="partners.work")
def score_partner(request: Request, id: str) -> HttpResponse:
    """Rate the partner."""
    form = ScoreForm(request.POST)
    if submit(request, form, "partner.score", id) is None:
        return _show(request, id, score_form=form, status=422)
    messages.success(request, "Scored. Only your company sees it.")
    return redirect("partner", id)


@require_POST
@page(needs="partners.invite")
def invite_partner(request: Request, id: str) -> HttpResponse:
    """Send the invitation."""
    form = InviteForm(request.POST)
    if submit(request, form, "partner.invite", id) is None:
        return _show(request, id, invite_form=form, status=422)
    messages.success(request, f"The invitation to {form.cleaned_data['email']} is on its way.")
    return redirect("partner", id)


@require_POST
@page(needs="partners.work")
def delete_partner(request: Request, id: str) -> HttpResponse:
    """Take the partner off the list; undo stands in the message."""
    outcome = run(request.actor, "partner.delete", {}, id)
    return render(request, "partners/removed.html", {"partner": outcome.result})


@require_POST
@page(needs="partners.work")
def restore_partner(request: Request, id: str) -> HttpResponse:
    """Undo the removal."""
    run(request.actor, "partner.restore", {}, id)
    messages.success(request, "Back on the list.")
    return redirect("partner", id)


def _show(
    request: Request,
    id: str,
    *,
    score_form: ScoreForm | None = None,
    invite_form: InviteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    found: dict[str, Any] = ask(actor, "partner.get", {"id": id})
    axes = ("audience_overlap", "strategic_value", "execution_effort")
    pending: list[dict[str, Any]] = []
    if actor.may("people.manage"):
        pending = ask(actor, "invitation.list", {"partnerId": id, "state": "open"})["items"]
    context = {
        "partner": found,
        "way_back": [("Partners", reverse("partners"))],
        "value": [
            ("What we get", found["weGet"]),
            ("What they get", found["theyGet"]),
            ("Agreement", _linked(found["agreementUrl"])),
            ("Commission", found["commissionRate"]),
            ("Next review", day(found["nextReview"]) if found["nextReview"] else ""),
        ],
        "score_form": score_form or ScoreForm(initial={axis: found[to_camel(axis)] for axis in axes}),
        "invite_form": invite_form
        or InviteForm(initial={"email": found["contactEmail"], "name": found["contactName"]}),
        "pending": pending,
        "can_invite": actor.may("partners.invite") and not found["counterpartId"],
        "statuses": [each for each in STATUSES if each[0] not in {"churned", found["status"]}],
        "type_label": dict(TYPES).get(found["type"], found["type"]),
        "past": ask(actor, "activity.list", {"targetId": id, "limit": 10})["items"],
        "campaigns": _campaigns_with(actor, id),
    }
    return render(request, "partners/partner.html", context, status=status)


def _campaigns_with(actor: Any, partner_id: str) -> dict[str, Any]:
    """The newest campaigns with this partner and how many more there are, by the question of the floor above."""
    found = ask(actor, "campaign.list", {"partnerId": partner_id, "limit": CAMPAIGNS_SHOWN})
    more = ask(actor, "campaign.count", {"partnerId": partner_id})["count"] if found["nextCursor"] else 0
    return {"items": found["items"], "more": max(0, more - len(found["items"]))}


def _linked(url: str) -> str:
    """A link, for what a browser opens as a page; anything else stays the text it is."""
    if not is_web_address(url):
        return url
    return format_html('<a href="{}" rel="noreferrer">{}</a>', url, url.partition("://")[2])
