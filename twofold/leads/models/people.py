"""The person behind a lead. Cards and consents live in company spaces: what a side cannot see it does not have."""

from typing import ClassVar

from django.db import models

from twofold.core.models import Company, Reference, Space, SpaceRow, once

from .routing import Lead


class ContactCard(SpaceRow):
    """One company's copy of who a lead is. There is one only where the lead was disclosed to that company.

    Of a lead that is held, a card waits in the space of the company that brought it in: `disclosed_at` is empty,
    nobody is shown it, and when consent arrives it is copied to the side it is for. When consent is withdrawn, that
    side's card goes and waits there again.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    lead = Reference(Lead, related_name="cards", db_index=False)
    email = models.CharField(max_length=320)
    name = models.CharField(max_length=300, blank=True)
    company = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=100, blank=True)
    job_title = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    disclosed_at = models.DateTimeField(null=True)

    sealed: ClassVar = frozenset({"email", "name", "company", "phone", "job_title", "details", "facts"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [once("lead", "space", name="card_once")]

    def __str__(self) -> str:
        return "contact card"


class Disclosure(SpaceRow):
    """The receipt of a card handed to a company: to whom, on what basis, when, and which card (keyed hash).

    One for each time: consent may be withdrawn and given again.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    lead = Reference(Lead, related_name="disclosures", db_index=False)
    to_company = Reference(Company, db_index=False)
    side = models.CharField(max_length=8)
    basis = models.CharField(max_length=200)
    at = models.DateTimeField()
    card_hash = models.CharField(max_length=64)

    recorded: ClassVar = frozenset({"side", "basis", "card_hash"})
    append_only: ClassVar = True

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [once("lead", "to_company", "at", name="disclosed_once")]

    def __str__(self) -> str:
        return f"disclosure to the {self.side}"


class Consent(SpaceRow):
    """Evidence of what the person said about one named recipient (data-shapes §9): kept by whoever holds the card."""

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    lead = Reference(Lead)
    recipient = Reference(Company, db_index=False)
    side = models.CharField(max_length=8)
    purpose = models.CharField(max_length=32, default="follow_up")
    answer = models.CharField(max_length=8)
    wording = models.CharField(max_length=1000)
    captured_at = models.DateTimeField()
    source = models.CharField(max_length=200)

    recorded: ClassVar = frozenset({"side", "purpose", "answer"})
    sealed: ClassVar = frozenset({"wording", "source"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return f"consent for the {self.side}: {self.answer}"
