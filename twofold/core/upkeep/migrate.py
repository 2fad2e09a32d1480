"""Bringing the database up to date: migrations, then the guards of append-only tables and the counts that are kept."""

from django.core import checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from twofold.core.fast.trigger_counts import install_count_triggers
from twofold.core.upkeep.append_only import install_guards


def migrate() -> None:
    """Check the whole, migrate, set guards and count triggers again; quick and harmless when there is nothing to do.

    Errors: SystemCheckError, before anything is changed. Warnings are for those who build Twofold, not for
    those who run it: `make check` shows them.
    """
    wrong = [found for found in checks.run_checks() if found.is_serious() and not found.is_silenced()]
    if wrong:
        raise SystemCheckError("\n".join(str(found) for found in wrong))
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    install_guards()
    install_count_triggers()
