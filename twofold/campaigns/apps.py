"""Campaigns as a Django application."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import bucket, integrity_checks, library, operations, reactions, removed, resources  # noqa: F401
        from .queries import moves, overview, templates  # noqa: F401
