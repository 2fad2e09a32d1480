"""`.worm/schema.json`: the models as the founding document writes them, and its tables as saved queries."""

from typing import Any

from twofold.core.entities.bucket.schema import exchanged, model_of, views_of


def schema() -> dict[str, Any]:
    """The schema of the buckets we write."""
    entities = sorted(exchanged().values(), key=lambda each: each.bucket.order if each.bucket else 0)
    return {
        "schemaVersion": "1.0",
        "sourceOfTruth": "remote",
        "symbols": {"namespace": "#", "collection": "@", "segment": "(name:type)", "file": "[name].ext"},
        "storage": {"layout": "inline"},
        "models": {each.bucket.name: model_of(each) for each in entities if each.bucket},
        "views": {key: view for each in entities for key, view in views_of(each).items()},
    }
