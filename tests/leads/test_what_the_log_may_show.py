"""Each column of each table of leads is named as shown in the log or as sealed; personal ones are sealed."""

import pytest
from django.apps import apps

from twofold.core.models import SpaceRow
from twofold.core.models.rows import ROW_FIELDS
from twofold.core.oplog.logged_fields import recorded_columns
from twofold.leads.models import Consent, ContactCard, LeadFile, LeadStep

MODELS = [model for model in apps.get_app_config("leads").get_models() if issubclass(model, SpaceRow)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_column_is_named(model: type[SpaceRow]) -> None:
    columns = {field.attname for field in model._meta.concrete_fields} - ROW_FIELDS
    assert columns == recorded_columns(model) | model.sealed
    assert not model.recorded & model.sealed


def test_what_says_who_somebody_is_is_sealed() -> None:
    assert {"email", "name", "company", "phone", "job_title", "details", "facts"} <= ContactCard.sealed
    assert {"name", "columns", "mapping", "preview"} <= LeadFile.sealed
    assert "note" in LeadStep.sealed
    assert "wording" in Consent.sealed
