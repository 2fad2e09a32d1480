"""The same for the whole application: of whatever request only documented answers, and none that is a failure of ours."""

from __future__ import annotations

import logging

import pytest

from tests.access.story import Story, told
from tests.fuzzing.targets.api import targets
from tests.fuzzing.trying import all_there_are, some

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    for name in ("django.request", "django.security.csrf"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return told()


def test_every_request_and_every_input_is_answered_or_refused(story: Story) -> None:
    for target in targets(story):
        some(target)


@pytest.mark.proof
def test_so_is_each_of_very_many(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    for target in targets(story):
        all_there_are(target, capsys)
