"""Many rows, straight into the real tables: what a house looks like after years of work."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .house import House

STATES = ("routed", "accepted", "contacted", "qualified", "converted", "held", "new")
"""Of leads: the first two are frequent, so that a filter by them leaves many rows to sort."""
_WEIGHTS = (30, 25, 15, 10, 8, 7, 5)
_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_BATCH = 20_000
_STAGES = ("prospect", "negotiating", "onboarding", "active", "expanding", "churned")
_KINDS = ("co_marketing", "referral", "integration")
_NAMES = ("Elmfield", "Fernhill", "Brightwater", "Halden", "Corvane", "Northgate", "Ashford", "Kestrel", "Lindqvist")


def fill_leads(house: House, count: int) -> None:
    """Leads of the measured campaign, with the host's cards for those that went to it."""
    from twofold.core.crypto.keyed_hash import keyed_hash
    from twofold.core.models import Space
    from twofold.leads.models import ContactCard, Lead

    chance = random.Random(7)  # noqa: S311 - the same leads in every run
    own = Space.rows.get(kind="company", sides__company=house.host.company).pk
    company = house.host.company.pk if house.host.company else ""
    for start in range(0, count, _BATCH):
        leads, cards = [], []
        for number in range(start + 1, min(start + _BATCH, count) + 1):
            state = chance.choices(STATES, _WEIGHTS)[0]
            to = chance.choice(("host", "partner", "both"))
            came = _BEGIN + timedelta(seconds=20 * number)
            common = {"author_id": company, "version": 1, "created_at": came, "updated_at": came, "deleted_at": None}
            lead = Lead(
                **common,
                space_id=house.campaign.space_id,
                campaign_id=house.campaign.pk,
                number=number,
                ref=str(number),
                status="held" if state == "held" else "routed",
                state=state,
                host_state=state if to != "partner" else "",
                partner_state=state if to != "host" else "",
                to=to,
                route=chance.choice(("Large companies", "Customers of the partner", "Everybody else")),
                first="host" if to != "partner" else "partner",
                due=came + timedelta(hours=chance.choice((24, 48))),
                key_hash=keyed_hash(f"{number}@example.com", "lead-key"),
                source="zoom",
                row=number,
                facts={"company_size": chance.randint(1, 5000), "country": "DE", "attended": True, "minutes": 42},
            )
            leads.append(lead)
            if to != "partner" and state != "held":
                cards.append(
                    ContactCard(
                        **common,
                        space_id=own,
                        lead_id=lead.pk,
                        email=f"person{number}@example.com",
                        name=f"Person {number}",
                        company=f"Company {number % 5000}",
                        phone="+49 30 000000",
                        job_title="Head of Marketing",
                        details={"city": "Berlin"},
                        facts={"company_size": 100, "country": "DE"},
                        disclosed_at=came,
                    )
                )
        insert(leads)
        insert(cards)


def fill_partners(house: House, count: int) -> None:
    """Partner records of the host, over all stages of the pipeline, kinds, owners and reviews."""
    from twofold.core.models import Space
    from twofold.partners.models import Partner

    chance = random.Random(7)  # noqa: S311 - the same partners in every run
    own = Space.rows.get(kind="company", sides__company=house.host.company).pk
    company = house.host.company.pk if house.host.company else ""
    person = house.host.person.pk if house.host.person else ""
    for start in range(0, count, _BATCH):
        insert(
            [
                Partner(
                    space_id=own,
                    author_id=company,
                    created_at=_BEGIN + timedelta(seconds=number),
                    updated_at=_BEGIN,
                    company=f"{chance.choice(_NAMES)} {number}",
                    contact_name=f"Person {number}",
                    contact_email=f"person{number}@example.com",
                    type=chance.choice(_KINDS),
                    status=chance.choice(_STAGES),
                    owner_user_id=person if number % 5 else "",
                    revenue_attributed=float(chance.randint(0, 500_000)),
                    next_review=f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" if number % 3 else "",
                    notes="Met at the fair; call again in May about the webinar." if number % 2 else "",
                )
                for number in range(start, min(start + _BATCH, count))
            ]
        )


def insert(rows: list[Any]) -> None:
    """Rows of one model, by one prepared statement."""
    from django.db import connection, transaction

    if not rows:
        return
    columns = rows[0]._meta.concrete_fields
    names = ", ".join(f'"{column.column}"' for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f'INSERT INTO "{rows[0]._meta.db_table}" ({names}) VALUES ({marks})'  # noqa: S608 - names from our models
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, _values(rows, columns))


def _values(rows: list[Any], columns: Any) -> Iterator[list[Any]]:
    from django.db import connection

    for row in rows:
        yield [column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns]
