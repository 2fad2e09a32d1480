"""Each declaration is held against the model beside it: two places say a field's type, length and default, and agree."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from tests.entities.samples import LISTED
from twofold.core.entities import ENTITIES
from twofold.core.entities.inputs import blank_of, longest

KINDS: dict[str, tuple[type[models.Field[Any, Any]], ...]] = {
    **dict.fromkeys(("string", "text", "email", "url", "day"), (models.CharField, models.TextField)),
    "integer": (models.IntegerField,),
    "number": (models.FloatField, models.IntegerField, models.DecimalField),
    "boolean": (models.BooleanField,),
    "date": (models.DateField,),
    "datetime": (models.DateTimeField,),
    "array": (models.JSONField,),
    "object": (models.JSONField,),
}
NO_COLUMN = {
    "campaign.partnerId": "kept as the space's parent, or for a tracked campaign in tracked_partner",
    "campaign.leads": "those entered (leadsEntered) and those routed",
    "view.own": "kept as whose view it is (person)",
}


@pytest.mark.parametrize("noun", LISTED)
def test_what_people_write_has_a_column_that_takes_it(noun: str) -> None:
    entity = ENTITIES[noun]
    for field in entity.written:
        where = f"{noun}.{field.name}"
        column = entity.column_of(field)
        if column is None:
            assert where in NO_COLUMN
            continue
        target = getattr(column, "target_field", column)
        assert isinstance(target, KINDS[field.type]), where
        if isinstance(target, models.CharField):
            assert longest(entity, field) <= (target.max_length or 0), where
            assert max((len(value) for value in field.values), default=0) <= (target.max_length or 0), where
        if not field.required and blank_of(entity, field) is ...:
            default = column.default() if callable(column.default) else column.default
            assert default == field.default, f"{where} has another default in the table"
        if blank_of(entity, field) is None:
            assert column.null, where


@pytest.mark.parametrize("noun", LISTED)
def test_names_are_given_once_and_refer_to_what_is_there(noun: str) -> None:
    entity = ENTITIES[noun]
    names = [field.name for field in (*entity.columns, *entity.extra)]
    assert len(names) == len(set(names))
    assert not entity.title or entity.title in names
    for field in entity.columns:
        assert not field.to or field.to in ENTITIES, field.name
        assert not field.currency or field.currency in names, field.name
    if entity.moves:
        moved = entity.field(entity.moves.field)
        assert moved is not None
        assert set(moved.values) == set(entity.moves.steps)
