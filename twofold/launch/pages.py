"""The pages of the launch: its calendar, what stands in the way, and whether it may go."""

from typing import Any

from twofold.campaigns.form_fields import companies, people, with_choices
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.campaigns.queries.overview import one_gate
from twofold.core.entities import Field
from twofold.core.entities.sides import ONLY_FINDS
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Verb, further_list, pages

from .entities import BLOCKERS, LAUNCH_DECISIONS, LAUNCH_ITEMS, OUTCOME


def asked(request: Request, usual: list[Field], around: dict[str, Any]) -> list[Field]:
    """The usual fields; a side is called by its company, and is one's own to begin with."""
    return with_choices(usual, side=companies(around), first=True)


def readiness(request: Request, named: dict[str, str]) -> dict[str, Any]:
    """What is missing for the launch, apart from the decision itself."""
    gate = one_gate(request.actor, named["id"], "launch_go_live")
    parts = gate["requirements"]
    return {
        "gate": gate,
        "gaps": [gap for part in parts if part["key"] != "decision" for gap in part["missing"]],
        "undecided": [gap for part in parts if part["key"] == "decision" for gap in part["missing"]],
    }


def asked_of_blocker(request: Request, usual: list[Field], around: dict[str, Any]) -> list[Field]:
    """The same, and the people of the campaign as owners."""
    return with_choices(asked(request, usual, around), ownerId=people(request.actor, around))


ITEM_PAGES = pages(
    Pages(
        entity=LAUNCH_ITEMS,
        at="campaigns/<str:id>/calendar",
        name="campaign-calendar",
        frame=IN_CAMPAIGN,
        hides=ONLY_FINDS,
        title="Launch calendar",
        view="launch-calendar",
        card=("publishAt", "side", "channel"),
        empty="Add every publication of both companies and what it depends on, so that everyone knows the order.",
        above="launch/calendar.html",
        asked=asked,
    )
)
further_list(
    ITEM_PAGES,
    at="calendar",
    name="calendar",
    title="Calendar",
    view="launch-soon",
    lead_in="What your campaigns publish, on both sides.",
    empty="What a campaign publishes stands on its launch calendar. All of it is listed here.",
)
pages(
    Pages(
        entity=BLOCKERS,
        frame=IN_CAMPAIGN,
        hides=ONLY_FINDS,
        lead_in="What stands in the way of the launch. Both companies see it, and the launch waits for it.",
        empty="Say what stands in the way, and which company can resolve it.",
        view="blockers-open",
        verbs=(
            Verb(
                "resolve",
                "Mark resolved…",
                "“{title}” is resolved.",
                icon="check",
                in_row=True,
                primary=True,
                asks=(OUTCOME,),
                when={"state": {"open"}},
            ),
            Verb(
                "reopen",
                "Reopen",
                "“{title}” is open again.",
                icon="arrow-back-up",
                in_row=True,
                when={"state": {"cleared"}},
            ),
        ),
        added="Blocker added. Both companies see it, and it holds up the launch.",
        asked=asked_of_blocker,
    )
)
pages(
    Pages(
        entity=LAUNCH_DECISIONS,
        at="campaigns/<str:id>/go",
        name="campaign-go",
        frame=IN_CAMPAIGN,
        hides=ONLY_FINDS,
        title="Go or no-go",
        lead_in="The project manager of each company decides.",
        empty="Nobody has decided yet.",
        add_label="Record your decision",
        added="Your decision is recorded.",
        above="launch/go.html",
        above_context=readiness,
    )
)
