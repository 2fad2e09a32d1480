"""Roles and RACI, and the brief."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from twofold.campaigns.page_context import page_context
from twofold.core.operations.query import ask_all
from twofold.core.operations.runner import run
from twofold.ui.request import Request
from twofold.web.page import page

_VERSION = re.compile("[0-9]{1,9}")
CHOICES = (("", "–"), ("R", "R"), ("A", "A"), ("AR", "A, R"), ("C", "C"), ("I", "I"))


@require_GET
@page(needs="campaigns.see")
def roles(request: Request, id: str) -> HttpResponse:
    """Who has which role on each side, and the RACI matrix."""
    actor = request.actor
    around = page_context(actor, id, "campaign-roles")
    found = ask_all(actor, "role.list", {"campaignId": id})
    rows = ask_all(actor, "raci_row.list", {"campaignId": id})
    context = {
        **around,
        "columns": [
            {"side": side, "name": around["companies"][side], "roles": [role for role in found if role["side"] == side]}
            for side in (around["own"], around["other"])
        ],
        "people": ask_all(actor, "person.list"),
        "rows": [_row(row, found) for row in rows],
        "choices": CHOICES,
    }
    return render(request, "campaigns/roles.html", context)


@require_http_methods(["GET", "POST"])
@page(needs="campaigns.see")
def brief(request: Request, id: str) -> HttpResponse:
    """The brief, section by section; each is written where it stands."""
    actor = request.actor
    if request.method == "POST":
        version = request.POST.get("version", "")
        run(
            actor,
            "brief.write",
            {"text": request.POST.get("text", "")},
            request.POST.get("section", ""),
            if_version=int(version) if _VERSION.fullmatch(version) else None,
        )
        messages.success(request, "Saved. Both companies see it.")
        return redirect("campaign-brief", id)
    sections = ask_all(actor, "brief_section.list", {"campaignId": id})
    context = {
        **page_context(actor, id, "campaign-brief"),
        "sections": sections,
        "written": sum(bool(each["text"]) for each in sections),
        "edit": request.GET.get("edit", ""),
    }
    return render(request, "campaigns/brief.html", context)


def _row(row: dict[str, Any], roles: list[dict[str, Any]]) -> dict[str, Any]:
    """A RACI row as cells: the letters of each role, and who has them."""
    letters = {role: "".join(sorted(given)) for role, given in row["letters"].items()}
    return {
        **row,
        "by": [
            {"word": word, "roles": [role for role in roles if word[0] in letters.get(role["id"], "")]}
            for word in ("Accountable", "Responsible", "Consulted", "Informed")
        ],
        "cells": [{"role": role, "letters": letters.get(role["id"], "")} for role in roles],
    }
