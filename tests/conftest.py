"""What every test starts from: a throw-away data directory, guarded tables, a small world of companies."""

import os
import tempfile

os.environ["TWOFOLD_DATA"] = tempfile.mkdtemp(prefix="twofold-tests-")  # each worker its own
if "TWOFOLD_TESTS" not in os.environ:  # what all workers of a run share
    os.environ["TWOFOLD_TESTS"] = tempfile.mkdtemp(prefix="twofold-run-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-be-accepted")

import pytest
from django.conf import settings
from django.core.cache import cache


def pytest_configure() -> None:
    """Quick password hashes, and mails kept in memory; everything else is as in production."""
    if str(settings.DATA) != os.environ["TWOFOLD_DATA"]:
        pytest.exit("Unset DJANGO_SETTINGS_MODULE: with it, settings are read before the tests have their own data.", 4)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["*"]
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = ":memory:"  # pytest-xdist knows only Django's own engine by name


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker begins as we did, or pytest-django reads its settings, and with them our directory, before this file."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The test database, with the guards and the tallies that `migrate` sets."""
    from twofold.core.fast.trigger_counts import install_count_triggers
    from twofold.core.upkeep.append_only import install_guards

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        install_guards()
        install_count_triggers()


@pytest.fixture(autouse=True)
def nothing_tried_before() -> None:
    """How often somebody tried a password is remembered in the cache of the process, and not from test to test."""
    cache.clear()


@pytest.fixture
def world(db: None) -> "object":
    """Two companies that have met, and a rival of the second: see `tests/worlds.py`."""
    from tests.worlds import World

    return World.made()
