"""The brief as one text, section by section."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from twofold.campaigns.page_context import page_context
from twofold.campaigns.pages import BRIEF_PAGES
from twofold.core.operations.query import ask_all
from twofold.ui.request import Request
from twofold.web.page import page
from twofold.web.verbs import offers_of


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
