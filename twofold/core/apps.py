"""The spine as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Loads the registries that live on this floor."""

    name = "twofold.core"
    label = "core"

    def ready(self) -> None:
        """Register the questions and chores of the spine."""
        from . import activity, log_file, purging  # noqa: F401
