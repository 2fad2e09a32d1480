"""What of conversations is shown."""

from typing import Any

from django.db.models import QuerySet

from twofold.campaigns.entities import in_order, of_campaign, text
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.entities import Field, View, choices, entity, shown

from .models import Channel, Decision, Message

CHANNELS = entity(
    in_order(
        model=Channel,
        page="campaign-channel",
        page_of="campaignId,id",
        icon="hash",
        fields=(
            text("key"),
            text("name", search=True),
            shown("purpose", search=True),
            text("posts"),
        ),
    )
)


def own_words(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """What one wrote oneself: only its writer still reads a message that was taken back."""
    return rows.filter(person_id=actor.person.pk if actor.person else "")


MESSAGES = entity(
    of_campaign(
        model=Message,
        title="body",
        page="campaign-channel",
        page_of="campaignId,channelId",
        icon="message",
        subtitle=("channel", "person"),
        fields=(
            shown("channelId", filter=True),
            text("channel"),
            shown("personId", filter=True),
            text("person", search=True),
            text("company", source="author__name"),
            shown("companyId", source="author_id", filter=True),
            shown("body", search=True),
        ),
        removed=own_words,
    )
)

KINDS = choices({"approval": "Approval", "scope_change": "Scope change", "launch_call": "Launch call"})
DECISIONS = entity(
    of_campaign(
        model=Decision,
        page="decision",
        icon="gavel",
        creates="campaigns.work",
        parent=Campaign,
        makes="record",
        no_import="A decision stays as it was recorded, so each is written by itself.",
        fields=(
            Field("title", label="Decision", write="create", sealed=True, search=True),
            Field("kind", label="Type", write="create", choices=KINDS),
            Field("body", "text", label="Reason and next steps", write="create", sealed=True, search=True),
            shown("personId", filter=True, column="never"),
            text("person", label="Recorded by", search=True),
            text("company", source="author__name"),
            text("side", column="never"),
            shown("fromMessageId", filter=True, column="never"),
            shown("fromChannelId", source="from_message__channel_id", column="never"),
        ),
        views=(View("all-decisions", "All decisions", columns=("title", "kind", "person", "company", "createdAt")),),
    )
)
