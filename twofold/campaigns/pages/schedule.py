"""Check-ins with their answers, and milestones with what they still ask for."""

from collections.abc import Mapping
from typing import Any

from twofold.campaigns.entities.schedule import CHECKINS, MILESTONES
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.campaigns.queries.checkins import answers, own_answer
from twofold.campaigns.queries.overview import one_gate
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Field, choices
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Panel, Verb, pages


def said(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """What was answered to one check-in."""
    return {"answers": answers(request.actor, item["campaignId"], item["id"])}


def answered(actor: Actor, item: Mapping[str, Any]) -> dict[str, Any]:
    """What oneself has answered so far, as the dialog asks for it."""
    told = own_answer(actor, item["id"])
    return {**told, "ready": {True: "true", False: "false"}.get(told.get("ready"), "")}  # type: ignore[call-overload]


def is_ahead(item: Mapping[str, Any], actor: Actor) -> bool:
    """Whether a check-in can still be prepared."""
    return bool(item["endsAt"] > now())


CHECKIN_PAGES = pages(
    Pages(
        entity=CHECKINS,
        at="campaigns/<str:id>/check-ins",
        name="campaign-checkins",
        frame=IN_CAMPAIGN,
        empty="A campaign from a template comes with its check-ins.",
        view="upcoming",
        card=("startsAt", "minutes", "answered"),
        below="campaigns/parts/answers.html",
        above_context=lambda request, named: {"answers": answers(request.actor, named["id"])},
        panels=(Panel("campaigns/parts/answers.html", said, "main"),),
        verbs=(
            Verb(
                "answer", "Answer…", "Thank you. Both companies see your answer.", icon="message", primary=True,
                asks=(
                    Field("progress", "text", label="What moved forward"),
                    Field(
                        "blockers", "array", label="What is blocked",
                        help="One per line. Each becomes a blocker that both companies see.",
                    ),
                    Field(
                        "ready", label="Is your company ready to launch?", choices=choices({"true": "Yes", "false": "Not yet"}),
                    ),
                ),
                skips=lambda item: () if item["kind"] == "go_no_go" else ("ready",),
                start=answered,
                reads=("endsAt",), offered=is_ahead, in_row=True,
            ),
        ),
    )
)  # fmt: skip


def asked(request: Request, item: dict[str, Any]) -> dict[str, Any]:
    """What has to be true for a milestone, and what of it is missing."""
    return {"gate": one_gate(request.actor, item["campaignId"], item["gate"])}


UNCONFIRMED = {"gate": {"kickoff_complete"}, "passedAt": {None}, "confirmed": {False}}
"""A milestone that both companies confirm, and that waits for one's own."""
MILESTONE_PAGES = pages(
    Pages(
        entity=MILESTONES,
        frame=IN_CAMPAIGN,
        empty="A campaign from a template comes with its milestones.",
        panels=(Panel("campaigns/parts/gate.html", asked, "main"),),
        hides=("confirmed",),
        verbs=(
            Verb(
                "confirm", "Confirm for your company", "“{title}” is confirmed for your company.", icon="check",
                primary=True, when=UNCONFIRMED,
            ),
            Verb(
                "withdraw", "Withdraw confirmation", "Your confirmation of “{title}” was withdrawn.",
                icon="arrow-back-up", when={**UNCONFIRMED, "confirmed": {True}},
            ),
        ),
    )
)  # fmt: skip
