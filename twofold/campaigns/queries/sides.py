"""Which companies stand on the two sides of campaigns, and what to call them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twofold.campaigns.entities.campaign import as_seen
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.entities.sides import NOT_JOINED
from twofold.core.models import Side as Place
from twofold.core.reading import CompiledQuery
from twofold.rules.campaign.sides import SIDES, Names, Side

_PLACES = CompiledQuery(
    lambda spaces: Place.rows.filter(space_id__in=spaces, ended_at__isnull=True).values_list(
        "space_id", "side", "company_id", "company__name"
    )
)
"""Who stands where in some spaces."""


@dataclass(frozen=True)
class Sides:
    """The two companies of one campaign as one actor sees them. `ids` lacks a side that has not joined."""

    own: Side
    names: Names
    ids: dict[str, str]

    @property
    def other(self) -> Side:
        """The side across the table."""
        return "partner" if self.own == "host" else "host"

    @property
    def joined(self) -> bool:
        """Whether both companies are here."""
        return len(self.ids) == len(SIDES)


def sides_json(sides: Sides) -> dict[str, Any]:
    """Who is who: one's own side, and what the two companies are called."""
    companies = {side: sides.names.of(side) for side in SIDES}
    return {"side": sides.own, "otherSide": sides.other, "companies": companies, "joined": sides.joined}


def sides_of_campaigns(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, Sides]:
    """The sides of several campaigns, in one or two statements."""
    places: dict[str, dict[str, tuple[str, str]]] = {each.space_id: {} for each in campaigns}
    for space, side, company, name in _PLACES.rows(spaces=list(places)) if places else ():
        places[space][side] = (company, name)
    lonely = [each for each in campaigns if "partner" not in places[each.space_id]]
    named = _invited_names(actor, lonely) if lonely else {}
    return {
        each.pk: Sides(
            own="partner" if actor.side_in(each.space_id) == "partner" else "host",
            names=Names(
                **{side: places[each.space_id].get(side, ("", named.get(each.pk, NOT_JOINED)))[1] for side in SIDES}
            ),
            ids={side: company for side, (company, _) in places[each.space_id].items()},
        )
        for each in campaigns
    }


def _invited_names(actor: Actor, campaigns: Sequence[Campaign]) -> dict[str, str]:
    """What one's own partner record calls a company that has not joined yet."""
    rows = Campaign.rows.within(*(each.space_id for each in campaigns)).filter(pk__in=[each.pk for each in campaigns])
    return {pk: name for pk, name in as_seen(rows, actor).values_list("pk", "partner") if name}
