"""Which sessions and tokens are still good, asked for all open streams at once."""

from django.contrib.sessions.models import Session
from django.db.models import Q

from twofold.core.clock import now
from twofold.core.live.auth_sources import auth_source

from .models import Token


@auth_source("session")
def valid_sessions(keys: set[str]) -> set[str]:
    """Sessions that were not ended and whose time is not over."""
    return set(Session.objects.filter(pk__in=keys, expire_date__gt=now()).values_list("pk", flat=True))


@auth_source("token")
def valid_tokens(keys: set[str]) -> set[str]:
    """Tokens that were not revoked and whose time is not over."""
    found = Token.rows.everywhere(because="a stream ends with the token that opened it").filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=now()), pk__in=keys, revoked_at__isnull=True
    )
    return set(found.filter(deleted_at__isnull=True).values_list("pk", flat=True))
