"""A browser's place at the table: signed in as an actor, without a browser."""

from django.test import Client

from twofold.core.actor import Actor


def signed_in(actor: Actor) -> Client:
    """A client whose session is the actor's."""
    client = Client()
    client.force_login(actor.person, backend="twofold.companies.auth_backends.ByPassword")
    return client
