"""Rules signed by both, leads of every kind, one file brought in and one only looked at."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.story import Story
from tests.worlds import PASSWORD
from twofold.core.operations.registry import OPERATIONS
from twofold.leads.importing.worker import run_import_now

RULES: dict[str, Any] = {
    "schema": "lead-share/1",
    "sharedLead": {"when": True},
    "routes": [
        {
            "name": "Theirs",
            "when": {"==": [{"var": "country"}, "DE"]},
            "to": "partner",
            "followUp": {"first": "partner", "withinHours": 24},
        },
        {
            "name": "Both",
            "when": {"==": [{"var": "country"}, "FR"]},
            "to": "both",
            "followUp": {"first": "host", "withinHours": 12},
        },
        {"name": "Ours", "when": True, "to": "host", "followUp": {"first": "host", "withinHours": 48}},
    ],
    "exclusions": {"host": "existing_pipeline", "partner": "existing_pipeline"},
    "consent": {"purpose": "follow_up", "unnamedRecipient": "hold"},
    "disputes": {"withinDays": 14},
    "retention": {"days": 365},
}
"""They ask for the country only, so that nothing else of a lead may be seen by the side it does not go to."""


def tell(story: Story) -> None:
    """In each campaign: rules, leads to each side, and an import; what goes to the host alone is made of canaries."""
    for name, other in (("campaign", story.world.partner), ("campaign with the rival", story.world.rival)):
        campaign = story.campaigns[name].pk
        version = story.do(story.world.host, "lead_share.propose", {"rules": RULES}, on=campaign)
        for signer in (story.world.host, other):
            story.do(signer, "lead_share.sign", {"hash": version.hash, "password": PASSWORD}, on=version.pk)
        _promise_lists(story, campaign, other)
        _register(story, campaign, other)
        _import(story, campaign)


def _promise_lists(story: Story, campaign: str, other: Any) -> None:
    """The host's is made of canaries; on the other side's is somebody whom it brings in itself."""
    words = story.people
    ours = [f"{words.word()}@canary.example", f"{words.word()}.example"]
    story.do(story.world.host, "exclusion_list.replace", {"entries": ours}, on=campaign)
    theirs = ["known.example", *([f"{story.mates.word()}.example"] if other is story.world.partner else [])]
    story.do(other, "exclusion_list.replace", {"entries": theirs}, on=campaign)
    story.do(
        other,
        "lead.register",
        {"email": "deal@known.example", "country": "US", "consents": _yes("partner")},
        on=campaign,
    )


def _register(story: Story, campaign: str, other: Any) -> None:
    said = {"recipient": "host", "answer": "yes", "wording": story.people.word(), "source": story.people.word()}
    private = story.people.fill(OPERATIONS["lead.register"].takes, country="US", existingCustomerOf="", consents=[said])
    story.do(story.world.host, "lead.register", private, on=campaign)
    story.do(
        story.world.host,
        "lead.register",
        {"email": "theirs@open.example", "country": "DE", "consents": _yes("partner")},
        on=campaign,
    )
    story.do(
        story.world.host,
        "lead.register",
        {"email": "both@open.example", "country": "FR", "consents": _yes("host", "partner")},
        on=campaign,
    )
    story.do(other, "lead.register", {"email": "held@open.example", "country": "US"}, on=campaign)
    if other is story.world.partner:
        _register_mates(story, campaign)


def _register_mates(story: Story, campaign: str) -> None:
    """A lead that the partner brings for itself alone."""
    said = {"recipient": "partner", "answer": "yes", "wording": story.mates.word(), "source": story.mates.word()}
    takes = OPERATIONS["lead.register"].takes
    given = story.mates.fill(takes, country="DE", existingCustomerOf="", consents=[said])
    story.do(story.world.partner, "lead.register", given, on=campaign)


def _yes(*sides: str) -> list[dict[str, str]]:
    return [{"recipient": side, "answer": "yes", "wording": f"I agree that {side} contacts me."} for side in sides]


def _import(story: Story, campaign: str) -> None:
    words = story.people
    rows = [f"{words.word()}@canary.example,{words.word()},{words.word()},US,yes" for _ in range(3)]
    text = "\n".join(["email,name,company,country,consent.host", *rows]) + "\n"
    for finished in (True, False):
        file = SimpleUploadedFile(f"{words.word()}.csv", text.encode())
        preview = story.do(story.world.host, "lead_import.upload", {"file": file}, on=campaign)
        if finished:
            story.do(story.world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
            run_import_now(preview["id"])
