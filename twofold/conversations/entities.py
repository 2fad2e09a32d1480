"""What of conversations is shown."""

from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.entities import CAMPAIGN, text
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.entities import Entity, Field, View, choices, entity, shown

from .models import Channel, Decision, Message

CHANNELS = entity(
    Entity(
        noun="channel",
        model=Channel,
        needs="campaigns.see",
        title="name",
        page="campaign-channel",
        page_of="campaignId,id",
        icon="hash",
        fields=(
            CAMPAIGN,
            text("key"),
            text("name"),
            shown("purpose"),
            text("posts"),
            shown("position", "integer", sort=True),
        ),
        search=("name", "purpose"),
        sort="position",
    )
)


def own_words(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What one wrote oneself: only its writer still reads a message that was taken back."""
    return rows.filter(person_id=actor.person.pk if actor.person else "")


MESSAGES = entity(
    Entity(
        noun="message",
        model=Message,
        needs="campaigns.see",
        title="body",
        page="campaign-channel",
        page_of="campaignId,channelId",
        icon="message",
        subtitle=("channel", "person"),
        fields=(
            CAMPAIGN,
            shown("channelId", filter=True),
            text("channel", source="channel__name"),
            shown("personId", filter=True),
            text("person", source="person__name"),
            text("company", source="author__name"),
            shown("companyId", source="author_id", filter=True),
            shown("body"),
        ),
        search=("body", "person__name"),
        removed=own_words,
    )
)

KINDS = choices({"approval": "Approval", "scope_change": "Scope change", "launch_call": "Launch call"})
DECISIONS = entity(
    Entity(
        noun="decision",
        model=Decision,
        needs="campaigns.see",
        title="title",
        page="decision",
        icon="gavel",
        creates="campaigns.work",
        parent=Campaign,
        makes="record",
        no_import="A decision stays as it was recorded, so each is written by itself.",
        fields=(
            CAMPAIGN,
            Field("title", label="Decision", required=True, write="create", sealed=True),
            Field("kind", label="Type", required=True, write="create", choices=KINDS),
            Field("body", "text", label="Reason and next steps", write="create", sealed=True),
            shown("personId", filter=True, column="never"),
            text("person", source="person__name", label="Recorded by"),
            text("company", source="author__name"),
            text("side", column="never"),
            shown("fromMessageId", filter=True, column="never"),
            shown("fromChannelId", source="from_message__channel_id", column="never"),
        ),
        search=("title", "body", "person__name"),
        views=(View("all-decisions", "All decisions", columns=("title", "kind", "person", "company", "createdAt")),),
    )
)
