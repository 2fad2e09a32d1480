"""Roles with the RACI matrix, and the dialogs of the brief and of the hill chart."""

from typing import Any

from twofold.campaigns.entities.people import ROLES
from twofold.campaigns.entities.schedule import BRIEF_SECTIONS
from twofold.campaigns.entities.work import DOTS, is_ours
from twofold.campaigns.hill_chart import PLACES
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.entities import Field, choices
from twofold.core.operations.query import ask_all
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Section, Verb, pages

LETTERS = (("", "–"), ("R", "R"), ("A", "A"), ("AR", "A, R"), ("C", "C"), ("I", "I"))
PARTS = ("Accountable", "Responsible", "Consulted", "Informed")


def raci(request: Request, named: dict[str, str]) -> dict[str, Any]:
    """The RACI matrix below the roles: for each area the roles of each letter, and the letters of each role."""
    roles = ask_all(request.actor, "role.list", {"campaignId": named["id"]})
    rows = ask_all(request.actor, "raci_row.list", {"campaignId": named["id"]})
    return {"areas": [_area(row, roles) for row in rows], "letters": LETTERS}


def _area(row: dict[str, Any], roles: list[dict[str, Any]]) -> dict[str, Any]:
    letters = {role: "".join(sorted(given)) for role, given in row["letters"].items()}
    return {
        **row,
        "by": [
            {"word": word, "roles": [role for role in roles if word[0] in letters.get(role["id"], "")]}
            for word in PARTS
        ],
        "cells": [{"role": role, "letters": letters.get(role["id"], "")} for role in roles],
    }


ROLE_PAGES = pages(
    Pages(
        entity=ROLES,
        at="campaigns/<str:id>/roles",
        name="campaign-roles",
        frame=IN_CAMPAIGN,
        title="Roles",
        view="all-roles",
        card=("side", "person", "state"),
        below="campaigns/parts/raci.html",
        above_context=raci,
        sections=(
            Section("The role", ("title", "side", "does", "runsCampaign", "required")),
            Section("Who has it", ("person", "assignedAt", "state", "waivedBecause")),
        ),
        hides=("whose",),
        verbs=(
            Verb(
                "assign", "Assign…", "“{title}” is assigned.", icon="user-plus", reads=("whose",), offered=is_ours,
                asks=(Field("personId", to="person", required=True),), in_row=True, primary=True,
            ),
            Verb(
                "waive", "Not needed…", "“{title}” is marked as not needed.", icon="ban", operation="role.assign",
                asks=(
                    Field("waivedBecause", label="Why your company doesn't need this role", required=True, most=500),
                ),
                reads=("whose", "waivable", "state"), in_row=True,
                offered=lambda item, actor: is_ours(item, actor) and item["waivable"] and item["state"] != "waived",
            ),
            Verb(
                "clear", "Unassign", "“{title}” is open again.", icon="user-x", reads=("whose", "state"), in_row=True,
                offered=lambda item, actor: is_ours(item, actor) and item["state"] != "open",
            ),
        ),
    )
)  # fmt: skip
BRIEF_PAGES = pages(
    Pages(
        entity=BRIEF_SECTIONS,
        at="campaigns/<str:id>/brief",
        name="campaign-brief",
        frame=IN_CAMPAIGN,
        title="Brief",
        only="verbs",
        verbs=(
            Verb(
                "write", "Write…", "“{title}” is saved. Both companies see it.", icon="edit", operation="brief.write",
                asks=(Field("text", "text", most=10_000),),
            ),
        ),
    )
)  # fmt: skip
"""The brief is read as a text (`views/brief.py`); its sections are written in a dialog."""
DOT_PAGES = pages(
    Pages(
        entity=DOTS,
        at="campaigns/<str:id>",
        name="campaign",
        frame=IN_CAMPAIGN,
        only="verbs",
        title="Overview",
        verbs=(
            Verb(
                "move", "Move…", "“{title}” is moved.", operation="hill.move", icon="arrows-move",
                asks=(
                    Field(
                        "position", "integer", label="Where it stands", required=True,
                        choices=choices({str(place): f"{place} · {word}" for place, word in PLACES}),
                    ),
                    Field("note", label="What changed", most=500),
                ),
            ),
        ),
    )
)  # fmt: skip
"""The hill chart is a picture on the campaign's page; its dots are moved in a dialog."""
