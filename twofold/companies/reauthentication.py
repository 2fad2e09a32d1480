"""That it is really them: a fresh password or passkey before a signature, with the wrong passwords counted."""

from twofold.core.actor import Actor
from twofold.core.errors import Invalid, Refused
from twofold.core.spaces.signoff import SignInput

from . import rate_limits


def confirm_person(actor: Actor, given: SignInput) -> None:
    """Before a signature: a person in a session, with a fresh password or passkey (security.md 27, 38).

    Errors: Refused for tokens, Invalid for a wrong password, TooMany after ten of them within a quarter of an hour;
    then the right one is refused, too, so that nobody learns it by trying.
    """
    if actor.person is None or actor.scopes is not None:
        raise Refused("A token cannot sign. Sign in as a person and sign there.")
    if actor.fresh:
        return
    if not given.password:
        raise Invalid.field("password", "Enter your password to sign.")
    taken = rate_limits.record(rate_limits.SIGNING, actor.person.pk)
    if not actor.person.check_password(given.password):
        raise Invalid.field("password", "This is not your password.")
    rate_limits.refund(taken)
