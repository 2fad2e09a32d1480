"""The doors as a Django application."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """Builds what is generated from the registries, once all floors have registered."""

    name = "twofold.doors"
    label = "doors"

    def ready(self) -> None:
        """Have the start checked: every address has its policy."""
        from . import policy  # noqa: F401
