"""Companies as a Django application."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Loads this floor's operations, queries and reactions."""

    name = "twofold.companies"
    label = "companies"

    def ready(self) -> None:
        """Register what this floor does and answers."""
        from . import (  # noqa: F401
            active_credentials,
            entities,
            mails,
            navigation,
            operations,
            own_account,
            recovery,
            sessions,
            setup,
            sign_in,
        )
