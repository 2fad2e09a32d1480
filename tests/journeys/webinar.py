"""One webinar, told twice: as the tool's attendee report, and as the facts that the rules read, worked out by hand."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

RULES = {
    "schema": "lead-share/1",
    "sharedLead": {"when": {"==": [{"var": "attended"}, True]}},
    "routes": [
        {
            "name": "DACH enterprise",
            "when": {
                "and": [
                    {"in": [{"var": "country"}, ["DE", "AT", "CH"]]},
                    {"!=": [{"var": "employees"}, None]},
                    {">": [{"var": "employees"}, 200]},
                ]
            },
            "to": "partner",
            "followUp": {"first": "partner", "withinHours": 24},
        },
        {
            "name": "Nordic",
            "when": {"in": [{"var": "country"}, ["SE", "NO"]]},
            "to": "both",
            "followUp": {"first": "host", "withinHours": 12},
        },
        {"name": "Not our market", "when": {"==": [{"var": "country"}, "JP"]}, "to": "none"},
        {
            "name": "Everybody else",
            "when": True,
            "to": {"split": {"host": 60, "partner": 40}},
            "followUp": {"first": "assigned", "withinHours": 48},
        },
    ],
    "duplicates": {"key": "email", "keep": "first"},
    "consent": {"purpose": "follow_up", "unnamedRecipient": "hold"},
    "disputes": {"withinDays": 14},
    "retention": {"days": 365},
}


class Attendee(NamedTuple):
    """Somebody in the report: what the tool wrote, beside what it means. `visits` are minutes; none: did not come."""

    name: str
    email: str
    country: tuple[str, str]
    size: tuple[str, str]
    visits: tuple[int, ...]
    host: str
    partner: str


DE, AT, FR = ("Germany", "DE"), ("Austria", "AT"), ("France", "FR")
SE, NO, JP, CI = ("Sweden", "SE"), ("Norway", "NO"), ("Japan", "JP"), ("Côte d'Ivoire", "CI")
BIG, SMALL, TEAM = ("1,001-5,000", "1001"), ("21-50", "21"), ("1-20", "1")
ATTENDEES = (
    Attendee("Ada Abt", "ada.abt@alderfield.example", DE, BIG, (20, 35), "Yes", "Yes"),
    Attendee("Björn Costa", "bjorn@barrow.example", AT, BIG, (50,), "Yes", "No"),
    Attendee("Chloé Dupont", "chloe@cedar.example", FR, SMALL, (12,), "Yes", "Yes"),
    Attendee("Daniel Ekström", "daniel@dunes.example", DE, SMALL, (44,), "Yes", "Yes"),
    Attendee("Elif Kaya", "elif@elmtree.example", FR, SMALL, (), "Yes", "Yes"),
    Attendee("Freja Lindt", "freja@fjordline.example", SE, BIG, (58,), "Yes", "Yes"),
    Attendee("Grace Nilsen", "grace@gullwing.example", NO, TEAM, (31, 8, 6), "Yes", ""),
    Attendee("Hanna Reyes", "Hanna.Reyes@Harbour.example", FR, SMALL, (40,), "Yes", "Yes"),
    Attendee("Ivo Ito", "ivo@inlet.example", JP, SMALL, (40,), "Yes", "Yes"),
    Attendee("Jana Void", "jana at jetty", FR, SMALL, (40,), "Yes", "Yes"),
    Attendee("Kofi Mensah", "kofi@kestrel.example", CI, ("a lot", "a lot"), (33,), "Yes", "Yes"),
    Attendee("Lucía García", "lucia@lantern.example", CI, TEAM, (41,), "Yes", "Yes"),
    Attendee("Milan Huber", "milan@meadow.example", FR, TEAM, (9, 22), "", "Yes"),
    Attendee("Nadia Fischer", "nadia+webinar@northgate.example", FR, BIG, (55,), "Yes", "Yes"),
    Attendee("Otto Jansen", "otto@orchard.example", AT, TEAM, (47,), "Yes", "Yes"),
    Attendee("Paula Berger", "paula@pinecone.example", FR, SMALL, (18,), "No", "No"),
    Attendee("Quentin Engel", "quentin@quarry.example", FR, SMALL, (26,), "Yes", "Yes"),
    Attendee("Rosa Brandt", "rosa@riverside.example", DE, TEAM, (52,), "Yes", "Yes"),
)
BAD_ROWS = 2
EARLY = {"email": "hanna.reyes@harbour.example", "firstName": "Hanna", "lastName": "Reyes", "country": "FR"}
"""Somebody who registers by hand before the report comes, in which she is again."""

_COLUMNS = (
    "Attended,User Name (Original Name),First Name,Last Name,Email,Phone,Registration Time,Approval Status,Join Time,"
    "Leave Time,Time in Session (minutes),Is Guest,Organization,Job Title,Number of Employees,"
    "I agree to be contacted by {host},I agree to be contacted by {partner},Country/Region Name"
)


def report(host: str, partner: str) -> bytes:
    """The attendee report, with its sections, a line for each visit, and `--` for those who did not come."""
    out = io.StringIO(newline="")
    out.write('Attendee Report\r\nReport Generated:,"Mar 23, 2026 6:26 PM"\r\n')
    out.write("Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered\r\n")
    out.write('Better together,987 6543 2101,"Mar 20, 2026 05:00 PM",62,18\r\n')
    short = "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Country/Region Name\r\n"
    for section, who in (("Host Details", "hosting@aside.example"), ("Panelist Details", "speaker@aside.example")):
        out.write(
            f'{section}\r\n{short}Yes,Someone,{who},"Mar 20, 2026 16:50:00","Mar 20, 2026 18:10:00",80,Germany\r\n'
        )
    out.write("Attendee Details\r\n" + _COLUMNS.format(host=host, partner=partner) + "\r\n")
    writer = csv.writer(out)
    for who in ATTENDEES:
        first, last = who.name.split()
        for stay in who.visits or (None,):
            seen = ("--", "--", "--") if stay is None else ("Mar 20, 2026 17:00:00", "Mar 20, 2026 17:59:00", stay)
            came = "No" if stay is None else "Yes"
            head = (came, who.name, first, last, who.email, "", "Mar 15, 2026 11:23:29", "approved")
            writer.writerow(
                (
                    *head,
                    *seen,
                    "No",
                    "Somewhere Ltd",
                    "Head of Data",
                    who.size[0],
                    who.host,
                    who.partner,
                    who.country[0],
                )
            )
    return out.getvalue().encode()


def facts() -> bytes:
    """The same people for `twofold route`: one row for each person, in the words of the lead-share format."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = ("email", "country", "employees", "attended", "minutes", "registered_at", "job_title")
    writer.writerow((*names, "answers.approval_status", "consent.host", "consent.partner"))
    for who in ATTENDEES:
        came = ("true", sum(who.visits)) if who.visits else ("false", "")
        said = (who.host.lower(), who.partner.lower())
        when = "2026-03-15T10:23:29Z"
        writer.writerow((who.email, who.country[1], who.size[1], *came, when, "Head of Data", "approved", *said))
    return out.getvalue().encode()


def early_fact() -> bytes:
    """The one who registered by hand, with the number she got."""
    return (
        b"id,email,country,attended,consent.host,consent.partner\r\n1,hanna.reyes@harbour.example,FR,true,yes,yes\r\n"
    )


def registration() -> dict[str, object]:
    """The same as a registration through the API."""
    said = [{"recipient": side, "answer": "yes", "wording": "You may write to me."} for side in ("host", "partner")]
    return {**EARLY, "attended": True, "consents": said}


def one_byte_changed(text: str) -> str:
    """The same file with another character in its middle."""
    middle = len(text) // 2
    while not text[middle].isalnum():
        middle += 1
    return text[:middle] + ("0" if text[middle] != "0" else "1") + text[middle + 1 :]
