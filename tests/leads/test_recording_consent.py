"""Writing down on a lead's page what the person said: nothing typed is lost, and a no stands until they say otherwise."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.leads.shared import leads_of, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import Conflict, Invalid
from twofold.core.operations.runner import run

pytestmark = pytest.mark.django_db
SAID = {"recipient": "partner", "wording": "They may call me in May.", "source": "A call"}
DISCLOSE = "Consent given: release contact"


@pytest.fixture
def browse() -> Callable[[Actor], Client]:
    def signed_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(actor.person, backend="twofold.companies.auth_backends.ByPassword")
        return client

    return signed_in


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_missing(
    world: World, browse: Callable[[Actor], Client]
) -> None:
    lead = register(world.host, signed(world), "cem@x.example", firstName="Cem", country="DE")
    answer = browse(world.host).post(f"/leads/{lead.pk}/consent", {**SAID, "source": " ", "answer": "yes"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "They may call me in May." in text
    assert "Enter where they said so" in text
    assert DISCLOSE in text


def test_after_a_no_the_page_says_so_and_offers_a_yes_only_to_who_opens_it(
    world: World, campaign: Campaign, rules_in_force: None, browse: Callable[[Actor], Client]
) -> None:
    lead = register(world.host, campaign, "cem@x.example", firstName="Cem", country="DE")
    here = browse(world.host)
    assert here.post(f"/leads/{lead.pk}/consent", {**SAID, "answer": "no"}).status_code == 302
    text = here.get(f"/leads/{lead.pk}").content.decode()
    assert "The person refused consent for Brightleaf Analytics" in text
    assert DISCLOSE not in text
    assert "They changed their mind" in text
    again = here.post(f"/leads/{lead.pk}/consent", {**SAID, "wording": "", "answer": "yes"}).content.decode()
    assert "<details open>" in again
    assert "A call" in again
    assert here.post(f"/leads/{lead.pk}/consent", {**SAID, "answer": "yes"}).status_code == 302
    assert leads_of(world.partner, campaign)[0]["state"] == "routed"


def test_a_yes_from_before_a_no_does_not_release_the_lead(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "cem@x.example", country="DE")
    run(world.host, "lead.record_consent", {**SAID, "answer": "no", "capturedAt": "2026-11-20T10:00:00Z"}, on=lead.pk)
    early = {**SAID, "answer": "yes", "capturedAt": "2026-11-19T10:00:00Z"}
    with pytest.raises(Conflict, match="latest answer counts"):
        run(world.host, "lead.record_consent", early, on=lead.pk)
    assert leads_of(world.host, campaign)[0]["status"] == "held"


def test_an_answer_from_the_future_is_refused_and_the_lead_stays_held(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "cem@x.example", firstName="Cem", country="DE")
    tomorrow = (now() + timedelta(days=1)).isoformat()
    with pytest.raises(Invalid) as refused:
        run(world.host, "lead.record_consent", {**SAID, "answer": "yes", "capturedAt": tomorrow}, on=lead.pk)
    assert refused.value.errors[0]["field"] == "capturedAt"
    assert leads_of(world.partner, campaign)[0]["state"] == "held"
