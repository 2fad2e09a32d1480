"""Where a thing of a campaign is shown; the campaign's own page where nobody has said."""

from twofold.ui import links


def link_to(kind: str, campaign_id: str, target_id: str = "", *, side: str = "") -> str:
    """The address of the page that shows a thing, at the thing; `side` where a list is narrowed to one."""
    return links.link_to(kind, campaign_id, target_id, side=side) or links.link_to("campaign", campaign_id)


def link_to_gap(kind: str, campaign_id: str, target_id: str = "") -> str:
    """The address where what a gate misses is done."""
    return links.link_to(kind, campaign_id, target_id, to_do=True) or links.link_to("campaign", campaign_id)
