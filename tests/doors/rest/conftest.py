"""The callers of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.doors.rest.calling import Api
    from tests.worlds import World


@pytest.fixture
def host(world: World) -> Api:
    from tests.doors.rest.calling import Api, token_of

    return Api(token_of(world.host))


@pytest.fixture
def partner(world: World) -> Api:
    from tests.doors.rest.calling import Api, token_of

    return Api(token_of(world.partner))


@pytest.fixture
def anonymous() -> Api:
    from tests.doors.rest.calling import Api

    return Api()
