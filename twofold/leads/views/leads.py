"""The decision about a lead as a file, and the address from which leads used to be exported."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from twofold.core.operations.query import ask
from twofold.ui.request import Request
from twofold.web.downloads import text_file
from twofold.web.page import page

EXPORTED = (
    "title,number,campaignId,status,state,to,route,first,due,hostState,partnerState,createdAt,"
    "contactName,contactEmail,contactCompany,contactPhone,contactJobTitle"
)


@require_GET
@page(needs="leads.see")
def old_export(request: Request) -> HttpResponse:
    """`/leads.csv`, as links kept elsewhere have it: the export of the list, with the columns it always had."""
    query = request.GET.copy()
    query.setdefault("columns", EXPORTED)
    return redirect(f"{reverse('leads-export')}?{query.urlencode()}")


@require_GET
@page(needs="leads.see")
def decision(request: Request, id: str) -> HttpResponse:
    """The replay record, to check with `twofold replay`: a file whose bytes are checked, so no page draws it."""
    found = ask(request.actor, "lead.decision", {"id": id})
    return text_file(found["fileName"], found["text"])
