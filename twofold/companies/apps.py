"""Companies as a Django application."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.companies"
    label = "companies"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import active_credentials, mails, operations, own_account, recovery, resources, sessions, setup, sign_in  # noqa: F401
