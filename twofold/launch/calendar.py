"""The order of a launch calendar: what an item waits for is out before it (S1.48)."""

from collections.abc import Collection
from datetime import datetime

from twofold.campaigns.models import Campaign
from twofold.core.errors import Invalid

from .models import LaunchItem


class Calendar:
    """The items that stand on the launch calendar of a campaign, by id."""

    def __init__(self, campaign: Campaign) -> None:
        rows = LaunchItem.rows.within(campaign.space_id).filter(campaign=campaign)
        self.others: dict[str, LaunchItem] = {each.pk: each for each in rows}

    def can_wait(self, waits: Collection[str], own_id: str) -> None:
        """That an item can wait for others: they are on this calendar, and none waits for it. Errors: Invalid."""
        for waited in waits:
            if waited not in self.others or waited == own_id:
                raise Invalid.field("dependsOn", "Choose items of this launch calendar.")
            if own_id and own_id in self._all_before(waited):
                raise Invalid.field("dependsOn", f"“{self.others[waited].title}” already depends on this item.")

    def after_what_it_waits_for(self, publish_at: datetime, waits: Collection[str], field: str = "publishAt") -> None:
        """That a time is not before any of what it waits for. Errors: Invalid, at `field`."""
        for each in self.others.values():
            if each.pk in waits and each.publish_at > publish_at:
                raise Invalid.field(field, f"It would be published before “{each.title}”, which it depends on.")

    def before_what_waits_for_it(self, publish_at: datetime, own_id: str) -> None:
        """That a time is not after any of what waits for this item. Errors: Invalid."""
        for each in self.others.values():
            if own_id in each.depends_on and each.publish_at < publish_at:
                message = f"It would be published after “{each.title}”, which depends on it. Move that one first."
                raise Invalid.field("publishAt", message)

    def _all_before(self, start: str) -> set[str]:
        """Everything an item waits for, directly or not."""
        seen: set[str] = set()
        todo = [start]
        while todo:
            each = self.others.get(todo.pop())
            if each is not None:
                fresh = set(each.depends_on) - seen
                seen |= fresh
                todo += fresh
        return seen
