"""A campaign with signed lead-share rules, and files of invented people, for all tests about leads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.rules import RULES
from tests.campaigns.started import start
from tests.worlds import PASSWORD, World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.models import DocumentVersion
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.importing.worker import run_import_now
from twofold.leads.models import Lead, LeadImport

ROOT = Path(__file__).resolve().parents[2]
HEADER = "email,name,company,country,attended,consent.host,consent.partner"


def library_rules(name: str) -> dict[str, Any]:
    """Rules from the library."""
    found: dict[str, Any] = json.loads((ROOT / "library" / "rules" / f"{name}.json").read_text())
    return found


def csv_of(*rows: str, header: str = HEADER) -> str:
    """A CSV text."""
    return "\n".join([header, *rows]) + "\n"


def file_of(text: str | bytes, name: str = "leads.csv") -> SimpleUploadedFile:
    """An uploaded file."""
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def propose(world: World, campaign: Campaign, rules: dict[str, Any] | None = None) -> DocumentVersion:
    """The host proposes."""
    version: DocumentVersion = run(world.host, "lead_share.propose", {"rules": rules or RULES}, on=campaign.pk).result
    return version


def sign(actor: Actor, version: DocumentVersion, **given: Any) -> None:
    """One side signs."""
    run(actor, "lead_share.sign", {"hash": version.hash, "password": PASSWORD, **given}, on=version.pk)


def signed(world: World, rules: dict[str, Any] | None = None, campaign: Campaign | None = None) -> Campaign:
    """A campaign whose rules both have signed."""
    campaign = campaign or start(world)
    version = propose(world, campaign, rules)
    sign(world.host, version)
    sign(world.partner, version)
    return campaign


def made(objects: dict[str, Any]) -> None:
    """The rules of the snapshots' campaign."""
    signed(objects["world"], campaign=objects["campaign"])


def imported(actor: Actor, campaign: Campaign, text: str | bytes, *, chunk: int = 2000, **given: Any) -> LeadImport:
    """Upload, commit and run an import to its end."""
    preview = run(actor, "lead_import.upload", {"file": file_of(text), **given}, on=campaign.pk).result
    run(actor, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    return run_import_now(preview["id"], chunk=chunk)


def register(actor: Actor, campaign: Campaign, email: str, **given: Any) -> Lead:
    """One lead."""
    lead: Lead = run(actor, "lead.register", {"email": email, **given}, on=campaign.pk).result
    return lead


def consent(*sides: str) -> list[dict[str, str]]:
    """A yes to each side."""
    return [{"recipient": side, "answer": "yes", "wording": f"I agree that {side} contacts me."} for side in sides]


def leads_of(actor: Actor, campaign: Campaign, **filters: Any) -> list[dict[str, Any]]:
    """The leads as an actor gets them, by number."""
    given = {"campaignId": campaign.pk, "limit": 200, "sort": "number", **filters}
    found: list[dict[str, Any]] = ask(actor, "lead.list", given)["items"]
    return found
