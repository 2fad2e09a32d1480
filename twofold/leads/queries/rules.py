"""Versions of the rules as both sides read them: state, signatures, the text in words."""

import json
from typing import Any

from django.db.models import F

from twofold.core.actor import Actor
from twofold.core.models import DocumentVersion, Signature
from twofold.core.operations.query import query
from twofold.core.operations.registry import Input
from twofold.core.prepared import Prepared
from twofold.leads.models import KIND, DryRun
from twofold.leads.routing.routing_context import companies_of
from twofold.rules.lead_share import read_rules
from twofold.rules.lead_share.lint import lint
from twofold.rules.lead_share.rules_in_words import in_words

from .lookup import visible

_IN_FORCE = Prepared(
    lambda spaces, campaign: (
        DocumentVersion.rows.within(*spaces)
        .filter(kind=KIND, subject_id=campaign, document__in_force_id=F("pk"))
        .values_list("pk")[:1]
    )
)


def with_signatures(items: list[dict[str, Any]], actor: Actor) -> None:
    """`document` as JSON, `state` (in_force, replaced, half_signed, proposed) and who has signed."""
    found: dict[str, list[dict[str, Any]]] = {item["id"]: [] for item in items}
    rows = Signature.rows.visible_to(actor).filter(signed_version__in=found).select_related("person", "company")
    for row in rows.order_by("created_at"):
        found[row.signed_version_id].append(
            {
                "side": row.side,
                "person": row.person.name,
                "company": row.company.name,
                "at": row.created_at,
                "hash": row.hash,
                "dryRunHash": row.dry_run_hash or None,
            }
        )
    for item in items:
        item["document"] = json.loads(item["document"])
        item["signatures"] = found[item["id"]]
        item["state"] = _state(item)


def _state(item: dict[str, Any]) -> str:
    if item["inForceId"] == item["id"]:
        return "in_force"
    if item["number"] < item["latest"]:
        return "replaced"
    return "half_signed" if item["signatures"] else "proposed"


def rules_in_force(actor: Actor, campaign_id: str) -> bool:
    """Whether leads can come into this campaign: a version of its rules is signed by both sides."""
    return bool(_IN_FORCE.rows(spaces=actor.space_ids(closed=False), campaign=campaign_id))


class Version(Input):
    """Which version."""

    id: str


@query("lead_share.explained", needs="campaigns.see")
def explained(actor: Actor, input: Version) -> dict[str, Any]:
    """A version in words that two marketing people understand, the lint's advice, and its dry runs.

    Gives `{words: [{title, says}], advice: [{field, message}], dryRuns: [...]}`.
    """
    version = visible(DocumentVersion, actor, input.id, kind=KIND)
    document = read_rules(json.loads(version.body))
    runs = (
        DryRun.rows.visible_to(actor).filter(rules=version).select_related("run_by", "author").order_by("-created_at")
    )
    return {
        "words": in_words(document, {side: name for side, (_, name) in companies_of(version.space_id).items()}),
        "advice": [problem.as_dict() for problem in lint(document)],
        "dryRuns": [
            {
                "hash": run.hash,
                "report": run.report,
                "by": run.run_by.name,
                "company": run.author.name,
                "at": run.created_at,
            }
            for run in runs[:20]
        ],
    }
