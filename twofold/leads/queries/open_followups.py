"""What campaigns ask of leads: which of them wait for a side, so that they count as its next moves (S1.71, S1.76)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Min, OuterRef, Q, QuerySet, Subquery, When

from twofold.campaigns.fact_sources import provides
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.counts import cached_until_change
from twofold.leads.models import Lead
from twofold.rules.campaign.move_facts import LeadFact
from twofold.rules.campaign.sides import SIDES

WAITS_FOR = {"routed": "acceptance", "accepted": "contact"}
_OVERALL = ("routed", "accepted", "contacted", "qualified", "converted")
"""What a lead can be over both sides while one of them still waits: of a lead that went to both, the other may be ahead."""
Place = tuple[str, str, str]
"""A campaign, one of its sides, and the state in which that side's leads wait."""


@provides("leads")
def open_followups(actor: Actor, campaigns: Sequence[Campaign]) -> Mapping[str, Sequence[LeadFact]]:
    """For each campaign and side the leads it has to accept, and those it accepted and must contact: how many, and
    the first. The clock of a lead that went to both runs for the side that follows up first, as in `lead.summary`.
    Kept until something happens or the minute passes: what is overdue depends on the time.
    """
    at = now()
    key = ("leads that wait", tuple(each.pk for each in campaigns), at.replace(second=0, microsecond=0))
    return cached_until_change(key, lambda: _open_followups(campaigns, at))


def _open_followups(campaigns: Sequence[Campaign], at: datetime) -> dict[str, list[LeadFact]]:
    """At most three statements, however many campaigns; each reads only the index `lead_waiting`, or single rows. Two
    more where all that wait somewhere are of a side's own list of existing pipeline: nobody's clock runs for those.
    """
    open_leads = Lead.rows.within(*{each.space_id for each in campaigns}).filter(
        Q(host_state__in=tuple(WAITS_FOR)) | Q(partner_state__in=tuple(WAITS_FOR)),
        campaign__in=[each.pk for each in campaigns],
        state__in=_OVERALL,
    )
    counted, timed, moments = _counted(open_leads, campaigns, at)
    facts = _firsts(
        open_leads.filter(due__in=moments), campaigns, {each: counted[each] for each in counted.keys() & timed}
    )
    untimed = {each: counted[each] for each in counted.keys() - timed}
    facts |= _firsts(open_leads.filter(due__isnull=True), campaigns, untimed)
    found: dict[str, list[LeadFact]] = {}
    for (campaign, _, _), first in facts.items():
        found.setdefault(campaign, []).append(first)
    return found


def _counted(
    open_leads: QuerySet[Lead], campaigns: Sequence[Campaign], at: datetime
) -> tuple[dict[Place, list[int]], set[Place], set[datetime]]:
    """For each place how many wait, how many of them are overdue, and how many are due later today; the places with
    leads that are due at some time, and the moments at which the first of them are.
    """
    today = reduce(or_, (Q(campaign=each.pk, due__lt=_midnight(each, at)) for each in campaigns))
    groups = (
        open_leads.order_by()
        .values_list("campaign_id", "first", "host_state", "partner_state")
        .annotate(
            Min("due"),
            Count("pk"),
            late=Count("pk", filter=Q(due__lte=at)),
            today=Count("pk", filter=today & Q(due__gt=at)),
        )
    )
    found: dict[Place, list[int]] = {}
    timed: set[Place] = set()
    moments: set[datetime] = set()
    for campaign, goes_first, host, partner, first_due, *counts in groups:
        moments |= {first_due} - {None}
        for side, state in zip(SIDES, (host, partner), strict=True):
            if state in WAITS_FOR:
                before = found.get((campaign, side, state), [0, 0, 0])
                theirs = counts if side == goes_first else [counts[0], 0, 0]
                found[campaign, side, state] = [had + more for had, more in zip(before, theirs, strict=True)]
                timed |= {(campaign, side, state)} if first_due else set()
    return found, timed, moments


def _firsts(
    earliest: QuerySet[Lead], campaigns: Sequence[Campaign], counted: dict[Place, list[int]]
) -> dict[Place, LeadFact]:
    """The lead of each place that is due first there, with the counts of its place; only the earliest are looked at.
    One whose clock runs for the other side comes after all others, and has no time here.
    """
    if not counted:
        return {}
    columns: dict[str, Any] = {
        f"{side}_{state}": Subquery(
            earliest.filter(campaign=OuterRef("pk"), **{f"{side}_state": state})
            .order_by(Case(When(first=side, then=0), default=1), "due", "pk")
            .values("pk")[:1]
        )
        for side, state in sorted({(side, state) for _, side, state in counted})
    }
    spaces = {each.space_id for each in campaigns}
    rows = Campaign.rows.within(*spaces).filter(pk__in={campaign for campaign, _, _ in counted})
    first = {row["pk"]: row for row in rows.values("pk", **columns)}
    wanted = {place: first[place[0]][f"{place[1]}_{place[2]}"] for place in counted}
    leads = earliest.in_bulk({pk for pk in wanted.values() if pk})
    found = {}
    for place, lead in ((place, leads[pk]) for place, pk in wanted.items() if pk in leads):
        _, side, state = place
        due = lead.due if lead.first == side else None
        counts, listed = counted[place], lead.due is None
        found[place] = LeadFact(lead.pk, lead.number, side, WAITS_FOR[state], due, *counts, listed=listed)  # type: ignore[arg-type]
    return found


def _midnight(campaign: Campaign, at: datetime) -> datetime:
    """When the day ends where the campaign is."""
    zone = ZoneInfo(campaign.time_zone)
    return datetime.combine(at.astimezone(zone).date() + timedelta(days=1), datetime.min.time(), zone)
