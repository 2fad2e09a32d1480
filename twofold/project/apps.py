"""The house as a Django application: once all apps are there, what each of them says is loaded."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig
from django.conf import settings

PARTS = ("entities", "operations", "queries", "reactions", "fact_sources", "integrity", "mails", "navigation")
"""Modules of an app that declare or register something, in the order in which they are loaded; of a package, each module."""


class HouseConfig(AppConfig):
    """Loads the parts of every app of the house; an app has those that it needs, and keeps no list of them."""

    name = "twofold.project"
    label = "project"

    def ready(self) -> None:
        """Let each app, the lowest first, declare its entities and register what it does and answers."""
        for app in settings.OWN_APPS:
            for part in PARTS:
                for module in modules_of(app, part):
                    import_module(module)


def modules_of(app: str, part: str) -> Iterator[str]:
    """The names of a part of an app, none where it has no such; of a package, of all modules in it."""
    part = f"{app}.{part}"
    spec = find_spec(part)
    if spec is not None:
        yield part
        for each in iter_modules(spec.submodule_search_locations or ()):
            yield f"{part}.{each.name}"
