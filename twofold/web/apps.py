"""The kit of pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages that every entity wants."""

    name = "twofold.web"
    label = "web"

    def ready(self) -> None:
        """Register what this floor answers."""
        from . import search  # noqa: F401
