"""The pages of partner records: their sections, and what is special about a partner."""

from typing import Any

from twofold.core.operations.query import ask
from twofold.rules.pipeline import missing_for
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Panel, Section, pages

from .entities import PARTNERS
from .forms import AXES, InviteForm, ScoreForm


def joining(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """Whether somebody at the partner is invited, and the form to invite them."""
    pending: list[dict[str, Any]] = []
    if request.actor.may("people.manage"):
        pending = ask(request.actor, "invitation.list", {"partnerId": item["id"], "state": "open"})["items"]
    return {
        "pending": pending,
        "can_invite": request.actor.may("partners.invite") and not item["counterpartId"],
        "invite_form": InviteForm(initial={"email": item["contactEmail"], "name": item["contactName"]}),
    }


def rating(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """The form to rate the partner, with the rating there is."""
    return {"score_form": ScoreForm(initial={field: item[name] for field, name in AXES.items()})}


def next_step(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """What brings this partnership forward from where it stands (requirements S2.44, S2.45)."""
    missing = missing_for(
        "onboarding", item["weGet"], item["theyGet"], has_agreement=bool(item["agreementUrl"])
    ).values()
    steps: dict[str, list[str]] = {
        "prospect": ["Get in touch, then move them to Negotiating."],
        "negotiating": [*missing] or ["Everything for onboarding is there: move them to Onboarding."],
        "onboarding": ["Start small: one joint blog post tells more than a long agreement."],
        "active": [] if item["score"] is not None else ["Rate the partnership: the score says when to review it."],
    }
    return {"next_steps": steps.get(item["status"], [])}


PARTNER_PAGES = pages(
    Pages(
        entity=PARTNERS,
        title="Partners",
        lead_in="Your company's own view of who you work with. Partners never see this list.",
        empty="Add the first company you run campaigns with, then invite someone there to open your shared workspace.",
        view="all-partners",
        card=("status", "contactName", "nextReview"),
        sections=(
            Section("Contact", ("company", "contactName", "contactEmail", "contactPhone", "ownerUserId")),
            Section("Mutual value", ("weGet", "theyGet")),
            Section(
                "Agreement",
                ("type", "tier", "status", "agreementUrl", "commissionRate", "nextReview", "counterpartName", "churnReason"),
            ),
            Section("Numbers", ("revenueAttributed", "currency", "referralsMade", "referralsReceived", "sharedCustomers")),
            Section("Integration", ("integrationStatus", "lastSync")),
            Section("Score", ("score", "band", *AXES.values()), private=True),
            Section("Private notes", ("notes",), private=True),
        ),
        panels=(
            Panel("partners/joining.html", joining, "main"),
            Panel("partners/next.html", next_step, "main"),
            Panel("partners/score.html", rating),
        ),
        actions="partners/actions.html",
    )
)  # fmt: skip
