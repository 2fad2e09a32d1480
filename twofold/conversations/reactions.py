"""What conversations do because something happened below."""

from twofold.core.doing import Doing
from twofold.core.reaction import Happening, on

from .operations import OpenChannels, PlannedChannel


@on("campaign.started")
def open_channels(do: Doing, happening: Happening) -> None:
    """A new workspace gets the channels of its template."""
    channels = [
        PlannedChannel(key=each.key, name=each.name, purpose=each.purpose, posts=each.posts)
        for each in happening.details["plan"].channels
    ]
    do.run("channel.open", OpenChannels(channels=channels), happening.row, machine=False)
