"""An invitation on the partner's side too, and a token in every company."""

from tests.access.story import Story


def tell(story: Story) -> None:
    """The partner's admin invites a colleague, and every company makes a token."""
    story.do(story.world.partner, "invitation.create", {"email": "new@brightleaf.example", "name": "Nia New"})
    for where, admin in story.eyes.items():
        if where.endswith(" company"):
            story.do(admin, "token.create", {"name": story.birds[where].word(), "scopes": ["read"]})
