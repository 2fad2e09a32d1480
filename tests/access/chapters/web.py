"""Views of lists: one that a company shares among its people, on both sides."""

from __future__ import annotations

from tests.access.story import Story
from twofold.core.operations.registry import OPERATIONS


def tell(story: Story) -> None:
    """Whoever has partners or campaigns saves how they look at them."""
    takes = OPERATIONS["view.create"].takes
    for where in ("host company", "partner company", "rival company"):
        words = story.birds[where]
        state = {"q": words.word(), "status": "active"}
        story.do(story.eyes[where], "view.create", words.fill(takes, entity="partner", own=False, state=state))
