"""The longest partner that can be typed fits into the indexes of every database."""

from __future__ import annotations

import random

import pytest

from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_longest_partner_comes_in_and_is_listed(world: World) -> None:
    chance = random.Random(5)

    def text(most: int, first: int, last: int) -> str:
        return "".join(chr(chance.randint(first, last)) for _ in range(most))

    email = f"a@{'.'.join(text(20, 0x4E00, 0x9FFF) for _ in range(11))}.example"
    longest = {
        "company": text(200, 0x20000, 0x2A6DF),
        "contactName": text(200, 0x20000, 0x2A6DF),
        "contactEmail": email,
        "type": "co_marketing",
        "tier": text(32, 0x20000, 0x2A6DF),
        "ownerUserId": world.host.person.pk,  # type: ignore[union-attr]
        "revenueAttributed": 1.5,
        "nextReview": text(40, 0x20000, 0x2A6DF),
    }
    run(world.host, "partner.create", longest)
    assert [
        each["contactEmail"] for each in ask(world.host, "partner.list", {"q": longest["company"][:9]})["items"]
    ] == [email]
