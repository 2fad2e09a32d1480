"""What routing writes about one lead beside its verdict, as one keyed hash that the hash of the decision covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import orjson

from twofold.core.crypto.keyed_hash import keyed_hash
from twofold.leads.models import Consent, Disclosure, Lead, RoutingDecision

Parts = list[tuple[Any, ...]]


def written_hash(lead: tuple[Any, ...], card: str, disclosures: Parts, consents: Parts) -> str:
    """Keyed, because consents are seen by one side only. `card` is the hash of the content of its cards."""
    text = orjson.dumps([lead, card, sorted(disclosures), sorted(consents)])
    return keyed_hash(text.decode(), "written with a lead")


def exact(moment: datetime) -> str:
    """A moment to the microsecond, the same however a database gives it back."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def exact_text(moment: str) -> str:
    """The same of a UTC text of the rules."""
    return f"{moment[:19]}.000000+00:00"


def written_with(
    lead: Lead, decision: RoutingDecision, card: str, disclosures: Iterable[Disclosure], consents: Iterable[Consent]
) -> str:
    """The same hash over rows, of which only those count that were written with the lead."""
    return written_hash(
        (
            lead.pk, lead.space_id, lead.author_id, lead.campaign_id, lead.number, lead.row, lead.key_hash,
            lead.duplicate_of_id, lead.lead_import_id, exact(lead.created_at),
            decision.pk, decision.rules_id, decision.input_hash,
        ),
        card,
        [
            (row.pk, row.space_id, row.author_id, row.to_company_id, row.side, row.basis, exact(row.at), row.card_hash)
            for row in disclosures if row.created_at == lead.created_at
        ],
        [
            (row.pk, row.space_id, row.author_id, row.recipient_id, row.side, row.purpose, row.answer, row.wording,
             exact(row.captured_at), row.source)
            for row in consents if row.created_at == lead.created_at
        ],
    )  # fmt: skip
