"""`twofold doctor`, `backup`, `restore`, `dump`: for whoever keeps the installation."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from .bootstrap import load_django, print_json


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
    stopped: Annotated[
        bool, typer.Option("--stopped", help="The server is stopped: do not look for a worker.")
    ] = False,
) -> None:
    """Look at every promise the installation makes; exit 1 when one is broken."""
    load_django()
    from twofold.core.upkeep.doctor import run_checks

    from .bootstrap import refusals_as_problems

    with refusals_as_problems():
        findings = []
        for found in run_checks(stopped=stopped):
            findings.append(found)
            if not as_json:
                print(f"{'ok ' if not found.wrong else 'BAD'}  {found.name}", flush=True)
                for sentence in found.wrong:
                    print(f"       {sentence}")
    sick = [found for found in findings if found.wrong]
    if as_json:
        print_json(
            {"healthy": not sick, "findings": [{"name": found.name, "wrong": found.wrong} for found in findings]}
        )
    raise typer.Exit(1 if sick else 0)


def backup(file: Annotated[Path, typer.Argument(help="Where the backup goes, such as twofold-backup.tar.gz.")]) -> None:
    """Save database, files and keys in one file, while the server runs."""
    load_django()
    from django.conf import settings

    from twofold.core.clock import now
    from twofold.core.upkeep.backup import back_up

    with _saying_why_not():
        manifest = back_up(file, settings.DATA, settings.DATABASES["default"], now())
        print(f"Saved {len(manifest['members'])} members to {file} ({file.stat().st_size:,} bytes).")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what is here; it is kept aside.")] = False,
) -> None:
    """Verify a backup, all of it, then put it in the place of what is here."""
    from twofold.core.upkeep.backup import restore as put_back

    from .serving.lock import nobody_serves

    with _saying_why_not():
        data, database = _where()
        with nobody_serves(data):
            from datetime import UTC, datetime

            aside = put_back(file, data, database, datetime.now(UTC), force=force)
        print(f"Restored {file}." + (f" What was here before is in {aside}." if aside else ""))


def dump() -> None:
    """All rows as canonical, sorted JSON lines: equal data, equal bytes."""
    load_django()
    from twofold.core.upkeep.dump import lines

    from .bootstrap import refusals_as_problems

    with refusals_as_problems():
        for line in lines():
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()


def _where() -> "tuple[Path, dict[str, object]]":
    """The data folder and the database's settings, without loading Django: that would make a secret key."""
    import environ

    from twofold.core.storage.database_settings import database
    from twofold.core.storage.paths import DATA

    return DATA, database(environ.Env(), DATA)


@contextmanager
def _saying_why_not() -> Iterator[None]:
    from twofold.core.upkeep.backup import CannotDo, Damaged

    try:
        yield
    except (CannotDo, Damaged) as wrong:
        sys.exit(str(wrong))
    except OSError as wrong:
        sys.exit(f"{wrong.filename or 'The file'} cannot be used: {wrong.strerror or wrong}.")
