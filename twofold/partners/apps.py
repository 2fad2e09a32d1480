"""Partners as a Django application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.partners"
    label = "partners"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import entities, navigation, operations, reactions  # noqa: F401
