"""What of conversations is shown."""

from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.resources import CAMPAIGN, text
from twofold.core.actor import Actor
from twofold.core.resource import Field, Resource, resource

from .models import Channel, Decision, Message

CHANNELS = resource(
    Resource(
        noun="channel",
        path="channels",
        model=Channel,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("key"),
            text("name"),
            Field("purpose"),
            text("posts"),
            Field("position", "integer", sort=True),
        ),
        search=("name", "purpose"),
        sort="position",
    )
)


def own_words(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What one wrote oneself: only its writer still reads a message that was taken back."""
    return rows.filter(person_id=actor.person.pk if actor.person else "")


MESSAGES = resource(
    Resource(
        noun="message",
        path="messages",
        model=Message,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            Field("channelId", source="channel_id", filter=True),
            text("channel", source="channel__name"),
            Field("personId", source="person_id", filter=True),
            text("person", source="person__name"),
            text("company", source="author__name"),
            Field("companyId", source="author_id", filter=True),
            Field("body"),
        ),
        search=("body", "person__name"),
        removed=own_words,
    )
)

DECISIONS = resource(
    Resource(
        noun="decision",
        path="decisions",
        model=Decision,
        needs="campaigns.see",
        fields=(
            CAMPAIGN,
            text("kind"),
            text("title"),
            Field("body"),
            Field("personId", source="person_id", filter=True),
            text("person", source="person__name"),
            text("side"),
            text("company", source="author__name"),
            Field("fromMessageId", source="from_message_id", filter=True),
            Field("fromChannelId", source="from_message__channel_id"),
        ),
        search=("title", "body", "person__name"),
    )
)
