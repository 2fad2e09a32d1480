"""What of companies, people, invitations, tokens and deliveries is shown, and to whom."""

from .deliveries import DELIVERIES
from .invitations import INVITATIONS, places_for_guests
from .people import COMPANIES, PEOPLE, ROLES
from .tokens import TOKENS

__all__ = ["COMPANIES", "DELIVERIES", "INVITATIONS", "PEOPLE", "ROLES", "TOKENS", "places_for_guests"]
