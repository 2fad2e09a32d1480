"""The fields a column of a lead file can be mapped to, as the mapping page shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """`name` is what a mapping holds, `label` and `meaning` are for people; `answers.*` stands for every answer key."""

    name: str
    label: str
    meaning: str


FIELDS: tuple[Field, ...] = (
    Field("email", "E-mail", "The person's e-mail address. Every lead needs one."),
    Field("firstName", "First name", "The person's first name."),
    Field("lastName", "Last name", "The person's last name."),
    Field("name", "Full name", "First and last name in one column."),
    Field(
        "company",
        "Company",
        "The company the person works for. Without it, the domain of the e-mail is taken unless it is a free mail service.",
    ),
    Field("job_title", "Job title", "What the person does there."),
    Field("phone", "Phone", "A phone number, kept as it is written."),
    Field("city", "City", "The city the person or the company is in."),
    Field("country", "Country", "A two- or three-letter code, or a name in English, German or French."),
    Field("industry", "Industry", "The industry of the company."),
    Field(
        "employees",
        "Employees",
        "A number or a range; of a range its lower end counts: 51-100 is 51, more than 10,000 is 10001.",
    ),
    Field("attended", "Attended", "Whether the person was there: yes or no."),
    Field(
        "attendee_status",
        "Attendee status",
        "The ticket's status: checked in, not attending, refunded and the like.",
    ),
    Field("minutes", "Minutes attended", "How long the person stayed, in minutes."),
    Field(
        "registered_at",
        "Registered at",
        "When the person registered. Without a zone, the zone chosen for the file is taken.",
    ),
    Field("source", "Source", "Where the lead came from (utm_source)."),
    Field("medium", "Medium", "By what kind of channel it came (utm_medium)."),
    Field("campaign", "Campaign", "By which campaign it came (utm_campaign)."),
    Field("existing_customer_of", "Existing customer of", "host, partner or both."),
    Field(
        "consent.host",
        "Consent for the host",
        "Whether the person agreed to be contacted by the host: yes or no; anything else is unknown.",
    ),
    Field(
        "consent.partner",
        "Consent for the partner",
        "Whether the person agreed to be contacted by the partner: yes or no; anything else is unknown.",
    ),
    Field(
        "consent.both",
        "Consent for both",
        "One question that names both companies: its answer counts for each.",
    ),
    Field(
        "id",
        "Lead number",
        "The number the lead has in the tool it comes from. Without it, the row number is taken.",
    ),
    Field(
        "answers.*",
        "Answer to a question",
        "The answer to a question of the form, under the name after the dot: answers.budget.",
    ),
)
NAMES = frozenset(field.name for field in FIELDS) - {"answers.*"}
PERSON = frozenset({"firstName", "lastName", "name", "company", "phone", "city", "job_title"})
FACTS = NAMES - (PERSON - {"job_title"})
ANSWER = re.compile(r"answers\.(?!__)(?!constructor$)[a-z0-9_]{1,500}")


def is_field(name: str) -> bool:
    """Whether a column may be mapped to this name."""
    return name in NAMES or ANSWER.fullmatch(name) is not None
