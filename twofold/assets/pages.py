"""The pages of assets: those of a campaign, and what one's company owes in all of them."""

from typing import Any

from twofold.campaigns.form_fields import roles, with_choices
from twofold.campaigns.page_context import IN_CAMPAIGN
from twofold.core.entities import Choice, Field
from twofold.core.entities.sides import ONLY_FINDS
from twofold.core.operations.query import ask_all
from twofold.ui.request import Request
from twofold.web.declaration import Pages, Panel, further_list, pages

from .entities import ASSETS


def asked(request: Request, usual: list[Field], around: dict[str, Any]) -> list[Field]:
    """The usual fields, and the publication of one's own side that has no asset yet and is to show this one."""
    given = {"campaignId": around["campaign"]["id"], "side": around["own"]}
    items = ask_all(request.actor, "launch_item.list", given)
    free = tuple(Choice(each["id"], each["title"]) for each in items if not each["assetId"])
    told = "Your publications that have no asset yet."
    published = Field("launchItemId", label="Published with", choices=free, help=told)
    return [*with_choices(usual, driRoleId=roles(request.actor, around)), published]


ASSET_PAGES = pages(
    Pages(
        entity=ASSETS,
        frame=IN_CAMPAIGN,
        hides=ONLY_FINDS,
        lead_in="Everything that carries both names, who makes it, and by when both companies have approved it.",
        empty="Add everything both companies need to approve. The milestone “Assets approved” needs each of them.",
        card=("kind", "side", "dri", "due"),
        above="assets/reviewed.html",
        panels=(Panel("assets/reviewed.html", place="main"),),
        asked=asked,
    )
)
further_list(
    ASSET_PAGES,
    at="assets",
    name="assets",
    view="assets-we-owe",
    lead_in="What is to be made and approved, in all campaigns.",
    empty="Assets are planned within a campaign. Those of all your campaigns are listed here.",
)
