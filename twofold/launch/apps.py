"""Launch as a Django application."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.launch"
    label = "launch"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import actions, fact_sources, operations, reactions, resources  # noqa: F401
