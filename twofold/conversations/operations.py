"""What one does in conversations: post, take back, record a decision."""

from typing import Literal

from pydantic import Field as Declared

from twofold.campaigns.models import Campaign
from twofold.core.domain import Input, Invalid, Nothing, OperationContext, Refused, operation

from .models import Channel, Decision, Message

TYPED_ONLY = (
    "{channel} takes approvals, scope changes and launch calls only. Record a decision instead, or write this in "
    "another channel."
)


class PlannedChannel(Input):
    """A channel of the template."""

    key: str
    name: str
    purpose: str
    posts: str


class OpenChannels(Input):
    """All channels of a new campaign."""

    channels: list[PlannedChannel]


@operation("channel.open", needs="campaigns.start", says="{target} got its channels", internal=True)
def open_channels(do: OperationContext, campaign: Campaign, input: OpenChannels) -> Campaign:
    """Open the channels that the template plans."""
    for position, each in enumerate(input.channels):
        do.create(Channel, campaign.space_id, campaign=campaign, position=position, **each.model_dump())
    return campaign


class PostMessage(Input):
    """What to say, as Markdown."""

    body: str = Declared(min_length=1, max_length=20_000)


@operation("message.post", needs="campaigns.work", says="{actor} wrote in {target}")
def post_message(do: OperationContext, channel: Channel, input: PostMessage) -> Message:
    """Write in a channel. Errors: Refused in the channel that takes decisions only (S1.46)."""
    if channel.posts == "decisions":
        raise Refused(TYPED_ONLY.format(channel=channel.name))
    return do.create(
        Message,
        channel.space_id,
        channel=channel,
        campaign_id=channel.campaign_id,
        person=do.actor.person,
        body=input.body,
    )


@operation("message.delete", needs="campaigns.work")
def delete_message(do: OperationContext, message: Message, input: Nothing) -> Message:
    """Take back what one wrote oneself."""
    _must_be_own(do, message)
    do.delete(message)
    return message


@operation("message.restore", needs="campaigns.work", deleted=True)
def restore_message(do: OperationContext, message: Message, input: Nothing) -> Message:
    """Put a message back that one took back."""
    _must_be_own(do, message)
    do.restore(message)
    return message


class RecordDecision(Input):
    """What was decided, perhaps in a message."""

    kind: Literal["approval", "scope_change", "launch_call"]
    title: str = Declared(min_length=1, max_length=200)
    body: str = Declared("", max_length=20_000)
    from_message_id: str = Declared("", max_length=21)


@operation("decision.record", needs="campaigns.work", says="{actor} recorded a decision")
def record_decision(do: OperationContext, campaign: Campaign, input: RecordDecision) -> Decision:
    """Record a decision where both sides find it; from a message it keeps the link to what was said."""
    side = do.actor.side_in(campaign.space_id)
    message = None
    if input.from_message_id:
        message = Message.rows.within(campaign.space_id).filter(campaign=campaign, pk=input.from_message_id).first()
        if message is None:
            raise Invalid.field("fromMessageId", "Choose a message of this campaign.")
    return do.create(
        Decision,
        campaign.space_id,
        campaign=campaign,
        kind=input.kind,
        title=input.title,
        body=input.body or (message.body if message else ""),
        person=do.actor.person,
        side=side or "host",
        from_message=message,
    )


def _must_be_own(do: OperationContext, message: Message) -> None:
    person = do.actor.person
    if person is None or message.person_id != person.pk:
        raise Refused("Only the person who wrote a message can delete it.")
