"""Rows of many leads, straight into their tables: tuples in a fixed order, one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField

from twofold.core.models import SpaceRow
from twofold.leads.models import Consent, ContactCard, Disclosure, ExclusionEntry, Lead, RoutingDecision

COMMON = ("id", "space_id", "author_id", "version", "created_at", "updated_at")


class BulkTable:
    """One table with the columns that an import fills, in the order of its tuples."""

    def __init__(self, model: type[SpaceRow], *columns: str) -> None:
        self.columns = (*COMMON, *columns)
        self.name = model._meta.db_table
        names = ", ".join(f'"{column}"' for column in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        self.statement = f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names from our models

    def insert(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """All rows at once, inside the transaction under way."""
        rows = list(rows)
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, rows)


LEADS = BulkTable(
    Lead,
    "campaign_id", "number", "ref", "status", "state", "host_state", "partner_state", "to", "route", "first", "due",
    "counter", "key_hash", "duplicate_of_id", "lead_import_id", "row", "source", "facts",
)  # fmt: skip
DECISIONS = BulkTable(
    RoutingDecision,
    "lead_id", "rules_id", "host_list_id", "partner_list_id", "at", "verdict", "facts", "input_hash", "hash",
)  # fmt: skip
ENTRIES = BulkTable(ExclusionEntry, "exclusion_list_id", "entry_hash")
CARDS = BulkTable(
    ContactCard,
    "lead_id", "email", "name", "company", "phone", "job_title", "details", "facts", "disclosed_at",
)  # fmt: skip
DISCLOSURES = BulkTable(Disclosure, "lead_id", "to_company_id", "side", "basis", "at", "card_hash")
CONSENTS = BulkTable(
    Consent, "lead_id", "recipient_id", "side", "purpose", "answer", "wording", "captured_at", "source"
)

_TIME = DateTimeField()


def stored(moment: datetime) -> Any:
    """A moment as the database's driver takes it."""
    return _TIME.get_db_prep_save(moment, connection)


def stored_text(moment: str) -> str:
    """A UTC text of the rules (`2026-03-01T12:00:00Z`) as the database takes it."""
    return f"{moment[:10]} {moment[11:19]}" if connection.vendor == "sqlite" else moment
