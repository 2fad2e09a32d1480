"""The rules of a campaign on pages: read, tried on a file, compared, signed, proved by receipts.

Drawn by hand: a version is a document that is read in words, signed with a fresh password and proved by receipts, and no
record whose fields are changed. The versions beside it are the way from one to another on this page.
"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from twofold.campaigns.page_context import IN_CAMPAIGN, page_context
from twofold.core.errors import NotFound
from twofold.core.operations.query import ask, ask_all
from twofold.leads.forms import PipelineForm, SignForm, TryForm
from twofold.leads.queries.starting_points import starting_points
from twofold.rules.lead_share.form import draft_of
from twofold.rules.lead_share.form.hints import hints_for
from twofold.ui.panels import Card
from twofold.ui.request import Request
from twofold.web.downloads import text_file
from twofold.web.page import page, submit


@require_GET
@page(needs="campaigns.see")
def rules(request: Request, id: str) -> HttpResponse:
    """The newest version, and all before it; without any, where to start from."""
    found = _versions(request, id)
    if found:
        return _show(request, id, found[0]["id"])
    return _to_choose(request, id)


def _to_choose(request: Request, id: str) -> HttpResponse:
    """What the rules can begin with, before there are any."""
    around, at = page_context(request.actor, id, "campaign-rules"), reverse("campaign-rules-new", args=[id])
    context = {
        **around,
        "frame": IN_CAMPAIGN.template,
        "level": 2,
        "crumbs": around["way"],
        "title": "Agree on who gets which lead",
        "lead_in": (
            "Define what counts as a shared lead, where it goes, who follows up first and how soon. Once both companies "
            "sign, every lead is routed by these rules. Start from a template and change what you need."
        ),
        "cards": [
            Card(
                each["name"],
                each["says"],
                action=("Use this template", f"{at}?from={each['key']}") if around["can_lead"] else None,
            )
            for each in starting_points()
        ],
    }
    return render(request, "web/choose.html", context)


@require_GET
@page(needs="campaigns.see")
def version(request: Request, id: str, version: str) -> HttpResponse:
    """One version."""
    return _show(request, id, version)


@require_POST
@page(needs="documents.propose")
def try_out(request: Request, id: str, version: str) -> HttpResponse:
    """A dry run on a file."""
    form = TryForm(request.POST, request.FILES)
    outcome = submit(request, form, "lead_share.dry_run", version)
    tried = outcome.result if outcome else None
    return _show(request, id, version, try_form=form if outcome is None else None, tried=tried)


@require_POST
@page(needs="documents.propose")
def compare(request: Request, id: str, version: str) -> HttpResponse:
    """The difference to another version on the same file."""
    form = TryForm(request.POST, request.FILES, lists=False)
    outcome = submit(request, form, "lead_share.diff", version, given={"with": request.POST.get("with", "")})
    compared = outcome.result if outcome else None
    return _show(request, id, version, try_form=form if outcome is None else None, compared=compared)


@require_POST
@page(needs="documents.sign")
def sign(request: Request, id: str, version: str) -> HttpResponse:
    """One's company's yes."""
    form = SignForm(request.POST, fresh=request.actor.fresh)
    if submit(request, form, "lead_share.sign", version) is None:
        return _show(request, id, version, sign_form=form)
    messages.success(request, "Signed. You can download the receipt below.")
    return redirect("campaign-rules-version", id, version)


@require_GET
@page(needs="campaigns.see")
def receipt(request: Request, id: str, version: str, side: str) -> HttpResponse:
    """The receipt of one signature, to check with `twofold verify`."""
    items = ask(request.actor, "lead_share.receipt", {"id": version})["items"]
    found = next((item for item in items if item["side"] == side), None)
    if found is None:
        raise NotFound
    return text_file(found["fileName"], found["text"])


@require_GET
@page(needs="activity.see")
def log(request: Request, id: str) -> HttpResponse:
    """The log of the campaign's space until now, to keep: with it nobody rewrites what was in it."""
    actor = request.actor
    found = ask(actor, "log.file", {"spaceId": ask(actor, "campaign.get", {"id": id})["spaceId"]})
    return text_file(found["fileName"], found["text"])


def show_newest(request: Request, id: str, pipeline_form: PipelineForm) -> HttpResponse:
    """The rules page again, with what is wrong with a list of existing pipeline."""
    found = _versions(request, id)
    if not found:
        raise NotFound
    return _show(request, id, found[0]["id"], pipeline_form=pipeline_form)


def _versions(request: Request, id: str) -> list[dict[str, Any]]:
    given = {"campaignId": id, "sort": "-number"}
    return ask_all(request.actor, "lead_share.list", given)


def _show(
    request: Request,
    id: str,
    version_id: str,
    *,
    sign_form: SignForm | None = None,
    try_form: TryForm | None = None,
    tried: dict[str, Any] | None = None,
    compared: dict[str, Any] | None = None,
    pipeline_form: PipelineForm | None = None,
) -> HttpResponse:
    actor = request.actor
    around = page_context(actor, id, "campaign-rules")
    versions = _versions(request, id)
    chosen = next((each for each in versions if each["id"] == version_id), None)
    if chosen is None:
        raise NotFound
    explained = ask(actor, "lead_share.explained", {"id": version_id})
    signed = {one["side"] for one in chosen["signatures"]}
    open_to_sign = chosen["number"] == chosen["latest"] and around["own"] not in signed and actor.may("documents.sign")
    dry_run = tried["hash"] if tried else request.POST.get("dry_run_hash", "") or _own_dry_run(explained, actor)
    context = {
        **around,
        "versions": versions,
        "version": chosen,
        "receipt_key": ask(actor, "receipt.key")["publicKey"],
        "text": json.dumps(chosen["document"], indent=2, ensure_ascii=False),
        "words": explained["words"],
        "advice": hints_for(explained["advice"], draft_of(chosen["document"])),
        "dry_runs": explained["dryRuns"],
        "others": [each for each in versions if each["id"] != version_id],
        "may_sign": open_to_sign,
        "waits_for": [around["companies"][side] for side in ("host", "partner") if side not in signed],
        "sign_form": sign_form
        or SignForm(initial={"hash": chosen["hash"], "dry_run_hash": dry_run}, fresh=actor.fresh),
        "dry_run_hash": dry_run,
        "try_form": try_form or TryForm(lists=around["own"] in chosen["document"].get("exclusions", {})),
        "tried": tried,
        "compared": compared,
        "pipeline": ask(actor, "exclusion_list.current", {"campaignId": id})["sides"],
        "pipeline_form": pipeline_form or PipelineForm(auto_id="pipeline_%s"),
        "may_list": actor.may("leads.import"),
        "may_propose": actor.may("documents.propose"),
    }
    wrong = any(form and form.errors for form in (sign_form, try_form, pipeline_form))
    return render(request, "leads/rules.html", context, status=422 if wrong else 200)


def _own_dry_run(explained: dict[str, Any], actor: Any) -> str:
    """The newest dry run of one's own company: what one's signature would name."""
    own = next((run for run in explained["dryRuns"] if run["company"] == actor.company.name), None)
    return own["hash"] if own else ""
