"""Where higher floors tell campaigns what they know: assets, blockers, the go, leads that wait.

A floor registers `tells("leads")` on a function `(actor, campaigns) → {campaign id: facts}`; it is asked once for
all campaigns of a page, so it reads its rows in one statement. The parts and the facts they hold:

`assets` AssetFact · `approvals` ApprovalFact · `blockers` Blocking · `decision` LaunchDecision ·
`leads` LeadFact · `results` and `lessons` a side · `actions` ActionItem
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import F, QuerySet

from twofold.core.actor import Actor
from twofold.core.models import SpaceRow
from twofold.rules.campaign.facts import BlockerFact

from .models import Campaign

Part = Literal["assets", "approvals", "blockers", "decision", "leads", "results", "lessons", "actions"]
Source = Callable[[Actor, Sequence[Campaign]], Mapping[str, Sequence[Any]]]
SOURCES: dict[str, Source] = {}


@dataclass(frozen=True)
class Blocking(BlockerFact):
    """An open blocker, and the task that waits for it, if there is one."""

    task_id: str = ""


def rows_of(
    model: type[SpaceRow], campaigns: Sequence[Campaign], *, through: str = "campaign", **narrowed: Any
) -> QuerySet[Any]:
    """The rows of a model that belong to these campaigns; where they do `through` something of theirs, such as
    `milestone__campaign`, they have a `campaign_id` all the same.
    """
    rows = model.rows.within(*(each.space_id for each in campaigns))
    rows = rows.filter(**{f"{through}__in": [each.pk for each in campaigns]}, **narrowed)
    return rows if through == "campaign" else rows.annotate(campaign_id=F(f"{through}_id"))


def by_campaign(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Such rows by their campaign, each in the order they came."""
    found: dict[str, list[Any]] = defaultdict(list)
    for each in rows:
        found[each.campaign_id].append(each)
    return found


def provides(part: Part) -> Callable[[Source], Source]:
    """Register the one function that knows a part."""

    def register(source: Source) -> Source:
        if part in SOURCES:
            raise ValueError(f"two floors tell campaigns about {part}")
        SOURCES[part] = source
        return source

    return register


def known_facts(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Everything the higher floors know: `{part: {campaign id: facts}}`."""
    return {
        part: {campaign: tuple(facts) for campaign, facts in source(actor, campaigns).items()}
        for part, source in SOURCES.items()
    }
