"""Registering one lead by hand or through the API: the same routing as a file's, one at a time."""

import re
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, field_validator
from pydantic import Field as Declared
from pydantic.alias_generators import to_camel

from twofold.campaigns.models import Campaign
from twofold.core.errors import Invalid
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, operation
from twofold.leads.follow_up.consent import check_not_future
from twofold.leads.follow_up.notifications import notify_sides
from twofold.leads.importing.incoming import IncomingLead, Origin, second
from twofold.leads.models import Lead
from twofold.leads.routing.batch import lock_routing, route_batch
from twofold.leads.routing.routing_context import load_routing_context, side_named
from twofold.rules.lead_share import BadRow, Consent, person_from_values
from twofold.rules.lead_share.times import as_text

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
Short = Declared("", max_length=300)


class GivenConsent(Input):
    """What the person said about one named recipient: a side, or a company of this campaign by id."""

    recipient: str = Declared(max_length=21, description="host, partner, or a company's id.")
    answer: Literal["yes", "no"] = "yes"
    wording: str = Declared("", max_length=1000)
    captured_at: AwareDatetime | None = None
    source: str = Declared("", max_length=200)


class RegisterLead(Input):
    """One lead: who it is, the facts that rules may read, the consents."""

    email: str = Declared(max_length=320)
    first_name: str = Declared("", max_length=150)
    last_name: str = Declared("", max_length=150)
    company: str = Short
    phone: str = Declared("", max_length=100)
    city: str = Short
    country: str = Declared("", max_length=2)
    employees: float | None = None
    job_title: str = Short
    industry: str = Short
    attended: bool | None = None
    minutes: float | None = None
    registered_at: AwareDatetime | None = None
    existing_customer_of: Literal["", "host", "partner", "both"] = ""
    source: str = Short
    utm_source: str = Declared("", max_length=255)
    utm_medium: str = Declared("", max_length=255)
    utm_campaign: str = Declared("", max_length=255)
    utm_term: str = Declared("", max_length=255)
    utm_content: str = Declared("", max_length=255)
    answers: dict[str, str] = Declared(default_factory=dict, max_length=100)
    consents: list[GivenConsent] = Declared(default_factory=list, max_length=4)

    @field_validator("*")
    @classmethod
    def no_control_characters(cls, value: Any) -> Any:
        """Text that a database or a page could not bear is refused."""
        texts = [value] if isinstance(value, str) else [*value, *value.values()] if isinstance(value, dict) else []
        if any(isinstance(text, str) and _CONTROL.search(text) for text in texts):
            raise ValueError("This holds control characters: remove them.")
        return value


@operation("lead.register", needs="leads.work", says="{actor} registered a lead")
def register_lead(do: OperationContext, campaign: Campaign, input: RegisterLead) -> Lead:
    """Take in one lead: decided by the rules in force, disclosed to whom they say. The lead may be a duplicate or held.

    Errors: Conflict without rules in force; Invalid where a value does not fit.
    """
    assert do.actor.company is not None
    context = load_routing_context(campaign)
    person = person_from_values(_facts(input))
    if isinstance(person, BadRow):
        name = person.reason.partition(" ")[0]
        raise Invalid.field("email" if name == "its" else to_camel(name), f"This lead can't be used: {person.reason}.")
    said, wording, captured = _consents(input, campaign.space_id, do.now)
    card = {name: value for name, value in _card(input).items() if value}
    number = lock_routing(do, campaign, do.actor.company.pk).last_number + 1
    routed = route_batch(
        do,
        context,
        [IncomingLead(str(number), None, person, said, card)],
        Origin(
            "registered",
            None,
            wording,
            next((one.source for one in input.consents if one.source), "registered"),
            captured,
        ),
        author_id=do.actor.company.pk,
        at=second(do.now),
    )
    lead: Lead = Lead.rows.within(campaign.space_id).get(pk=routed.lead_ids[0])
    do.set_log_space(campaign.space_id, lead)
    do.target = lead
    do.note(lead, number=lead.number, status=lead.status, to=lead.to, route=lead.route)
    do.details["lead"] = lead.pk
    notify_sides(do, campaign, lead=lead)
    return lead


def _facts(given: RegisterLead) -> dict[str, Any]:
    return {
        "email": given.email,
        "country": given.country,
        "employees": given.employees,
        "minutes": given.minutes,
        "attended": given.attended,
        "registered_at": as_text(given.registered_at) if given.registered_at else None,
        "industry": given.industry,
        "job_title": given.job_title,
        "existing_customer_of": given.existing_customer_of,
        "source": given.source or given.utm_source,
        "medium": given.utm_medium,
        "campaign": given.utm_campaign,
        "answers": given.answers,
    }


def _card(given: RegisterLead) -> dict[str, str]:
    return {
        "email": given.email.lower(),
        "firstName": given.first_name,
        "lastName": given.last_name,
        "company": given.company,
        "phone": given.phone,
        "city": given.city,
        "jobTitle": given.job_title,
        "utmTerm": given.utm_term,
        "utmContent": given.utm_content,
    }


def _consents(given: RegisterLead, space_id: str, now: datetime) -> tuple[Consent, dict[str, str], dict[str, str]]:
    """What was said to each side, in which words, when."""
    said: dict[str, str] = {}
    wording: dict[str, str] = {}
    captured: dict[str, str] = {}
    for place, one in enumerate(given.consents):
        side = side_named(space_id, one.recipient, f"consents.{place}.recipient")
        check_not_future(one.captured_at, now, f"consents.{place}.capturedAt")
        said[side] = one.answer
        wording[side] = one.wording
        if one.captured_at:
            captured[side] = as_text(one.captured_at)
    return Consent(said.get("host", "unknown"), said.get("partner", "unknown")), wording, captured
