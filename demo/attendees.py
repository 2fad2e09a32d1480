"""The people of the demo's webinars: invented, on example domains, always the same."""

import io
import random
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

FIRST = [
    "Ada",
    "Bela",
    "Cem",
    "Dora",
    "Emil",
    "Fria",
    "Goran",
    "Hedda",
    "Imre",
    "Jana",
    "Karim",
    "Lise",
    "Milan",
    "Nadia",
    "Otto",
    "Paula",
    "Quentin",
    "Rosa",
    "Selim",
    "Tove",
]
LAST = [
    "Aldous",
    "Brandt",
    "Castell",
    "Dorn",
    "Engel",
    "Farrow",
    "Grieg",
    "Hallam",
    "Ivers",
    "Jansson",
    "Kessler",
    "Lindahl",
    "Morrow",
    "Nystad",
    "Okonjo",
    "Perrin",
]
FIRMS = [
    "alderway",
    "birchfield",
    "cloverline",
    "dunmore",
    "eastholm",
    "farrier",
    "glenhaven",
    "hollin",
    "ironbridge",
    "juniperus",
    "kestrelmark",
]
COUNTRIES = ["Germany", "Austria", "Switzerland", "Netherlands", "Sweden", "United Kingdom"]
SIZES = ["1-20", "21-50", "51-100", "101-500", "501-1,000", "1,001-5,000"]
TITLES = ["Head of Data", "Revenue Operations Manager", "CRM Lead", "Data Analyst", "VP Sales", "Marketing Manager"]
YES = "Yes"
EARLY = 200  # the numbers of those who register before the webinar


def someone(number: int) -> dict[str, str]:
    """The person with this number."""
    first, last = FIRST[number % len(FIRST)], LAST[(number * 7 + number // len(FIRST)) % len(LAST)]
    firm = FIRMS[(number * 5) % len(FIRMS)]
    return {
        "first": first,
        "last": last,
        "email": f"{first}.{last}{number}@{firm}.example".lower(),
        "company": firm.title(),
        "country": COUNTRIES[number % len(COUNTRIES)],
        "size": SIZES[(number * 5) % len(SIZES)],
        "title": TITLES[number % len(TITLES)],
    }


def registrant(number: int) -> dict[str, Any]:
    """An early registration, as a landing page would send it."""
    who = someone(EARLY + number)
    sizes = [14, 35, 80, 260, 700, 2400]
    both = ["host", "partner"] if number % 5 else ["host"]
    return {
        "email": who["email"],
        "firstName": who["first"],
        "lastName": who["last"],
        "company": who["company"],
        "country": ["DE", "AT", "CH", "NL", "SE", "GB"][(number * 5 + 1) % 6],
        "employees": sizes[number % 6],
        "jobTitle": who["title"],
        "source": "host" if number % 2 else "partner",
        "consents": [{"recipient": side, "answer": "yes"} for side in both],
    }


def report_text(people: int, topic: str, began: datetime, again: int = 0) -> str:
    """A webinar tool's attendee report: sections, people who left and came back, and some who never came."""
    chance = random.Random(topic)  # noqa: S311 - the demo is the same every time
    out = io.StringIO()
    out.write("Attendee Report\n")
    out.write(f'Report Generated:,"{began + timedelta(hours=3):%b %d, %Y %H:%M}"\n')
    out.write(
        "Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users\n"
    )
    out.write(f'{topic},912 3456 7890,"{began:%b %d, %Y %H:%M:%S}",61,{people},2,{people - 12},{people - 9}\n')
    out.write(
        "Host Details\nAttended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name\n"
    )
    out.write(
        f'Yes,Maren Holt,maren@halden.example,"{began:%b %d, %Y %H:%M:%S}","{began + timedelta(minutes=61):%b %d, %Y %H:%M:%S}",61,No,Germany\n'
    )
    out.write(
        "Attendee Details\nAttended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,"
        "Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Organization,Job Title,Number of Employees,"
        "I agree to be contacted by Halden Software,I agree to be contacted by Brightwater Analytics,Country/Region Name\n"
    )
    for number in [*range(people), *range(EARLY, EARLY + again)]:  # `again` of them had registered early
        for line in _lines(someone(number), began, chance):
            out.write(line + "\n")
    return out.getvalue()


def _lines(who: dict[str, str], began: datetime, chance: random.Random) -> list[str]:
    registered = began - timedelta(days=chance.randint(1, 20), minutes=chance.randint(0, 600))
    head = f'{who["first"]} {who["last"]},{who["first"]},{who["last"]},{who["email"]},,"{registered:%b %d, %Y %H:%M:%S}",approved'
    tail = f'{who["company"]},{who["title"]},"{who["size"]}",Yes,{"No" if chance.random() < 0.12 else YES},{who["country"]}'
    if chance.random() < 0.18:
        return [f"No,{head},--,--,--,--,{tail}"]
    lines, at, left = [], began + timedelta(minutes=chance.randint(0, 4)), 58
    for stay in [chance.randint(6, 20), 35] if chance.random() < 0.2 else [chance.randint(20, 56)]:
        minutes = min(stay, left)
        left_at = at + timedelta(minutes=minutes)
        lines.append(f'Yes,{head},"{at:%b %d, %Y %H:%M:%S}","{left_at:%b %d, %Y %H:%M:%S}",{minutes},No,{tail}')
        at, left = left_at + timedelta(minutes=2), left - minutes - 2
    return lines


def attendee_report(people: int, topic: str) -> Any:
    """A function of the stage that gives the report as an uploaded file, dated to the story."""

    def made(stage: Any) -> SimpleUploadedFile:
        text = report_text(people, topic, stage.moment(-70).replace(hour=14, minute=0, second=0, tzinfo=None))
        return SimpleUploadedFile("attendees.csv", text.encode(), content_type="text/csv")

    return made
