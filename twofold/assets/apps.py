"""Assets as a Django application."""

from django.apps import AppConfig


class AssetsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.assets"
    label = "assets"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import entities, fact_sources, navigation, operations, reactions  # noqa: F401
