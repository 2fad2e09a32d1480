"""Launch as a Django application."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.launch"
    label = "launch"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import acts, entities, operations, reactions, sources  # noqa: F401
