"""API tokens: made, shown once, revoked."""

from datetime import timedelta

from pydantic import Field as Declared
from pydantic import field_validator

from twofold.companies.entities import TOKENS
from twofold.companies.models import Token
from twofold.companies.secrets import at_rest, new_token
from twofold.core.entities import also_many
from twofold.core.errors import Refused
from twofold.core.operations.context import OperationContext
from twofold.core.operations.registry import Input, Nothing, operation
from twofold.core.permissions import scope_names


class CreateToken(Input):
    """What a program may do in one's name."""

    name: str = Declared(min_length=1, max_length=100)
    scopes: list[str] = Declared(min_length=1)
    days: int | None = Declared(None, ge=1, le=3650, description="Days until it expires; none: never.")

    @field_validator("scopes")
    @classmethod
    def _known(cls, scopes: list[str]) -> list[str]:
        unknown = [scope for scope in scopes if scope not in scope_names()]
        if unknown:
            raise ValueError(f"There is no scope “{unknown[0]}”. Possible: {', '.join(scope_names())}.")
        return sorted(set(scopes))


@operation("token.create", needs="tokens.manage", says="{actor} created an API token")
def create_token(do: OperationContext, input: CreateToken) -> dict[str, str]:
    """Make an API token in the actor's name; the answer shows it once and never again."""
    if do.actor.membership is None or do.actor.scopes is not None:
        raise Refused("A token can't create tokens. Sign in as a person.")
    secret = new_token()
    token = do.create(
        Token,
        do.actor.company_space_id(),
        name=input.name,
        membership=do.actor.membership,
        epoch=do.actor.membership.epoch,
        hash=at_rest(secret),
        hint=secret[-4:],
        scopes=input.scopes,
        expires_at=do.now + timedelta(days=input.days) if input.days else None,
    )
    return {"id": token.pk, "token": secret}


@operation("token.revoke", needs="tokens.manage")
def revoke_token(do: OperationContext, token: Token, input: Nothing) -> Token:
    """Make a token useless at once."""
    return do.change(token, revoked_at=token.revoked_at or do.now)


also_many(TOKENS, "revoke")
