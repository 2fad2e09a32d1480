"""How many leads a campaign has: those that people entered, and those that were routed to it."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, FloatField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from twofold.campaigns.models import Campaign

LEADS: list[Callable[[], QuerySet[Any]]] = []
"""What a higher floor adds: a one-value subquery over `OuterRef("pk")`, how many leads came in by routing."""


def leads_so_far() -> Any:
    """The leads entered by hand or imported, and those that were routed here."""
    return F("leads") + _routed()


def leads_routed(campaign: Campaign) -> float:
    """How many leads were routed to a campaign that was reached through its space."""
    rows = Campaign.rows.within(campaign.space_id).filter(pk=campaign.pk).annotate(routed=_routed())
    return float(rows.values_list("routed", flat=True).get())


def _routed() -> Any:
    return sum((Coalesce(Subquery(source()), 0.0, output_field=FloatField()) for source in LEADS), Value(0.0))
