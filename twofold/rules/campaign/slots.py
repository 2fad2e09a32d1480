"""The role slots of one campaign, and how references of the template find them."""

from collections.abc import Iterable
from typing import Any

from twofold.rules.campaign.campaign_plan import PlannedSlot
from twofold.rules.campaign.sides import Side
from twofold.rules.campaign.template.role_ref import RoleRef


def is_chosen(part: Any, chosen: frozenset[str]) -> bool:
    """Whether a part of the template belongs to a campaign with these options."""
    when, unless = part.when, getattr(part, "unless", None)
    return (when is None or when in chosen) and (unless is None or unless not in chosen)


class Slots:
    """All slots of the campaign, in the template's order."""

    def __init__(self, slots: tuple[PlannedSlot, ...]) -> None:
        self.all = slots

    def of(self, ref: RoleRef) -> tuple[PlannedSlot, ...]:
        """The slots meant: one, or one a side for `@both`; none if the role's option is off."""
        return tuple(slot for slot in self.all if slot.role == ref.role and ref.side in (None, "both", slot.side))

    def one(self, ref: RoleRef) -> str:
        """The key of the one slot meant; parsing the template has proved that it exists."""
        (slot,) = self.of(ref)
        return slot.key

    def each(self, refs: Iterable[RoleRef]) -> tuple[str, ...]:
        """The keys of all slots meant."""
        return tuple(slot.key for ref in refs for slot in self.of(ref))

    def side_of(self, ref: RoleRef) -> Side:
        """The side of the one slot meant."""
        (slot,) = self.of(ref)
        return slot.side
