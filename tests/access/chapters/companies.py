"""Invitations and tokens on the partner's side too."""

from tests.access.story import Story


def tell(story: Story) -> None:
    """The partner's admin invites a colleague and makes a token."""
    story.do(story.world.partner, "invitation.create", {"email": "new@brightleaf.example", "name": "Nia New"})
    story.do(story.world.partner, "token.create", {"name": "reporting", "scopes": ["read"]})
    story.do(story.world.host, "token.create", {"name": story.words.word(), "scopes": ["read"]})
