"""Invitations, sign-in links, tokens, and tries that are counted."""

from typing import ClassVar

from django.db import models

from twofold.core.models import IdField, Membership, Person, Reference, Role, Space, SpaceRow, once


class Invitation(SpaceRow):
    """A letter that lets one person in: bound to company, space, role and e-mail; one use; seven days.

    Lives in the inviting company's space. Only the hash of its token is kept; the mail derives the token anew.
    """

    class Purpose(models.TextChoices):
        """What accepting does."""

        COLLEAGUE = "colleague"
        PARTNER = "partner"
        GUEST = "guest"

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=16, choices=Role.choices)
    partner_id = models.CharField(max_length=21, blank=True)
    seat_space = Reference(Space, null=True)
    invited_by = Reference(Person)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    recorded: ClassVar = frozenset({"purpose", "partner_id"})
    sealed: ClassVar = frozenset({"token_hash"})

    class Meta(SpaceRow.Meta):
        constraints: ClassVar = [
            once(
                "space",
                "email",
                "purpose",
                "partner_id",
                name="invitation_open_once",
                among=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"invitation as {self.purpose}"


class SignInLink(models.Model):
    """A one-time link by mail that signs a person in after they press a button: 15 minutes."""

    id = IdField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    rows: ClassVar[models.Manager["SignInLink"]] = models.Manager()

    def __str__(self) -> str:
        return f"sign-in link of {self.person}"


class Token(SpaceRow):
    """An API token: `tf_` and 256 bits, of which only the SHA-256 is kept; shown once."""

    name = models.CharField(max_length=100)
    membership = Reference(Membership, related_name="tokens")
    epoch = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    sealed: ClassVar = frozenset({"hash", "hint", "last_used_at"})
    unlogged: ClassVar = frozenset({"last_used_at"})

    def __str__(self) -> str:
        return f"the token “{self.name}”"


class Attempt(models.Model):
    """One try of somebody at something that is limited; `key` is a keyed hash of both. Kept for a day."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    rows: ClassVar[models.Manager["Attempt"]] = models.Manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"], name="attempt_key_at")]

    def __str__(self) -> str:
        return f"a try at {self.at:%H:%M}"
