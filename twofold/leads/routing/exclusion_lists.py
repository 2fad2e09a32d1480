"""Who is in a side's pipeline already: the lists in force, and which of some people they name (security rule 28)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q

from twofold.campaigns.models import Campaign
from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.core.jobs.scheduled import daily
from twofold.leads.models import ExclusionEntry, ExclusionList, LeadImport
from twofold.rules.lead_share import Person, RulesDocument
from twofold.rules.sides import SIDES

_QUESTION = 900  # entries asked for at once: within every database's limit of parameters
_ASKED = "routing asks both sides' lists; what leaves is which list names a lead, never an entry"
_OVER = "entries of lists that nobody routes by any more are removed for every company"
Listing = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ExclusionLists:
    """The list of each side that a routing asks; None where the rules have none, or the side has none."""

    host: ExclusionList | None = None
    partner: ExclusionList | None = None

    def ids(self) -> tuple[str | None, str | None]:
        """The ids, host first."""
        return (self.host.pk if self.host else None, self.partner.pk if self.partner else None)

    def hashes(self) -> dict[str, str]:
        """Side → hash, of the lists that are there."""
        return {side: found.hash for side in SIDES if (found := getattr(self, side)) is not None}

    def of(self, side: str | None) -> ExclusionLists:
        """Of these only this side's own: all that a preview or a dry run may ask, since they leave no verdict behind."""
        return ExclusionLists(**{side: getattr(self, side)}) if side in SIDES else NO_LISTS

    def listing(self, people: Iterable[Person]) -> Listing:
        """Key of a person → the sides whose list has exactly this address or this domain, host first.

        One question for 900 of them, however long the lists are; none where there is no list.
        """
        sides = {found.pk: side for side in SIDES if (found := getattr(self, side)) is not None}
        if not sides:
            return {}
        people = list(people)
        texts = {person.key for person in people} | {person.facts["email_domain"] for person in people}
        named = _named(list(sides), {entry_hash(text): text for text in texts})
        listing: dict[str, tuple[str, ...]] = {}
        for person in people:
            ids = named.get(person.key, frozenset()) | named.get(person.facts["email_domain"], frozenset())
            if ids:
                listing[person.key] = tuple(side for pk, side in sides.items() if pk in ids)
        return listing


NO_LISTS = ExclusionLists()
NOBODY: Listing = {}


def entry_hash(text: str) -> str:
    """What is kept of a normal entry."""
    return keyed_hash(text, "existing-pipeline") if "@" in text else _domain_hash(text)


@lru_cache(maxsize=8192)
def _domain_hash(domain: str) -> str:
    return keyed_hash(domain, "existing-pipeline")


def lists_in_force(campaign: Campaign, document: RulesDocument) -> ExclusionLists:
    """The newest list of each side that the rules name; nothing is asked where they name none."""
    if not document.exclusions:
        return NO_LISTS
    found = newest_lists(campaign, document.exclusions)
    return ExclusionLists(**{side: row for side, row in found.items() if row.count})


def newest_lists(campaign: Campaign, sides: Iterable[str] = SIDES) -> dict[str, ExclusionList]:
    """Side → the list that it promised last."""
    rows = ExclusionList.rows.within(campaign.space_id).filter(campaign=campaign, side__in=sides)
    return {row.side: row for row in rows.order_by("number")}


def _named(list_ids: list[str], texts: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Of these hashes → texts, each text that stands on a list, with the ids of the lists."""
    rows = ExclusionEntry.rows.everywhere(because=_ASKED).filter(exclusion_list__in=list_ids)
    wanted = sorted(texts)  # neighbours of the index are asked for together
    found: dict[str, frozenset[str]] = {}
    for start in range(0, len(wanted), _QUESTION):
        some = rows.filter(entry_hash__in=wanted[start : start + _QUESTION])
        for pk, hashed in some.values_list("exclusion_list_id", "entry_hash"):
            text = texts[hashed]
            found[text] = found.get(text, frozenset()) | {pk}
    return found


def forget_replaced(campaign_id: str | None = None) -> int:
    """Remove the entries of lists that were replaced and that no import still runs with; gives how many."""
    newer = ExclusionList.rows.filter(
        campaign=OuterRef("campaign"), side=OuterRef("side"), number__gt=OuterRef("number")
    )
    pinned = LeadImport.rows.filter(
        Q(host_list=OuterRef("pk")) | Q(partner_list=OuterRef("pk")), state=LeadImport.State.RUNNING
    )
    over = ExclusionList.rows.everywhere(because=_OVER).filter(Exists(newer), ~Exists(pinned), count__gt=0)
    over = over.filter(campaign=campaign_id) if campaign_id else over
    removed: int = (
        ExclusionEntry.rows.everywhere(because=_OVER).filter(exclusion_list__in=over.values("pk")).delete()[0]
    )
    return removed


@daily("entries of replaced lists of existing pipeline")
def sweep_entries(now: datetime) -> int:
    """What a running import kept, once it is through. The worker calls it daily."""
    return forget_replaced()
