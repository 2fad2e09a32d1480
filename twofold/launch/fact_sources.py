"""What the launch floor tells the gates and next moves of a campaign."""

from collections.abc import Sequence

from twofold.campaigns.fact_sources import Blocking, provides, rows_of
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.rules.campaign import facts

from .models import Blocker, LaunchDecision


@provides("blockers")
def open_blockers(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, list[Blocking]]:
    """The blockers that nobody has cleared."""
    found: dict[str, list[Blocking]] = {}
    for each in rows_of(Blocker, campaigns, resolved_at=None).order_by("created_at"):
        fact = Blocking(each.pk, each.title, each.side, each.created_at, each.task_id or "")
        found.setdefault(each.campaign_id, []).append(fact)
    return found


@provides("decision")
def launch_decision(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, list[facts.LaunchDecision]]:
    """The go or no-go that stands: the last one; an override with the sides that have recorded one since the last no-go
    or plain go. A plain go is only ever recorded when nothing is missing, so it leaves nothing to override.
    """
    found: dict[str, list[facts.LaunchDecision]] = {}
    for each in rows_of(LaunchDecision, campaigns).order_by("created_at"):
        before = found.get(each.campaign_id, [None])[0]
        if each.decision == "no_go" or not each.override_because:
            found[each.campaign_id] = [facts.LaunchDecision(each.decision)]
            continue
        leads = before.leads if before is not None else frozenset()
        found[each.campaign_id] = [facts.LaunchDecision("go", each.override_because, leads | {each.side})]
    return found
