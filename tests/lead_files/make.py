"""Realistic lead files of invented people, the same for the same seed: for tests, benchmarks and trying things out.

`python tests/lead_files/make.py plain 1000000 > leads.csv`
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST = (
    "Anna",
    "Björn",
    "Chloé",
    "Daniel",
    "Elif",
    "François",
    "Grace",
    "Hanna",
    "Ivan",
    "Jürgen",
    "Kofi",
    "Lucía",
)
LAST = (
    "Abt",
    "Berger",
    "Costa",
    "Dupont",
    "Ekström",
    "Fischer",
    "García",
    "Huber",
    "Ito",
    "Jansen",
    "Kaya",
    "Lindt",
)
COUNTRIES = (
    "Germany",
    "Austria",
    "Switzerland",
    "France",
    "United States",
    "Netherlands",
    "Japan",
    "Côte d'Ivoire",
)
SIZES = ("1-20", "21-50", "51-100", "101-500", "500-1,000", "1,001-5,000", "5,001-10,000", "More than 10,000")
TITLES = ("Head of Marketing", "CTO", "Data Engineer", "Sales Director", "Founder, and CEO")
INDUSTRIES = ("Software", "Retail", "Banking", "Education", "Manufacturing")


@dataclass(frozen=True)
class Person:
    """One invented person; the number makes the e-mail unique."""

    number: int
    first: str
    last: str
    country: str
    size: str
    title: str
    industry: str

    @property
    def email(self) -> str:
        return f"person{self.number}@company{self.number % 5000}.example.com"


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """The same people for the same seed."""
    pick = random.Random(seed)  # invented people, no secrets
    for number in range(1, count + 1):
        yield Person(
            number,
            pick.choice(FIRST),
            pick.choice(LAST),
            pick.choice(COUNTRIES),
            pick.choice(SIZES),
            pick.choice(TITLES),
            pick.choice(INDUSTRIES),
        )


def plain(count: int) -> Iterator[list[str]]:
    """A list as a marketing team keeps it, with the names of the lead-share facts."""
    yield [
        "email",
        "firstName",
        "lastName",
        "company",
        "country",
        "employees",
        "attended",
        "minutes",
        "registered_at",
        "industry",
        "job_title",
        "source",
    ]
    for who in people(count):
        n = who.number
        when = f"2026-03-{n % 28 + 1:02}T{n % 24:02}:{n % 60:02}:00Z"
        there = "true" if n % 3 else "false"
        yield [
            who.email,
            who.first,
            who.last,
            f"Company {n % 5000}",
            who.country,
            who.size,
            there,
            str(n % 90),
            when,
            who.industry,
            who.title,
            "webinar",
        ]


def zoom(count: int) -> Iterator[list[str]]:
    """An attendee report: every fourth person comes back once, every third does not come at all."""
    yield from (["Attendee Report"], ["Report Generated:", "Mar 23, 2026 6:26 PM"])
    yield [
        "Topic",
        "Webinar ID",
        "Actual Start Time",
        "Actual Duration (minutes)",
        "# Registered",
        "# Cancelled",
        "Unique Viewers",
        "Total Users",
        "Max Concurrent Views",
        "Enable Registration",
    ]
    yield [
        "Better together",
        "987 6543 2101",
        "Mar 20, 2026 05:00 PM",
        "62",
        str(count),
        "0",
        "0",
        "0",
        "0",
        "Yes",
    ]
    short = [
        "Attended",
        "User Name (Original Name)",
        "Email",
        "Join Time",
        "Leave Time",
        "Time in Session (minutes)",
        "Is Guest",
        "Country/Region Name",
    ]
    yield from (["Host Details"], short)
    yield [
        "Yes",
        "Hosting Person",
        "host@host.example.com",
        "Mar 20, 2026 16:50:00",
        "Mar 20, 2026 18:10:00",
        "80",
        "No",
        "Germany",
    ]
    yield from (["Panelist Details"], short)
    yield [
        "Yes",
        "Speaker",
        "speaker@partner.example.com",
        "Mar 20, 2026 16:50:00",
        "Mar 20, 2026 18:10:00",
        "80",
        "No",
        "France",
    ]
    yield ["Attendee Details"]
    yield [
        *[
            "Attended",
            "User Name (Original Name)",
            "First Name",
            "Last Name",
            "Email",
            "Phone",
            "Registration Time",
            "Approval Status",
            "Join Time",
            "Leave Time",
        ],
        *(
            "Time in Session (minutes)",
            "Is Guest",
            "I agree to be contacted by Globex",
            "Company size",
            "Country/Region Name",
        ),
    ]
    for who in people(count):
        came = who.number % 3 != 0
        for visit in range(2 if came and who.number % 4 == 0 else 1):
            times = (
                [
                    f"Mar 20, 2026 17:{5 + visit * 30:02}:00",
                    f"Mar 20, 2026 17:{25 + visit * 30:02}:00",
                    "20",
                    "Yes",
                ]
                if came
                else ["--"] * 4
            )
            yield [
                *(
                    "Yes" if came else "No",
                    f"{who.first} {who.last}",
                    who.first,
                    who.last,
                    who.email,
                    "",
                    "Mar 15, 2026 11:23:29",
                    "approved",
                ),
                *(*times, "Yes" if who.number % 2 else "No", who.size, who.country, ""),
            ]


def eventbrite(count: int) -> Iterator[list[str]]:
    """An attendee list with one consent question."""
    yield [
        *[
            "Order #",
            "Order Date",
            "First Name",
            "Surname",
            "Email",
            "Quantity",
            "Price Tier",
            "Ticket Type",
            "Attendee #",
            "Group",
            "Order Type",
            "Currency",
            "Total Paid",
        ],
        *(
            "Fees Paid",
            "Attendee Status",
            "Home City",
            "Home Country",
            "Job Title",
            "Do you consent to Host Ltd contacting you?",
        ),
    ]
    states = ("Checked In", "Attending", "Not Attending", "Refunded")
    for who in people(count):
        n = str(who.number)
        yield [
            *(
                "9" + n,
                "2026-03-01 09:30:00",
                who.first,
                who.last,
                who.email,
                "1",
                "",
                "General",
                n,
                "",
                "Free Order",
                "EUR",
                "0.00",
            ),
            *(
                "0.00",
                states[who.number % 4],
                "Berlin",
                who.country,
                who.title,
                "I agree" if who.number % 2 else "",
            ),
        ]


def hubspot(count: int) -> Iterator[list[str]]:
    """A contacts export."""
    yield [
        "Record ID",
        "First Name",
        "Last Name",
        "Email",
        "Phone Number",
        "Company Name",
        "City",
        "State/Region",
        "Country/Region",
        "Original Traffic Source",
        "Original Traffic Source Drill-Down 1",
        "Original Traffic Source Drill-Down 2",
        "Lifecycle Stage",
        "Lead Status",
        "Message",
        "Create Date",
        "Contact owner",
    ]
    for who in people(count):
        yield [
            *(
                str(70_000 + who.number),
                who.first,
                who.last,
                who.email,
                "+49 30 000000",
                f"Company {who.number}",
                "Berlin",
                "",
                who.country,
            ),
            *(
                "Paid Social",
                "LinkedIn",
                "spring-launch",
                "lead",
                "NEW",
                'Asked for a "demo",\nsoon',
                "2026-03-01 09:30",
                "Owner Person",
            ),
        ]


KINDS: dict[str, Callable[[int], Iterator[list[str]]]] = {
    "plain": plain,
    "zoom": zoom,
    "eventbrite": eventbrite,
    "hubspot": hubspot,
}


def lead_file(kind: str, count: int) -> bytes:
    """The file as bytes: UTF-8, commas, CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(KINDS[kind](count))
    return out.getvalue().encode()


if __name__ == "__main__":
    csv.writer(sys.stdout).writerows(KINDS[sys.argv[1]](int(sys.argv[2])))
