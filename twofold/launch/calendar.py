"""The order of a launch calendar: what an item waits for is out before it (S1.48)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from twofold.campaigns.models import Campaign
from twofold.core.errors import Invalid

from .models import LaunchItem


def must_fit(
    campaign: Campaign,
    own_id: str,
    publish_at: datetime,
    waits: Collection[str],
    *,
    fresh: Collection[str],
    moved: bool,
) -> None:
    """That an item can go out then and wait for those: it comes after them and before what waits for it, and none of them
    waits for it. Only what is new is looked at: the `fresh` ones of what it waits for, and the time where it has `moved`.
    Errors: Invalid.
    """
    others = {each.pk: each for each in LaunchItem.of(campaign)}
    for waited in fresh:
        if waited == own_id:
            raise Invalid.field("dependsOn", "Nothing can wait for itself.")
        if own_id in _all_before(others, waited):
            raise Invalid.field("dependsOn", f"“{others[waited].title}” already depends on this item.")
    for each in others.values():
        if each.pk in (waits if moved else fresh) and each.publish_at > publish_at:
            message = f"It would be published before “{each.title}”, which it depends on."
            raise Invalid.field("publishAt" if moved else "dependsOn", message)
        if moved and own_id in each.depends_on and each.publish_at < publish_at:
            message = f"It would be published after “{each.title}”, which depends on it. Move that one first."
            raise Invalid.field("publishAt", message)


def _all_before(others: Mapping[str, LaunchItem], start: str) -> set[str]:
    """Everything an item waits for, directly or not."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        each = others.get(todo.pop())
        fresh = set(each.depends_on) - seen if each else set()
        seen |= fresh
        todo += fresh
    return seen
