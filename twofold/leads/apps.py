"""Leads as a Django application."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.leads"
    label = "leads"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import entities, navigation, operations, queries  # noqa: F401
        from .follow_up import mails  # noqa: F401
        from .integrity import decision_replay, list_checks  # noqa: F401
