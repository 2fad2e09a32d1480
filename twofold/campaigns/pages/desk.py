"""Roles with the RACI matrix, and the dialogs of the brief and of the hill chart."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html

from twofold.campaigns.entities.people import RACI_ROWS, ROLES
from twofold.campaigns.entities.schedule import BRIEF_SECTIONS
from twofold.campaigns.entities.work import DOTS
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.domain import Actor, ask_all
from twofold.core.entities import Field, choices
from twofold.core.entities.sides import OURS
from twofold.rules.campaign.hill import hill_position_label
from twofold.ui.badges import side_badge
from twofold.ui.panels import Matrix, MatrixRow
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Section, Texts, Verb, pages
from twofold.web.verbs import buttons_of

PLACES = choices({str(place): f"{place} · {hill_position_label(place)}" for place in range(0, 101, 10)})
"""The places on the hill that are offered where one does not drag."""
LETTERS = choices(
    {
        "R": "Responsible",
        "A": "Accountable",
        "AR": "Accountable and responsible",
        "C": "Consulted",
        "I": "Informed",
    }
)
LETTER = "letter_"
EXPLAINED = (
    "Accountable (A): the one role that answers for the area. Responsible (R): does the work. Consulted (C) before, "
    "Informed (I) after."
)
COLUMNS = ("Accountable", "Responsible", "Consulted", "Informed")


def raci(request: Request, named: dict[str, str]) -> dict[str, Matrix]:
    """The RACI matrix below the roles: for each area the roles of each letter."""
    roles = ask_all(request.actor, "role.list", {"campaignId": named["id"]})
    rows = [
        MatrixRow(
            row["area"],
            [
                [
                    format_html("{}<span>{}</span>", side_badge(role["side"]), role["title"])
                    for role in roles
                    if column[0] in row["letters"].get(role["id"], ())
                ]
                for column in COLUMNS
            ],
            f"raci-{row['id']}",
            buttons_of(request, RACI_PAGES, row),
        )
        for row in ask_all(request.actor, "raci_row.list", {"campaignId": named["id"]})
    ]
    return {"panel": Matrix("RACI matrix", "Area", COLUMNS, rows, EXPLAINED, "raci")}


def letters_of(actor: Actor, row: Mapping[str, Any]) -> tuple[Field, ...]:
    """A row of the matrix is asked for the letters of each role."""
    roles = ask_all(actor, "role.list", {"campaignId": row["campaignId"]})
    return tuple(
        Field(f"{LETTER}{role['id']}", label=f"{role['title']}, {role['company']}", choices=LETTERS) for role in roles
    )


RACI_PAGES = pages(
    Pages(
        entity=RACI_ROWS,
        name="campaign-roles",
        frame=IN_CAMPAIGN,
        only="verbs",
        title="Roles",
        verbs=(
            Verb(
                "change", "Change…", "“{title}” is saved.", icon="edit", operation="raci.update", asks_of=letters_of,
                start=lambda _, row: {f"{LETTER}{role}": "".join(sorted(given)) for role, given in row["letters"].items()},
                sends=lambda answers: {
                    "letters": {name.removeprefix(LETTER): list(given) for name, given in answers.items()}
                },
            ),
        ),
    )
)  # fmt: skip
"""The matrix stands below the list of roles; its rows are changed in a dialog."""


ROLE_PAGES = pages(
    Pages(
        entity=ROLES,
        frame=IN_CAMPAIGN,
        view="all-roles",
        card=("side", "person", "state"),
        below=Matrix.template,
        above_context=raci,
        sections=(
            Section("The role", ("title", "side", "does", "runsCampaign", "required")),
            Section("Who has it", ("person", "assignedAt", "state", "waivedBecause")),
        ),
        hides=("whose",),
        verbs=(
            Verb(
                "assign", "Assign…", "“{title}” is assigned.", icon="user-plus", when={"whose": OURS},
                asks=(Field("personId", to="person", required=True),), in_row=True, primary=True,
            ),
            Verb(
                "waive", "Not needed…", "“{title}” is marked as not needed.", icon="ban", operation="role.assign", past="Waived",
                asks=(
                    Field("waivedBecause", label="Why your company doesn't need this role", required=True, most=500),
                ),
                when={"whose": OURS, "waivable": {True}, "state": {"open", "filled"}}, in_row=True,
            ),
            Verb(
                "clear", "Unassign", "“{title}” is open again.", icon="user-x", in_row=True,
                when={"whose": OURS, "state": {"filled", "waived"}},
            ),
        ),
    )
)  # fmt: skip
WRITTEN: dict[str, Any] = {
    "says": "“{title}” is saved. Both companies see it.",
    "icon": "edit",
    "operation": "brief.write",
    "asks": (Field("text", "text", most=10_000),),
}
"""What writing a section and editing one have in common."""
BRIEF_PAGES = pages(
    Pages(
        entity=BRIEF_SECTIONS,
        at="campaigns/<str:id>/brief",
        name="campaign-brief",
        frame=IN_CAMPAIGN,
        title="Brief",
        only="verbs",
        texts=Texts("Sections written"),
        verbs=(
            Verb("write", "Write…", when={"text": {""}}, **WRITTEN),
            Verb("edit", "Edit…", reads=("text",), offered=lambda section, _: bool(section["text"]), **WRITTEN),
        ),
    )
)  # fmt: skip
DOT_PAGES = pages(
    Pages(
        entity=DOTS,
        name="campaign",
        frame=IN_CAMPAIGN,
        only="verbs",
        title="Overview",
        verbs=(
            Verb(
                "move", "Move…", "“{title}” is moved.", operation="hill.move", icon="arrows-move",
                asks=(
                    Field("position", "integer", label="Where it stands", required=True, choices=PLACES),
                    Field("note", label="What changed", most=500),
                ),
            ),
        ),
    )
)  # fmt: skip
"""The hill chart is a picture on the campaign's page; its dots are moved in a dialog."""
