"""The house in which the journeys happen; each journey founds companies of its own in it."""

from collections.abc import Iterator

import pytest

from tests.journeys.house import House, serving


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with serving(tmp_path_factory.mktemp("house") / "data") as running:
        yield running
