"""The same for the whole application: of whatever request only documented answers, and none that is a failure of ours."""

from __future__ import annotations

import logging

import pytest

from tests.access.story import Story
from tests.fuzzing.targets.api import targets
from tests.fuzzing.test_parts import proved
from tests.fuzzing.trial import tried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_logged() -> None:
    for name in ("django.request", "django.security.csrf"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def test_every_request_and_every_input_is_answered_or_refused(story: Story) -> None:
    for target in targets(story):
        tried(target, target.run, "a test run")


@pytest.mark.proof
def test_so_is_each_of_very_many(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    for target in targets(story):
        proved(target, capsys)
