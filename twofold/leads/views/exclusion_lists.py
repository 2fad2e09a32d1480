"""One's own list of existing pipeline, from the rules page: given as a file or pasted, or taken back.

Drawn by hand: there is one list for each side, replaced as a whole, of which pages show only how long it is and its hash.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from twofold.core.operations.runner import run
from twofold.leads.forms import PipelineForm
from twofold.ui.request import Request
from twofold.web.page import page, submit

from .rules import show_newest


@require_POST
@page(needs="leads.import")
def replace(request: Request, id: str) -> HttpResponse:
    """The whole list, in place of the one before."""
    form = PipelineForm(request.POST, request.FILES, auto_id="pipeline_%s")
    outcome = submit(request, form, "exclusion_list.replace", id)
    if outcome is None:
        return show_newest(request, id, form)
    count = outcome.result.count
    entries = "1 entry" if count == 1 else f"{count:,} entries"
    messages.success(request, f"Your pipeline now has {entries}. New leads are checked against it.")
    return redirect("campaign-rules", id)


@require_POST
@page(needs="leads.import")
def clear(request: Request, id: str) -> HttpResponse:
    """No list any more."""
    run(request.actor, "exclusion_list.clear", {}, id)
    messages.success(request, "Your pipeline was cleared.")
    return redirect("campaign-rules", id)
