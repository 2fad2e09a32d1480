"""A person who takes their consent back is contacted no more: the side that had the lead loses the card and is told."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.leads.shared import consent, leads_of, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.errors import Conflict, Invalid, Refused
from twofold.core.jobs.outbox import deliver
from twofold.core.models import OplogEntry, OutboxMessage
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.upkeep.doctor.row_checks import rows_agree_with_the_log
from twofold.leads.follow_up.mail_links import link_token
from twofold.leads.models import ContactCard, Disclosure, Lead
from twofold.rules.lead_share import check_record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NO = {"recipient": "partner", "answer": "no", "wording": "Leave me alone.", "source": "A call to Carla Canary"}


def browse(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person, backend="twofold.companies.auth_backends.ByPassword")
    return client


def say(actor: Actor, lead: Lead, **said: Any) -> None:
    run(actor, "lead.record_consent", {**NO, "capturedAt": now(), **said}, on=lead.pk)


def disclosed(world: World, country: str = "DE") -> tuple[Campaign, Lead]:
    """To the partner where it is from Germany, to both where it is from France."""
    campaign = signed(world)
    given = {"firstName": "Cem", "country": country, "consents": consent("host", "partner")}
    return campaign, register(world.host, campaign, "cem@canary.example", **given)


def mails(kind: str) -> list[OutboxMessage]:
    return list(OutboxMessage.rows.everywhere(because="wherever they wait").filter(kind=kind).order_by("created_at"))


def test_after_a_withdrawal_the_lead_is_held_and_its_card_back_with_who_brought_it(world: World) -> None:
    campaign, lead = disclosed(world)
    run(world.partner, "lead.accept", {}, on=lead.pk)
    [before] = leads_of(world.partner, campaign)
    assert before["person"]["email"] == "cem@canary.example"
    summary = {"campaignId": campaign.pk}
    say(world.host, lead)
    [item] = leads_of(world.partner, campaign)
    assert (item["status"], item["state"], item["partnerState"], item["person"]) == ("held", "held", "held", None)
    assert leads_of(world.partner, campaign, q="cem") == []
    assert not ContactCard.rows.within(world.partner.company_space_id()).exists()
    [card] = ContactCard.rows.within(world.host.company_space_id())
    assert (card.email, card.disclosed_at) == ("cem@canary.example", None)
    counted = ask(world.partner, "lead.summary", summary)
    assert (counted["status"], counted["held"]["partner"], counted["waiting"]["partner"]) == ({"held": 1}, 1, 0)
    assert counted["overdue"] == {"host": 0, "partner": 0}
    for step in ("accept", "contact"):
        with pytest.raises(Conflict, match="On hold"):
            run(world.partner, f"lead.{step}", {}, on=lead.pk)
    assert list(rows_agree_with_the_log()) == []


def test_both_companies_keep_the_evidence_and_the_past_stays_as_it_was(world: World) -> None:
    _, lead = disclosed(world)
    verdict = ask(world.partner, "lead.timeline", {"id": lead.pk})["verdict"]
    say(world.host, lead)
    for actor in (world.host, world.partner):
        told = ask(actor, "lead.timeline", {"id": lead.pk})
        assert told["consents"][-1]["answer"] == "no"
        assert told["consents"][-1]["wording"] == "Leave me alone."
        assert told["entries"][-1]["says"].endswith(
            "Consent for Brightleaf Analytics was withdrawn. Do not contact this person."
        )
        assert [each["side"] for each in told["withdrawn"]] == ["partner"]
        assert told["verdict"] == verdict
        assert check_record(ask(actor, "lead.decision", {"id": lead.pk})["text"].encode()) == []
    assert Disclosure.rows.within(lead.space_id).count() == 1
    kept = ask(world.partner, "consent.list", {"leadId": lead.pk, "sort": "capturedAt"})["items"]
    assert [one["answer"] for one in kept] == ["yes", "no"]
    assert ask(world.rival, "consent.list", {"leadId": lead.pk})["items"] == []


def test_the_side_that_had_it_is_told_by_mail_without_a_word_about_the_person(world: World) -> None:
    _, lead = disclosed(world)
    say(world.host, lead)
    waiting = mails("mail.lead_withdrawn")
    assert len(waiting) == 2
    for message in waiting:
        deliver.call(message.pk)
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        told = sent.subject + str(sent.body) + str(sent.alternatives)
        assert sent.subject.startswith("Do not contact lead 1 of")
        for word in ("cem", "canary", "leave me alone"):
            assert word not in told.lower()
    log = " ".join(entry.body for entry in OplogEntry.rows.within(lead.space_id)).lower()
    assert "canary" not in log
    assert "leave me" not in log


def test_a_mail_about_the_lead_that_still_waits_does_not_go_out_any_more(world: World) -> None:
    _, lead = disclosed(world)
    say(world.host, lead)
    [queued, *_] = mails("mail.leads_routed")
    deliver.call(queued.pk)
    assert mail.outbox == []
    assert world.partner.membership is not None
    page = Client().post(f"/l/{link_token(lead.pk, world.partner.membership)}", {"do": "accept"})
    assert page.status_code == 422
    assert "On hold" in page.content.decode()


def test_of_a_lead_that_went_to_both_only_the_side_that_is_refused_loses_it(world: World) -> None:
    campaign, lead = disclosed(world, "FR")
    run(world.host, "lead.accept", {}, on=lead.pk)
    say(world.host, lead)
    [ours], [theirs] = leads_of(world.host, campaign), leads_of(world.partner, campaign)
    assert ours["person"]["email"] == "cem@canary.example"
    assert (ours["hostState"], ours["partnerState"], ours["state"], ours["status"]) == (
        "accepted", "held", "accepted", "held",
    )  # fmt: skip
    assert theirs["person"] is None
    say(world.host, lead, recipient="host")
    [ours] = leads_of(world.host, campaign)
    assert (ours["person"], ours["state"]) == (None, "held")


def test_the_side_that_was_given_the_lead_can_write_down_a_no_for_itself_and_no_more(world: World) -> None:
    campaign, lead = disclosed(world, "FR")
    for said in ({"recipient": "host"}, {"answer": "yes"}):
        with pytest.raises(Refused, match="Only the company that imported this lead"):
            say(world.partner, lead, **said)
    say(world.partner, lead)
    assert leads_of(world.partner, campaign)[0]["partnerState"] == "held"
    assert ask(world.host, "lead.timeline", {"id": lead.pk})["consents"][-1]["answer"] == "no"
    with pytest.raises(Refused):
        say(world.partner, lead)


def test_a_later_yes_discloses_it_again_with_a_receipt_of_its_own_and_tells_that_side_alone(world: World) -> None:
    campaign, lead = disclosed(world)
    say(world.host, lead)
    told = len(mails("mail.leads_routed"))
    with pytest.raises(Conflict, match="latest answer counts"):
        say(world.host, lead, answer="yes", capturedAt="2020-01-01T00:00:00Z")
    say(world.host, lead, answer="yes", wording="Do call me.")
    [item] = leads_of(world.partner, campaign)
    assert (item["status"], item["partnerState"]) == ("routed", "routed")
    assert item["person"]["email"] == "cem@canary.example"
    assert not ContactCard.rows.within(world.host.company_space_id()).exists()
    assert Disclosure.rows.within(lead.space_id).count() == 2
    assert ask(world.partner, "lead.timeline", {"id": lead.pk})["withdrawn"] == []
    later = mails("mail.leads_routed")[told:]
    assert {message.payload["side"] for message in later} == {"partner"}
    assert len(later) == 2


def test_a_deal_stays_a_deal_and_its_company_is_told_all_the_same(world: World) -> None:
    campaign, lead = disclosed(world)
    run(world.partner, "lead.accept", {}, on=lead.pk)
    run(world.partner, "lead.convert", {"dealValue": 100, "currency": "EUR"}, on=lead.pk)
    say(world.host, lead)
    [item] = leads_of(world.partner, campaign)
    assert (item["state"], item["person"]["email"]) == ("converted", "cem@canary.example")
    for message in mails("mail.lead_withdrawn"):
        deliver.call(message.pk)
    assert len(mail.outbox) == 2
    assert "keep the contact as your customer" in str(mail.outbox[0].body)


def test_consent_that_comes_for_one_side_is_not_mailed_to_the_other_again(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.partner, campaign, "cem@canary.example", country="FR", consents=consent("host"))
    assert (lead.host_state, lead.partner_state) == ("routed", "held")
    before = len(mails("mail.leads_routed"))
    say(world.partner, lead, answer="yes")
    assert {message.payload["side"] for message in mails("mail.leads_routed")[before:]} == {"partner"}


def test_the_page_takes_a_withdrawal_and_says_what_it_means(world: World) -> None:
    _, lead = disclosed(world)
    here, there, url = browse(world.host), browse(world.partner), f"/leads/{lead.pk}"
    given = {"recipient": "partner", "answer": "no", "wording": "", "source": "A call"}
    refused = here.post(f"{url}/consent", given)
    assert refused.status_code == 422
    assert "<details open>" in refused.content.decode()
    assert here.post(f"{url}/consent", {**given, "wording": "Stop."}).status_code == 302
    theirs = there.get(url).content.decode()
    assert "Consent for Brightleaf Analytics was withdrawn" in theirs
    assert "delete what you exported or copied elsewhere" in theirs
    assert "cem@canary.example" not in theirs
    assert "Record opt-out" not in theirs
    assert "The person refused consent for Brightleaf Analytics" in here.get(url).content.decode()


@pytest.mark.parametrize("moment", ["2026-03-01T12:00:00", "yesterday"])
def test_a_moment_without_its_zone_is_refused_in_a_sentence(world: World, moment: str) -> None:
    campaign, lead = disclosed(world)
    with pytest.raises(Invalid) as refused:
        say(world.host, lead, capturedAt=moment)
    assert refused.value.errors[0]["field"] == "capturedAt"
    said = [{"recipient": "partner", "answer": "yes", "capturedAt": moment}]
    for given in ({"consents": said}, {"registeredAt": moment}):
        with pytest.raises(Invalid) as refused:
            register(world.host, campaign, "other@canary.example", country="DE", **given)
        assert "2026-11-21T09:00:00Z" in refused.value.errors[0]["message"]
