"""The link in a mail: a page that says what it is about and asks; only pressing a button does anything.

Drawn by hand: whoever opens it need not be signed in, and it shows one lead, without the person.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.errors import NotFound, Problem
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.follow_up.mail_links import bearer_of
from twofold.ui.request import Request
from twofold.web.page import mailed

DONE = {"accept": "Accepted. You follow up first.", "return": "Returned. Your partner sees your reason."}


@require_http_methods(["GET", "POST"])
@mailed(closed="leads/link_closed.html")
def answer(request: Request, token: str) -> HttpResponse:
    """Accept or return one lead, as the person the mail went to. The link does nothing else and shows no person."""
    bearer = bearer_of(token)
    done = trouble = ""
    if request.method == "POST":
        verb = request.POST.get("do", "")
        if verb not in DONE:
            raise NotFound
        reason = request.POST.get("reason", "").strip()
        try:
            run(bearer.actor, f"lead.{verb}", {"reason": reason} if verb == "return" else {}, bearer.lead.pk)
            done = DONE[verb]
        except Problem as problem:
            trouble = (
                "Give a short reason. Your partner sees it." if verb == "return" and not reason else problem.detail
            )
    item = ask(bearer.actor, "lead.get", {"id": bearer.lead.pk})
    companies = page_context(bearer.actor, item["campaignId"], "campaign-leads")["companies"]
    context = {
        "lead": item,
        "companies": companies,
        "who": bearer.actor,
        "done": done,
        "trouble": trouble,
        "token": token,
    }
    return render(request, "leads/link.html", context, status=422 if trouble else 200)
