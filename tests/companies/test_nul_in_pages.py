"""NUL, which PostgreSQL keeps in no text, in an address and in a field of a page."""

import pytest
from django.test import Client

from tests.signing_in import by_password
from tests.worlds import World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def browser(world: World) -> Client:
    return by_password(world.host)


def test_an_id_with_it_is_like_one_that_is_missing(browser: Client, world: World) -> None:
    id = world.partner_record.pk
    missing, nul = browser.get(f"/partners/{'x' * 21}"), browser.get(f"/partners/{id[:20]}%00")
    assert (nul.status_code, nul.content) == (404, missing.content)


@pytest.mark.parametrize("path", ["/leads?q=%00", "/partners?q=%00", "/leads.csv?campaignId=%00"])
def test_a_question_with_it_is_refused_in_a_sentence(browser: Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 422
    assert "be saved" in answer.content.decode()


def test_a_form_with_it_is_refused_in_a_sentence(browser: Client, world: World) -> None:
    answer = browser.post(f"/partners/{world.partner_record.pk}/move", {"status": "churned", "reason": "a\0b"})
    assert answer.status_code == 422
    assert "be saved" in answer.content.decode()
