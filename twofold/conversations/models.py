"""Where the two companies talk, and what they decided."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign, CampaignRow, OrderedRow
from twofold.core.models import Person, Reference, SaidRow, SpaceRow, once


class Channel(OrderedRow):
    """A place to talk, with one purpose. `posts` is `free`, or `decisions` for the one that takes decisions only."""

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=500, blank=True)
    posts = models.CharField(max_length=16, default="free")

    recorded: ClassVar = frozenset({"key", "name", "posts"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [once("campaign", "key", name="channel_once")]


class Message(SpaceRow):
    """What somebody wrote in a channel, as Markdown."""

    channel = Reference(Channel, db_index=False)
    campaign = Reference(Campaign)
    person = Reference(Person)
    body = models.TextField()

    sealed: ClassVar = frozenset({"body"})

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["channel", "created_at"], name="message_order")]

    def __str__(self) -> str:
        return f"a message in “{self.channel}”"


class Decision(CampaignRow, SaidRow):
    """Something that was decided: an approval, a change of scope or a launch call (S1.46). Never changed."""

    class Kind(models.TextChoices):
        """What may stand in #decisions."""

        APPROVAL = "approval"
        SCOPE_CHANGE = "scope_change"
        LAUNCH_CALL = "launch_call"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    from_message = Reference(Message, null=True)

    append_only: ClassVar = True

    class Meta(CampaignRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "created_at"], name="decision_order")]
