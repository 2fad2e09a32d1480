"""The style guide: one page with every piece, filled with invented people. Shown in development only."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .badges import state_badge
from .panels import (
    Card,
    Checklist,
    ChecklistPanel,
    HillPanel,
    Matrix,
    MatrixRow,
    Message,
    MessagePanel,
    Row,
    RowPanel,
)
from .state_colors import TONES

NAMES = ("Maya Oduya", "Jonas Weber", "Aiko Tanaka", "Luis Ferreira")
STATES = ("new", "accepted", "held", "returned")
CHECKS = (
    {"label": "The brief is filled in", "met": True, "missing": ()},
    {"label": "Every role is filled", "met": False, "missing": ({"what": "Nobody is Designer yet", "link": "#top"},)},
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Campaign name", help_text="Both sides see it.")
    email = forms.EmailField(label="Partner's e-mail")
    kind = forms.ChoiceField(label="Template", choices=[("co", "Partner Co-Marketing"), ("ref", "Referral")])
    brief = forms.CharField(label="What it is about", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    side = forms.ChoiceField(
        label="Who follows up first", choices=[("host", "We do"), ("partner", "They do")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="People agreed to be contacted by both companies", required=False)


def samples() -> dict[str, object]:
    """What the gallery's blocks show; times are relative to now, so that soon and overdue can be seen."""
    now = datetime.now(tz=UTC)
    leads = [
        {
            "name": name,
            "side": "host" if at % 2 else "partner",
            "company": "Ardent Systems" if at % 2 else "Bryn Ltd",
            "state": STATES[at],
            "due": now + timedelta(hours=(5, 60, -30, 200)[at]),
            "done": at == 1,
            "score": 92 - 17 * at,
        }
        for at, name in enumerate(NAMES)
    ]
    return {
        "crumbs": [("Campaigns", "#campaigns"), ("Bryn Ltd", "#bryn")],
        "tabs": [
            ("Overview", "#o", True, None),
            ("Tasks", "#t", False, 12),
            ("Leads", "#l", False, 128),
            ("Rules", "#r", False, None),
        ],
        "steps": [
            {"label": "Kickoff", "state": "done", "note": "3 Nov"},
            {"label": "Assets", "state": "blocked", "note": "1 unapproved"},
            {"label": "Go-live", "state": "now"},
            {"label": "Retro", "state": "later"},
        ],
        "figures": [
            (128, "Leads shared", "#tables"),
            (14, "Waiting for us", "#tables"),
            (3, "On hold: no consent", "#tables"),
            ("96%", "Followed up in time", "#tables"),
        ],
        "hill": HillPanel(
            "Where the work stands",
            [
                {"name": "Landing page", "position": 30, "label": "Figuring it out", "note": "waiting for the logo"},
                {"name": "Mailing", "position": 85, "label": "Nearly done", "stale": True},
            ],
        ),
        "panels": [
            RowPanel("Running", [Row("Winter webinar", "#top", "Bryn Ltd", state_badge("promoting"))], url="#top"),
            RowPanel("How this works", [Row("1. Agree", "", "Both companies sign the rules.")], folded=True),
            Card("Webinar", "For two companies.", [("Stages", ["Kickoff", "Launch"])], action=("Use this", "#top")),
            Checklist("What it takes", CHECKS),
            ChecklistPanel(
                "Milestones",
                [Checklist("Kickoff", CHECKS, state_badge("open"), "3 Nov", "All is agreed.", is_open=True)],
            ),
            MessagePanel(
                "Answers", [Message("Maya Oduya", "Bryn Ltd", "partner", "The page is live.", "today")], "None."
            ),
            Matrix(
                "Who does what",
                "Area",
                ("Accountable", "Responsible"),
                [MatrixRow("Landing page", [["Designer"], ["Designer", "Writer"]])],
                "One role answers for each area.",
            ),
        ],
        "leads": leads,
        "moves": [("new", "New"), ("accepted", "Accepted"), ("returned", "Returned")],
        "words": sorted({*list(TONES)[::4], "draft", "archived"}),
        "form": SampleForm({"name": "Winter webinar", "email": "per@", "kind": "co"}),
        "facts": [("Partner", "Bryn Ltd"), ("Launch", "9 Dec 2026"), ("Budget", ""), ("Leads so far", 128)],
        "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "trace": [
            {"says": "Country is Norway: nobody excludes it", "outcome": "skip"},
            {"says": "Employees 40 is under 200: goes to Bryn Ltd", "outcome": "match"},
            {"says": "Later rules were not asked", "outcome": "stop"},
        ],
        "past": [
            {"says": "Ines Okafor signed the lead-share rules", "when": now, "icon": "signature", "side": "host"},
            {
                "says": "Per Lindqvist proposed version 2",
                "when": now - timedelta(hours=20),
                "icon": "versions",
                "side": "partner",
                "note": "Follow-up within two days instead of five.",
            },
            {"says": "The house imported 128 leads", "when": now - timedelta(days=2), "icon": "file-import"},
        ],
        "soon": now + timedelta(hours=5),
        "late": now - timedelta(days=2),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    return render(request, "ui/gallery.html", {"sample": samples()})
