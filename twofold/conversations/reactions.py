"""What conversations do because something happened below."""

from twofold.core.domain import Event, OperationContext, on

from .operations import OpenChannels, PlannedChannel


@on("campaign.started")
def open_channels(do: OperationContext, event: Event) -> None:
    """A new workspace gets the channels of its template."""
    channels = [
        PlannedChannel(key=each.key, name=each.name, purpose=each.purpose, posts=each.posts)
        for each in event.details["plan"].channels
    ]
    do.run("channel.open", OpenChannels(channels=channels), event.row, machine=False)
