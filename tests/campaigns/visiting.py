"""A browser's place at the table: signed in as an actor, without a browser."""

from typing import Any

from django.test import Client

from twofold.core.actor import Actor


def signed_in(actor: Actor) -> Client:
    """A client whose session is the actor's."""
    client = Client()
    client.force_login(actor.person, backend="twofold.companies.auth_backends.ByPassword")
    return client


def press(client: Client, campaign: str, verb: str, target: str, **fields: Any) -> Any:
    """Press one button of a campaign's page and see where it leads."""
    return client.post(
        f"/campaigns/{campaign}/do/{verb}/{target}", {"back": f"/campaigns/{campaign}", **fields}, follow=True
    )
