"""Which fields of rules, imports, leads and consents an audience gets. A person is shown to their card's holder only."""

from .consents import CONSENTS
from .imports import IMPORTS
from .leads import LEADS
from .rules import EXCLUSION_LISTS, RULES

__all__ = ["CONSENTS", "EXCLUSION_LISTS", "IMPORTS", "LEADS", "RULES"]
