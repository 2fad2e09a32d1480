"""The kit of pages as a Django application."""

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages that every entity wants."""

    name = "twofold.web"
    label = "web"

    def ready(self) -> None:
        """Register what this floor answers, and declare the saved view."""
        from . import search  # noqa: F401

        import_module("twofold.web.entities")
