"""What one does about people, invitations, tokens and deliveries, split by what someone does."""

from . import accept, colleagues, deliveries, invite, tokens  # noqa: F401
