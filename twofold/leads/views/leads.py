"""What one does with a lead, its decision as a file, and the address from which leads used to be exported."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from twofold.core.errors import Invalid, NotFound
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.downloads import text_file
from twofold.web.page import page, way_back

DONE = {
    "accept": "Accepted. You follow up first.",
    "return": "Returned. Your partner sees your reason.",
    "contact": "Marked as contacted.",
    "qualify": "Qualified.",
    "convert": "Marked as converted. Well done.",
    "disqualify": "Disqualified.",
}
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


@require_POST
@page(needs="leads.work")
def act(request: Request, id: str, verb: str) -> HttpResponse:
    """One step, from a row of a list or the lead's page: each has a verb of its own, with what only it asks for."""
    if verb not in DONE:
        raise NotFound
    given = {name: request.POST[name] for name in ("note", "reason", "dealValue", "currency") if request.POST.get(name)}
    if verb in ("return", "disqualify") and "reason" not in given:
        raise Invalid.field("reason", "Give a short reason. Your partner sees it.")
    run(request.actor, f"lead.{verb}", given, id)
    messages.success(request, DONE[verb])
    return redirect(way_back(request) or reverse("lead", args=[id]))
