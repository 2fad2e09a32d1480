"""Conversations as a Django application."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.conversations"
    label = "conversations"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import entities, navigation, operations, reactions  # noqa: F401
