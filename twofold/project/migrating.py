"""Bringing the database up to date: migrations, then the guards of the append-only tables."""

from django.core.management import call_command

from twofold.core.guards import set_guards


def migrate() -> None:
    """Check the whole, migrate and set the guards again; quick and harmless when there is nothing to do."""
    call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
    set_guards()
