"""`.worm/schema.json`: the models as the founding document writes them, and its tables as saved queries."""

from typing import Any

from twofold.core.entities import ENTITIES, Entity

VIEWS: dict[str, dict[str, Any]] = {
    "all-partners": {
        "model": "Partner",
        "columns": ["company", "type", "status", "contactName", "revenueAttributed", "lastSync"],
    },
    "partner-pipeline": {
        "model": "Partner",
        "groupBy": "status",
        "groups": ["prospect", "negotiating", "onboarding", "active", "expanding", "churned"],
    },
    "active-campaigns": {
        "model": "Campaign",
        "filter": {"type": "co_marketing"},
        "columns": ["name", "partner", "channel", "status", "startDate", "budget", "leads"],
    },
    "past-campaign-results": {
        "model": "Campaign",
        "filter": {"status": "completed"},
        "columns": ["name", "partner", "leads", "conversions", "revenue", "roi"],
    },
    "referral-partners": {
        "model": "Partner",
        "filter": {"type": "referral"},
        "columns": ["company", "contactName", "referrals", "conversions", "commissionPaid"],
    },
    "partner-performance": {
        "model": "Partner",
        "columns": ["company", "type", "referrals", "revenue", "campaigns", "sharedCustomers", "roi"],
    },
}
"""Requirements S2.8, S2.9, S2.10, S2.15, S2.23, S2.33."""


def schema() -> dict[str, Any]:
    """The schema of the buckets we write."""
    entities = sorted(ENTITIES.values(), key=lambda each: each.order)
    names = {each.name for each in entities}
    return {
        "schemaVersion": "1.0",
        "sourceOfTruth": "remote",
        "symbols": {"namespace": "#", "collection": "@", "segment": "(name:type)", "file": "[name].ext"},
        "storage": {"layout": "inline"},
        "models": {each.name: _model(each) for each in entities},
        "views": {name: view for name, view in VIEWS.items() if view["model"] in names},
    }


def _model(found: Entity) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for each in found.fields:
        fields[each.name] = {"type": each.type}
        if each.required:
            fields[each.name]["required"] = True
        if each.default is not None:
            fields[each.name]["default"] = each.default
    model: dict[str, Any] = {"path": f"@{found.path}/(id:nanoid)", "file": "[data].json", "fields": fields}
    if found.refs:
        model["refs"] = {name: dict(ref) for name, ref in found.refs.items()}
    return {**model, "oplog": True, "softDelete": True}
