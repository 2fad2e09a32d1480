"""The processes that `twofold serve` starts beside the web server."""

import os

from twofold.doors.cli.bootstrap import load_django


def worker() -> None:
    """Run the tasks of the outbox until told to stop."""
    load_django()
    from twofold.core.jobs.worker import work

    work()


def prepare() -> None:
    """Bring the database up to date, check the installation, load the demo where TWOFOLD_DEMO asks for it."""
    load_django()
    from django.core.management.base import SystemCheckError

    from twofold.core.storage.paths import DATA
    from twofold.core.upkeep.migrate import migrate
    from twofold.doors.cli.serving.prepared_state import remember

    try:
        migrate()
    except SystemCheckError as wrong:
        raise SystemExit(str(wrong)) from None
    remember(DATA)
    if os.environ.get("TWOFOLD_DEMO", "") not in {"", "0"}:
        from twofold.doors.cli.demo import tell_if_empty

        tell_if_empty()
