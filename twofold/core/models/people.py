"""Companies, the people in them, and the membership that joins the two."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from twofold.core.clock import now

from .rows import IdField, SystemRow


class Role(models.TextChoices):
    """What a person is in a company."""

    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"


class Versioned(SystemRow):
    """What every item outside has beside its id, for what lives in no space. Changed by `core/spaces/system_rows.py change`."""

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        abstract = True


class Company(Versioned):
    """An organisation: one of the two principals of a partnership."""

    id = IdField(primary_key=True)
    name = models.CharField(max_length=200)

    rows: ClassVar[models.Manager["Company"]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """People, found by e-mail in any case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A new person with a usable password, or none yet."""
        person = self.model(email=email.strip().lower(), **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser, Versioned):
    """Someone who signs in; may belong to several companies and acts as one at a time."""

    id = IdField(primary_key=True)
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC")
    date_language = models.CharField(max_length=16, blank=True, default="")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    unlogged = frozenset({"password", "last_login"})  # the sign-in library's: at each sign-in, at a new password

    rows: ClassVar[PersonManager] = PersonManager()
    objects: ClassVar[PersonManager] = PersonManager()  # the name that Django's and allauth's own code calls

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as given."""
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]


class Membership(Versioned):
    """A person's place in a company. `epoch` rises whenever what they may see changes (security.md 7)."""

    id = IdField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    company = models.ForeignKey(Company, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    epoch = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    rows: ClassVar[models.Manager["Membership"]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "company"], condition=Q(ended_at__isnull=True), name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.company}"
