"""The brief as one text, and changing a row of the RACI matrix."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from twofold.campaigns.page_context import page_context
from twofold.campaigns.pages import BRIEF_PAGES
from twofold.core.operations.query import ask, ask_all
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.page import page
from twofold.web.verbs import offers_of

LETTER = "letter_"


@require_GET
@page(needs="campaigns.see")
def brief(request: Request, id: str) -> HttpResponse:
    """The brief, section by section."""
    actor = request.actor
    sections = ask_all(actor, "brief_section.list", {"campaignId": id})
    context = {
        **page_context(actor, id, "campaign-brief"),
        "sections": [(each, offers_of(BRIEF_PAGES, actor, each)) for each in sections],
        "written": sum(bool(each["text"]) for each in sections),
    }
    return render(request, "campaigns/brief.html", context)


@require_POST
@page(needs="campaigns.lead")
def change_raci(request: Request, id: str) -> HttpResponse:
    """Change one area of the matrix: `letter_<role>` holds letters such as `A`, `R` or `AR`."""
    row = ask(request.actor, "raci_row.get", {"id": id})
    letters = {
        name.removeprefix(LETTER): list(str(value))
        for name, value in request.POST.items()
        if name.startswith(LETTER) and value
    }
    run(request.actor, "raci.update", {"letters": letters}, id)
    messages.success(request, f"“{row['area']}” is saved.")
    return redirect("campaign-roles", row["campaignId"])
