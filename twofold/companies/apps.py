"""Companies as a Django application."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Loads what this floor registers beside the parts that every app has (`project/apps.py`)."""

    name = "twofold.companies"
    label = "companies"

    def ready(self) -> None:
        """Have open streams asked whether they are still good, and what is over removed."""
        from . import active_credentials, sessions, sign_in  # noqa: F401
