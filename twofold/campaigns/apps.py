"""Campaigns as a Django application."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.campaigns"
    label = "campaigns"
