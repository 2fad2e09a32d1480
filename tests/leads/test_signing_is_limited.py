"""A password cannot be guessed by trying to sign."""

from datetime import timedelta

import pytest

from tests.campaigns.started import start
from tests.leads.shared import propose, sign
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.companies.rate_limits import TooMany
from twofold.core.clock import fixed_at, now
from twofold.core.errors import Invalid
from twofold.core.models import Signature
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_in_proof]


def test_the_eleventh_password_is_refused_even_when_it_is_right(world: World) -> None:
    version = propose(world, start(world))
    wrong = {"hash": version.hash, "password": "not this one"}
    for _ in range(10):
        with pytest.raises(Invalid, match="not your password"):
            run(world.host, "lead_share.sign", wrong, on=version.pk)
    with pytest.raises(TooMany, match="Wait 15 minutes"):
        sign(world.host, version)
    assert not Signature.rows.within(version.space_id).exists()
    sign(world.partner, version)
    with fixed_at(now() + timedelta(minutes=16)):
        sign(world.host, version)
    assert Signature.rows.within(version.space_id).count() == 2


def test_a_right_password_never_counts(world: World, campaign: Campaign) -> None:
    for _ in range(12):
        sign(world.host, propose(world, campaign))
    assert Signature.rows.within(campaign.space_id).count() == 12
