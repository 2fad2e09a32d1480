"""The search box: letters of any language, in whatever case somebody types them."""

import pytest

from tests.worlds import World
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize("typed", ["zoë", "ZOË", "Zoë", "zoë ÅNGSTRÖM", "ångs"])
@pytest.mark.parametrize("written", ["Zoë Ångström", "ZOË ÅNGSTRÖM", "zoë ångström"])
def test_case_does_not_matter_outside_ascii_either(world: World, written: str, typed: str) -> None:
    given = {"company": "Elmfield", "contactName": written, "contactEmail": "zoe@elmfield.example", "type": "referral"}
    run(world.host, "partner.create", given)
    assert ask(world.host, "partner.count", {"q": typed}) == {"count": 1}
    assert ask(world.host, "partner.count", {"q": f"{typed}x"}) == {"count": 0}
