"""The spine as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Loads the registries that live on this floor."""

    name = "twofold.core"
    label = "core"

    def ready(self) -> None:
        """Register the queries and scheduled jobs of the spine."""
        from .jobs import purge  # noqa: F401
        from .oplog import activity, log_file  # noqa: F401
