"""What a password must be that somebody chooses, wherever they choose it."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from twofold.core.errors import Invalid
from twofold.core.models import Person


def check_new_password(password: str, email: str, name: str) -> None:
    """Long enough, not common, not one's own name or address. Errors: Invalid, which says all that is wrong with it."""
    try:
        validate_password(password, Person(email=email, name=name))
    except ValidationError as weak:
        raise Invalid.field("password", " ".join(weak.messages)) from None
