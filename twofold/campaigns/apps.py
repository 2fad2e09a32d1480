"""Campaigns as a Django application."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from twofold.core import doctor

        from . import bucket, library, operations, resources  # noqa: F401
        from .queries import moves, overview, templates  # noqa: F401

        doctor.ALSO.append(("campaign templates", library.problems_in_words))
