"""Starting a campaign with a partner, or only tracking one."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from twofold.campaigns.pages import CAMPAIGN_PAGES
from twofold.core.actor import Actor
from twofold.core.entities import Choice, Field, choices
from twofold.core.operations.query import ask
from twofold.core.time_zones import zone_choices
from twofold.ui.panels import Card, Notice
from twofold.ui.request import Request
from twofold.web.declaration import Section
from twofold.web.form import ItemForm, writable
from twofold.web.form_pages import form_page, new_page
from twofold.web.page import page

YES_NO = choices({"yes": "Yes", "no": "No"})
FACTS = (
    Field("name", label="Campaign name", required=True, help="Both sides see it."),
    Field("launchDate", "date", required=True, help="All dates of the plan are counted from it."),
    Field("timeZone", required=True, help="Check-in times follow this time zone.", suggests=zone_choices),
    Field("channel", help="Such as webinar, e-book, blog."),
    Field("budget", "number", least=0),
    Field("budgetSplit", help="Such as 50/50."),
)
"""What every template asks for."""
ANYWAY = Field("anyway", "boolean", label="Start a workspace anyway")


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def new_campaign(request: Request, id: str) -> HttpResponse:
    """Choose a template, answer its questions, start (S1.6, S1.9, S1.10)."""
    actor = request.actor
    partner = ask(actor, "partner.get", {"id": id})
    templates = ask(actor, "template.list")["items"]
    wanted = request.GET.get("template", "")
    chosen = next((each for each in templates if each["key"] == wanted), templates[0] if len(templates) == 1 else None)
    context = {
        **CAMPAIGN_PAGES.surrounding(request, {}),
        **_below(partner),
        "title": "Start a campaign",
        "notices": _broken(actor),
        "verb": "Start the campaign",
    }
    if chosen is None:
        return render(request, "web/choose.html", {**context, **_to_choose(templates)})
    return _start(request, partner, chosen, {**context, "lead_in": chosen["name"], "cards": _cards(chosen)})


def _below(partner: dict[str, Any]) -> dict[str, Any]:
    """A campaign begins at a partner, and there one comes back to."""
    back = reverse("partner", args=[partner["id"]])
    return {"cancel": back, "crumbs": [("Partners", reverse("partners")), (partner["company"], back)]}


def _broken(actor: Actor) -> list[Notice]:
    """The templates that are left out, for who can have them fixed."""
    found = ask(actor, "template.problems")["items"] if actor.may("company.manage") else []
    title = "Some templates can't be used until their files are fixed on the server:"
    items = [
        f"{each['file']}, line {each['line']}{', ' if each['key'] else ''}{each['key']}: {each['message']}"
        for each in found
    ]
    return [Notice(title=title, items=items, tone="warn")] if found else []


def _shared_with(partner: dict[str, Any]) -> Notice:
    """Who sees the campaign from now on, or later."""
    company = partner["company"]
    if partner["counterpartId"]:
        sees = f"{company} sees the whole campaign right away: name, dates, roles, tasks and messages. Your notes about them, "
        sees += "their score and your other partners stay private."
    else:
        sees = f"{company} has not joined yet. You can prepare everything now. They see it once they accept your invitation."
    return Notice([sees])


def _misfit(partner: dict[str, Any], misfits: list[dict[str, Any]]) -> Notice:
    """What to do instead, by the answers that speak against a workspace."""
    track = ("Track it without a workspace", reverse("campaign-track", args=[partner["id"]]))
    texts = [each["otherwise"] for each in misfits]
    return Notice(texts, "You may not need a workspace.", link=track, tone="warn")


def _to_choose(templates: list[dict[str, Any]]) -> dict[str, Any]:
    """What the page says on which one chooses a template."""
    size = "{} task lists, {} channels, roles for both sides."
    return {
        "lead_in": (
            "Choose the template closest to your campaign. You can change tasks, assets, calendar, brief, RACI matrix and "
            "role assignments later. The launch date, milestones, check-ins, channels, roles and hill chart can't be "
            "changed later."
        ),
        "cards": [
            Card(
                each["name"],
                each["summary"],
                note=size.format(len(each["taskLists"]), len(each["channels"])),
                action=("Use this", f"?template={each['key']}"),
            )
            for each in templates
        ],
        "nothing": "No templates available",
        "what_then": "Ask whoever runs this server: twofold doctor shows the reason.",
    }


def _cards(chosen: dict[str, Any]) -> list[Card]:
    """What one gets with a template, and when it fits."""
    channels = ", ".join(each["name"] for each in chosen["channels"])
    weekly = ", ".join(f"{each['weekday'].title()} ({each['minutes']} minutes)" for each in chosen["checkins"])
    note = f"Channels: {channels}. Check-ins every week: {weekly}."
    lists = [("", [each["name"] for each in chosen["taskLists"]])]
    fits = [("", chosen["useWhen"]), ("When not to use it", chosen["notFor"])]
    return [Card("What you get", chosen["summary"], lists, note), Card("When to use it", lists=fits)]


def _start(request: Request, partner: dict[str, Any], chosen: dict[str, Any], context: dict[str, Any]) -> HttpResponse:
    """The form of a template: its questions, what every campaign needs, its options."""
    questions = {f"intake_{each['key']}": each for each in chosen["intake"]}
    asked = [
        Field(name, label=each["asks"], choices=YES_NO, radio=True, required=True) for name, each in questions.items()
    ]
    offered = tuple(Choice(each["key"], f"{each['name']}. {each['explains']}") for each in chosen["options"])
    facts = [*FACTS, Field("options", "array", choices=offered)]
    answers = {name: request.POST.get(name, "") for name in questions}
    misfits = [each for name, each in questions.items() if answers[name] not in ("", each["fits"])]
    if misfits:
        asked.append(ANYWAY)
    start = {"timeZone": request.actor.person.time_zone, "channel": chosen["channel"]}
    data = request.POST if request.method == "POST" else None
    form = ItemForm(request.actor, CAMPAIGN_PAGES.entity, data, asked=[*asked, *facts], start=start)
    if data is not None:
        open_questions = [name for name, answer in answers.items() if not answer]
        for name in open_questions:
            form.add_error(name, "Answer this question first.")
        filled = {name: value for name, value in form.filled().items() if name not in {*questions, "anyway"}}
        given = {**filled, "template": chosen["key"]}
        fits = not misfits or "anyway" in request.POST
        if open_questions or not fits:
            form.refuse_input("campaign.start", given)  # what else is missing is said at once
        outcome = form.submit("campaign.start", given, partner["id"]) if fits else None
        if outcome is not None:
            messages.success(request, "Campaign started. Both companies see everything on this page.")
            return redirect("campaign", outcome.result.pk)
    sections = (("Do you need a shared workspace?", asked), ("The campaign", facts))
    pages = replace(
        CAMPAIGN_PAGES, sections=tuple(Section(title, tuple(each.name for each in those)) for title, those in sections)
    )
    notices = [*([_misfit(partner, misfits)] if misfits else []), _shared_with(partner), *context["notices"]]
    return form_page(request, pages, form, {**context, "notices": notices}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.start")
def track_campaign(request: Request, id: str) -> HttpResponse:
    """A line that only your own company sees, for what needs no workspace. Its leads are one number."""
    partner = ask(request.actor, "partner.get", {"id": id})
    left_out = {"partnerId", "leadsEntered", "status"}
    says = {
        **_below(partner),
        "title": "Track a campaign",
        "lead_in": "A line for your own company: no workspace, nothing shared.",
        "verb": "Track campaign",
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
