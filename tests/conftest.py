"""What every test starts from: a throw-away data directory, guarded tables, a small world of companies."""

import gc
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

os.environ["TWOFOLD_DATA"] = tempfile.mkdtemp(prefix="twofold-tests-")  # each worker its own
if "TWOFOLD_TESTS" not in os.environ:  # what all workers of a run share
    os.environ["TWOFOLD_TESTS"] = tempfile.mkdtemp(prefix="twofold-run-")
os.environ.setdefault("TWOFOLD_SEED", str(random.SystemRandom().randrange(10**6)))  # see `tests/drawn.py`
os.environ.setdefault("DJANGO_SETTINGS_MODULE", os.environ.get("TWOFOLD_TEST_SETTINGS", "twofold.project.settings"))
os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-be-accepted")

import pytest
from django.conf import settings
from django.core.cache import cache

if TYPE_CHECKING:
    from tests.access.cast import Caller
    from tests.access.specimens import Ids
    from tests.access.story import Story
    from tests.snapshots import Objects
    from tests.worlds import World
    from twofold.campaigns.models import Campaign


IN_ONE_HOUSE = {"test_in_the_browser.py", "test_files_and_views.py", "test_by_command_line.py", "test_by_rest.py"}
"""Files of `tests/journeys` whose companies live side by side in one running house."""


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
    _look_up_static_files_once()


def _look_up_static_files_once() -> None:
    """Not for each client of a test, which begins all middleware anew: that is a third of what a request costs."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look_up, found = WhiteNoiseMiddleware.update_files_dictionary, {}

    def known(self: WhiteNoiseMiddleware, root: str, prefix: str) -> None:
        if (root, prefix) not in found:
            others, self.files = self.files, {}
            look_up(self, root, prefix)
            found[root, prefix], self.files = self.files, others
        self.files.update(found[root, prefix])

    WhiteNoiseMiddleware.update_files_dictionary = known


def pytest_collection_finish() -> None:
    """A property that does not say itself how many examples it takes has as many as the others; and what has been loaded
    stays until the end, so that the garbage collector need not look at it again and again.
    """
    gc.freeze()
    gc.set_threshold(20_000)
    if "hypothesis" in sys.modules:
        from hypothesis import settings as examples

        from tests.drawn import many

        examples.register_profile("twofold", max_examples=many(100))
        examples.load_profile("twofold")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers share the files, those with a browser come first: they take longest, and short ones fill the
    end, so that no worker is left alone with a long one.
    """
    if hasattr(config, "workerinput"):
        with_a_browser = {each.path for each in items if each.get_closest_marker("browser")}
        items.sort(key=lambda each: each.path not in with_a_browser)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file stays with one worker, and those that share a running house stay with the same: to start it takes ten seconds."""
    from xdist.scheduler import LoadFileScheduling

    class ByHouse(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "the house of the journeys" if file.removeprefix("tests/journeys/") in IN_ONE_HOUSE else file

    return ByHouse(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker begins as we did, or pytest-django reads its settings, and with them our directory, before this file."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, with the guards and the tallies that `migrate` sets, and its snapshots."""
    from tests.snapshots import snapshots
    from twofold.core.fast.trigger_counts import install_count_triggers
    from twofold.core.upkeep.append_only import install_guards

    with django_db_blocker.unblock():
        install_guards()
        install_count_triggers()
        snapshots()
    yield
    with django_db_blocker.unblock():
        snapshots().close()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Before a test's transaction begins, the database is as the test wants it: this fixture is the first of all."""
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("property")
    fixtures: list[str] = getattr(item, "fixturenames", [])
    if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(fixtures):
        fixtures[:0] = [] if "snapshot" in fixtures else ["snapshot"]


@pytest.fixture
def snapshot(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What is in the database when the test begins: see `tests/snapshots.py`."""
    from tests.snapshots import EMPTY, needed, snapshots

    name, mark = needed(request.fixturenames), request.node.get_closest_marker("django_db")
    commits = bool(mark and mark.kwargs.get("transaction"))
    assert not commits or name == EMPTY, "a test that commits makes its world itself"
    with django_db_blocker.unblock():
        snapshots().begin(name)
    yield
    if commits:
        snapshots().spoiled()


@pytest.fixture
def objects(db: None) -> "Objects":
    """Copies of what was made with the snapshot, for this test alone."""
    from tests.snapshots import snapshots

    return snapshots().objects()


@pytest.fixture(autouse=True)
def nothing_tried_before() -> None:
    """How often somebody tried a password is remembered in the cache of the process, and not from test to test."""
    cache.clear()


@pytest.fixture
def world(objects: "Objects") -> "World":
    """Two companies that have met, and a rival of the second: see `tests/worlds.py`."""
    return cast("World", objects["world"])


@pytest.fixture
def campaign(objects: "Objects") -> "Campaign":
    """One that the two have just started: see `tests/campaigns/started.py`."""
    return cast("Campaign", objects["campaign"])


@pytest.fixture
def rules_in_force(campaign: "Campaign") -> None:
    """Both have signed lead-share rules of the campaign: see `tests/leads/shared.py`."""


@pytest.fixture
def story(objects: "Objects") -> "Story":
    """One of everything in every space: see `tests/access/story.py`."""
    return cast("Story", objects["story"])


@pytest.fixture
def everybody(objects: "Objects") -> "list[Caller]":
    """All who may come to an address, in the story: see `tests/access/cast.py`."""
    return cast("list[Caller]", objects["everybody"])


@pytest.fixture
def known(everybody: "list[Caller]", objects: "Objects") -> "dict[str, Ids]":
    """One thing of every kind in every space of the story."""
    return cast("dict[str, Ids]", objects["known"])
