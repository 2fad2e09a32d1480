"""The tables of leads. What both may know lives in the campaign's space, the person in a company's own."""

from .counts import LeadsWaiting, LeadTally
from .exclusions import ExclusionEntry, ExclusionList, ExclusionSalt
from .follow_up import LeadStep
from .imports import LeadFile, LeadImport
from .people import Consent, ContactCard, Disclosure
from .routing import Lead, RoutingDecision, RoutingState
from .rules import KIND, DryRun

__all__ = [
    "KIND",
    "Consent",
    "ContactCard",
    "Disclosure",
    "DryRun",
    "ExclusionEntry",
    "ExclusionList",
    "ExclusionSalt",
    "Lead",
    "LeadFile",
    "LeadImport",
    "LeadStep",
    "LeadTally",
    "LeadsWaiting",
    "RoutingDecision",
    "RoutingState",
]
