"""On both sides somebody writes a message and takes it back: from then on it is their own company's alone."""

from tests.access.story import Story, Words
from twofold.conversations.models import Channel

TAKEN_BACK = {"kestrel": "host company", "oriole": "partner company"}
"""What the words of such a message begin with → where they may still be read."""


def tell(story: Story) -> None:
    """Written and taken back in the shared campaign."""
    channel = Channel.rows.within(story.spaces["campaign"]).filter(posts="free").order_by("position")[0]
    for stem, where in TAKEN_BACK.items():
        words = Words(stem, f"{stem}.example").word()
        message = story.do(story.eyes[where], "message.post", {"body": words}, on=channel.pk)
        story.do(story.eyes[where], "message.delete", {}, on=message.pk)
