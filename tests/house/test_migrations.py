"""Migrations make what the models say; most tests start from the models, because that is quicker."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.blank import NAME, ROOT, blank

_MADE = """SELECT 'column ' || made.name || '.' || told.name || ' ' || told.type || ' ' || told."notnull" || told.pk
           FROM sqlite_master AS made JOIN pragma_table_info(made.name) AS told WHERE made.type = 'table'
           UNION ALL SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"""
LEDGER = "django_migrations"


def test_no_model_is_ahead_of_its_migrations(tmp_path: Path) -> None:
    environment = {**os.environ, "TWOFOLD_DATA": str(blank(tmp_path)), "PYTHONPATH": str(ROOT), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "twofold.project.settings"
    words = ("-m", "django", "makemigrations", "--check", "--dry-run")
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.django_db
def test_tables_columns_indexes_and_triggers_are_the_same_by_migrations_as_by_models(tmp_path: Path) -> None:
    with connection.cursor() as by_models:
        by_models.execute(_MADE)
        expected = {told for (told,) in by_models.fetchall()}
    with closing(sqlite3.connect(blank(tmp_path) / NAME)) as by_migrations:
        found = {told for (told,) in by_migrations.execute(_MADE) if LEDGER not in told}
    assert found == {told for told in expected if LEDGER not in told}
    assert len(found) > 500
