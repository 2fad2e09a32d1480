"""A world in which every entity can be made: two companies that share a campaign."""

import pytest


@pytest.fixture
def ready(world: object) -> object:
    """The world of two companies (tests/worlds.py), with a campaign below which items are made."""
    from tests.campaigns.started import start

    start(world)  # type: ignore[arg-type]
    return world
