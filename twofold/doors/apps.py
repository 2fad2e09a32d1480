"""The doors as a Django application."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """Builds what is generated from the registries, once all floors have registered."""

    name = "twofold.doors"
    label = "doors"
