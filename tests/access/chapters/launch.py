"""Both sides' leads say no for now, so that a launch decision is there."""

from tests.access.story import Story
from twofold.core.operations.query import ask


def tell(story: Story) -> None:
    """Fill the host's lead role and record a no-go, in each campaign."""
    host = story.world.host
    assert host.person is not None
    for campaign in story.campaigns.values():
        for role in ask(host, "role.list", {"campaignId": campaign.pk, "limit": 200})["items"]:
            if role["side"] == "host":
                story.do(host, "role.assign", {"personId": host.person.pk}, on=role["id"])
        story.do(host, "launch.decide", {"decision": "no_go"}, on=campaign.pk)
