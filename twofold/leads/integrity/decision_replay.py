"""Doctor's look at decisions: each is made once more by the rules that it names, from the facts that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator

from twofold.core.upkeep.doctor import integrity_check
from twofold.leads.models import RoutingDecision
from twofold.leads.queries.decision import bad_row_of, verdict_of
from twofold.leads.routing.routing_context import router_of
from twofold.rules.lead_share.replay import check_verdict

_WHY = "doctor looks at every row"


@integrity_check("decisions about leads")
def decisions_follow_from_their_rules() -> Iterator[str]:
    """As `twofold replay` does it from a file. That they are what was decided then is looked at with all other rows."""
    rows = RoutingDecision.rows.everywhere(because=_WHY).select_related("rules", "lead")
    for found in rows.iterator(500):
        where = f"Lead {found.lead.number} of campaign {found.lead.campaign_id}"
        try:
            verdict, facts = verdict_of(json.loads(found.verdict)), json.loads(found.facts)
        except (ValueError, TypeError, KeyError, AttributeError):
            yield f"{where}: the decision about it cannot be read."
            continue
        router = router_of(found.rules.hash, found.rules.body)
        used = bad_row_of(verdict) if verdict.status == "bad_row" else facts
        yield from (f"{where}: {sentence}" for sentence in check_verdict(router, verdict, used, found.at))
        if found.lead.ref != verdict.lead:
            yield f"{where}: the decision is about another one."
