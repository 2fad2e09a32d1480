"""Where the two companies talk, and what they decided."""

from typing import ClassVar

from django.db import models

from twofold.campaigns.models import Campaign, CampaignRow, OrderedRow
from twofold.core.models import Person, SpaceRow


class Channel(OrderedRow):
    """A place to talk, with one purpose. `posts` is `free`, or `decisions` for the one that takes decisions only."""

    key = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=500, blank=True)
    posts = models.CharField(max_length=16, default="free")

    recorded: ClassVar = frozenset({"campaign_id", "key", "name", "posts", "position"})
    sealed: ClassVar = frozenset({"purpose"})

    class Meta(OrderedRow.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="channel_once")]


class Message(SpaceRow):
    """What somebody wrote in a channel, as Markdown."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.TextField()

    recorded: ClassVar = frozenset({"channel_id", "campaign_id", "person_id"})
    sealed: ClassVar = frozenset({"body"})

    class Meta(SpaceRow.Meta):
        indexes: ClassVar = [models.Index(fields=["channel", "created_at"], name="message_order")]

    def __str__(self) -> str:
        return f"a message in {self.channel}"


class Decision(CampaignRow):
    """Something that was decided: an approval, a change of scope or a launch call (S1.46). Never changed."""

    class Kind(models.TextChoices):
        """What may stand in #decisions."""

        APPROVAL = "approval"
        SCOPE_CHANGE = "scope_change"
        LAUNCH_CALL = "launch_call"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8)
    from_message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")

    recorded: ClassVar = frozenset({"campaign_id", "kind", "person_id", "side", "from_message_id"})
    sealed: ClassVar = frozenset({"title", "body"})
    append_only: ClassVar = True

    class Meta(CampaignRow.Meta):
        indexes: ClassVar = [models.Index(fields=["campaign", "created_at"], name="decision_order")]
