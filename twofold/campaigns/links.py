"""Where a thing of a campaign is shown: from its kind and id to an address."""

from django.urls import NoReverseMatch, reverse

PAGES = {
    "campaign": ("campaign", ""),
    "brief": ("campaign-brief", ""),
    "role": ("campaign-roles", "role-"),
    "raci": ("campaign-roles", "raci-"),
    "task_list": ("campaign-tasks", "list-"),
    "task": ("campaign-tasks", "task-"),
    "checkin": ("campaign-checkins", "checkin-"),
    "asset": ("campaign-assets", "asset-"),
    "approval_folder": ("campaign-assets", ""),
    "lead_share_rules": ("campaign-rules", ""),
    "launch_calendar": ("campaign-calendar", ""),
    "launch_decision": ("campaign-calendar", ""),
    "blocker": ("campaign-calendar", "blocker-"),
    "dot": ("campaign", "hill"),
    "milestone": ("campaign", "gate-"),
    "channel": ("campaign-channels", ""),
    "lead": ("lead", ""),
}

GAPS = {
    "launch_calendar": ("campaign-calendar", "agreed"),
    "launch_decision": ("campaign-calendar", "go"),
    "asset": ("campaign-assets", "reviewed"),
}
"""Where a gate's gap is closed, where that is not at the thing itself."""


def link_to_gap(kind: str, campaign_id: str, target_id: str = "") -> str:
    """The address that says how to close what a gate misses."""
    if kind in GAPS:
        name, anchor = GAPS[kind]
        return f"{reverse(name, kwargs={'id': campaign_id})}#{anchor}"
    return link_to(kind, campaign_id, target_id)


def link_to(kind: str, campaign_id: str, target_id: str = "") -> str:
    """The address of the page that shows a thing, at the thing; the campaign's own page where there is none."""
    name, anchor = PAGES.get(kind, ("campaign", ""))
    try:
        if name == "lead":
            return reverse(name, kwargs={"id": target_id})
        page = reverse(name, kwargs={"id": campaign_id})
    except NoReverseMatch:
        return f"/campaigns/{campaign_id}"
    if anchor.endswith("-") and target_id:
        return f"{page}#{anchor}{target_id}"
    return f"{page}#{anchor}" if anchor and not anchor.endswith("-") else page


def link_to_waiting_leads(campaign_id: str, side: str, waits_for: str) -> str:
    """The address of all leads of a campaign that wait for this side to do this, the first due first."""
    try:
        page = reverse("campaign-leads", kwargs={"id": campaign_id})
    except NoReverseMatch:
        return f"/campaigns/{campaign_id}"
    return f"{page}?{side}State={'accepted' if waits_for == 'contact_lead' else 'routed'}&sort=due"
