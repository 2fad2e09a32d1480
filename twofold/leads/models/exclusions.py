"""Lists of existing pipeline: what both sides may know of one, and its entries with the company whose list it is."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign
from twofold.core.models import Company, Person, Reference, Space, SpaceRow, once


class ExclusionList(SpaceRow):
    """What a side promised: from now on this list, of so many entries, with this hash (security rule 28).

    The newest of a side is the one in force; one without entries says that the side has no list any more. `hash`
    is `rules/lead_share/list_hash.py`, over a salt that stays with the owner; empty where there are no entries.
    """

    campaign = Reference(Campaign, db_index=False)
    side = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, blank=True)
    committed_by = Reference(Person, null=True)

    recorded: ClassVar = frozenset({"side", "hash"})
    append_only: ClassVar = True

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [once("campaign", "side", "number", name="exclusion_list_once")]

    def __str__(self) -> str:
        return f"the {self.side}'s list of existing pipeline"


class ExclusionSalt(SpaceRow):
    """The salt of a promised list, in the space of the company whose list it is: with it the list can be proved."""

    exclusion_list = models.OneToOneField(ExclusionList, models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)

    sealed: ClassVar = frozenset({"salt"})
    append_only: ClassVar = True

    def __str__(self) -> str:
        return "salt of a list of existing pipeline"


class ExclusionEntry(SpaceRow):
    """One entry of a list, in the space of its company: an e-mail or a domain as keyed hash, never the text.

    Entries go once no routing asks for them any more: when the list is replaced and no import still runs with it.
    """

    space = Reference(Space, db_index=False)
    author = Reference(Company, db_index=False)
    exclusion_list = Reference(ExclusionList, db_index=False)
    entry_hash = models.CharField(max_length=64)

    removed_together: ClassVar = True
    sealed: ClassVar = frozenset({"entry_hash"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [once("exclusion_list", "entry_hash", name="exclusion_entry_once")]

    def __str__(self) -> str:
        return "entry of a list of existing pipeline"
