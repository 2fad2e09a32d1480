"""Putting the demo back to its beginning: the data directory is kept aside and begun anew."""

import shutil
from datetime import UTC, datetime, timedelta

from django.db import connections

from twofold.core.clock import now
from twofold.core.models import Company, WorkerPulse
from twofold.core.storage.paths import DATA, staging_folder
from twofold.core.upkeep.migrate import migrate

OURS = {"Halden Software", "Brightwater Analytics", "Corvane Data"}


def empty_house() -> None:
    """Move the database and files aside. Errors: SystemExit when other companies live here, or on PostgreSQL."""
    others = set(Company.rows.values_list("name", flat=True)) - OURS
    if others:
        raise SystemExit(f"This is not only the demo: {min(others)} lives here too. Nothing was changed.")
    if connections["default"].vendor != "sqlite":
        raise SystemExit("On PostgreSQL make an empty database and start again; the demo is told into it.")
    if WorkerPulse.rows.filter(seen_at__gt=now() - timedelta(seconds=30)).exists():
        raise SystemExit("The demo is being served. Stop it first, then reset it.")
    connections.close_all()
    aside = staging_folder(DATA) / f"{DATA.name}.before-demo-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for name in ("twofold.sqlite3", "twofold.sqlite3-wal", "twofold.sqlite3-shm", "files", "outbox"):
        if (DATA / name).exists():
            shutil.move(DATA / name, aside / name)
    migrate()
