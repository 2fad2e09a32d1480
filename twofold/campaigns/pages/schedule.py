"""Check-ins with their answers, and milestones with what they still ask for."""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString

from twofold.campaigns.entities.schedule import CHECKINS, MILESTONES
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.campaigns.queries.checkins import answers, own_answer
from twofold.campaigns.queries.overview import one_gate
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import Field, choices
from twofold.ui.badges import state_badge
from twofold.ui.panels import Checklist, Message, MessagePanel
from twofold.ui.request import Request
from twofold.ui.times import moment
from twofold.web.declaration import Pages, Panel, Verb, pages

BLOCKERS = '<p class="muted">Blockers: {}</p>'


def said(request: Request, campaign: str, checkin: str = "") -> MessagePanel:
    """What was answered to a check-in, or lately to those of a campaign."""
    found = answers(request.actor, campaign, checkin)
    messages = [
        Message(
            each["person"],
            each["company"],
            each["side"],
            _body(each),
            _when(each, named=not checkin),
            _ready(each),
        )
        for each in found
    ]
    nothing = "No answers yet. A check-in asks what moved forward and what is blocked."
    return MessagePanel("Answers", messages, nothing)


def _ready(answer: dict[str, Any]) -> str:
    if answer["ready"] is None:
        return ""
    return state_badge("ready") if answer["ready"] else state_badge("Not ready yet", "", "warn")


def _body(answer: dict[str, Any]) -> SafeString:
    progress = format_html("<p>{}</p>", linebreaksbr(answer["progress"])) if answer["progress"] else ""
    blockers = "; ".join(answer["blockers"])
    return format_html("{}{}", progress, format_html(BLOCKERS, blockers) if blockers else "")


def _when(answer: dict[str, Any], *, named: bool) -> SafeString:
    of = format_html("{}, {} · ", answer["checkin"], moment(answer["startsAt"])) if named else ""
    return format_html("{}{}", of, moment(answer["at"], relative=True))


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
        below=MessagePanel.template,
        above_context=lambda request, named: {"panel": said(request, named["id"])},
        panels=(Panel(draw=lambda request, item: said(request, item["campaignId"], item["id"]), place="main"),),
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
                start=lambda actor, item: own_answer(actor, item["id"]),
                reads=("endsAt",), offered=is_ahead, in_row=True,
            ),
        ),
    )
)  # fmt: skip


def asked(request: Request, item: dict[str, Any]) -> Checklist:
    """What has to be true for a milestone, and what of it is missing."""
    gate = one_gate(request.actor, item["campaignId"], item["gate"])
    return Checklist("What it takes", gate["requirements"])


UNCONFIRMED = {"gate": {"kickoff_complete"}, "passedAt": {None}, "confirmed": {False}}
"""A milestone that both companies confirm, and that waits for one's own."""
MILESTONE_PAGES = pages(
    Pages(
        entity=MILESTONES,
        frame=IN_CAMPAIGN,
        empty="A campaign from a template comes with its milestones.",
        panels=(Panel(draw=asked, place="main"),),
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
