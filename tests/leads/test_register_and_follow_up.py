"""One lead at a time: registered, accepted, returned, followed to its end, each by the side it went to."""

import json
from datetime import timedelta

import pytest

from tests.campaigns.started import start
from tests.leads.shared import RULES, consent, csv_of, imported, leads_of, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import fixed_at
from twofold.core.errors import Conflict, Invalid, NotFound, Refused
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.leads.models import ContactCard
from twofold.rules.lead_share.replay import check_record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_a_registered_lead_goes_where_the_rules_send_it(world: World, campaign: Campaign, rules_in_force: None) -> None:
    register(world.host, campaign, "Ann@X.example", firstName="Ann", lastName="Arbor", country="de",
             employees=450, answers={"Budget": "10k"}, consents=consent("partner"))  # fmt: skip
    (here,), (there,) = leads_of(world.host, campaign), leads_of(world.partner, campaign)
    assert (here["to"], here["state"], here["first"], here["facts"]) == (
        "partner",
        "routed",
        "partner",
        {"country": "DE", "answers": {}},
    )
    assert here["person"] is None
    assert there["person"]["email"] == "ann@x.example"
    assert there["person"]["name"] == "Ann Arbor"
    assert there["person"]["facts"]["answers"] == {"budget": "10k"}
    assert (here["myState"], there["myState"]) == (None, "routed")


def test_what_a_lead_does_not_have_is_null_as_in_its_verdict(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    register(world.host, campaign, "ann@x.example", consents=consent("host"), country="DE")
    register(world.host, campaign, "ann@x.example", consents=consent("host"), country="DE")
    first, again = leads_of(world.host, campaign)
    assert (first["route"], first["first"], first["hostState"]) == ("DACH", "partner", None)
    assert again["status"] == "duplicate"
    told = ("route", "first", "due", "counter", "hostState", "partnerState", "myState")
    assert {name: again[name] for name in told} == dict.fromkeys(told)


def test_the_same_person_again_is_a_duplicate_also_across_sides(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    first = register(world.host, campaign, "ann@x.example", consents=consent("host", "partner"))
    again = register(world.partner, campaign, " ANN@X.EXAMPLE ", consents=consent("host", "partner"))
    assert again.status == "duplicate"
    assert again.duplicate_of_id == first.pk
    plus = register(world.partner, campaign, "ann+web@x.example", consents=consent("host", "partner"))
    assert plus.status == "routed"


def test_without_rules_in_force_nothing_comes_in(world: World) -> None:
    with pytest.raises(Conflict, match="No lead-share rules are in force"):
        register(world.host, start(world), "a@x.example")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@x.example", "country": "D1"}, "country"),
        ({"email": "a@x.example", "firstName": "A\u0000"}, "firstName"),
        ({"email": "a@x.example", "consents": [{"recipient": "rival"}]}, "consents.0.recipient"),
        ({"email": "a@x.example", "answers": {"__x": "y"}}, None),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    world: World, campaign: Campaign, rules_in_force: None, given: dict[str, object], field: str | None
) -> None:
    if field is None:
        run(world.host, "lead.register", given, on=campaign.pk)
        return
    with pytest.raises(Invalid) as refused:
        run(world.host, "lead.register", given, on=campaign.pk)
    assert refused.value.errors[0]["field"] == field


def test_a_lead_goes_all_the_way_and_each_step_says_who_and_when(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    for verb, given in (
        ("accept", {"note": "ours"}),
        ("contact", {}),
        ("qualify", {}),
        ("convert", {"dealValue": "12500.5", "currency": "EUR"}),
    ):
        run(world.partner, f"lead.{verb}", given, on=lead.pk)
    found = ask(world.host, "lead.timeline", {"id": lead.pk})
    says = [entry["says"] for entry in found["entries"]]
    assert says[0] == "Northwind Cloud added it by registration."
    assert says[1] == "Routed to Brightleaf Analytics."
    assert "Pia Partner of Brightleaf Analytics converted it." in says
    assert "12,500.50 EUR" in found["entries"][-1]["note"]
    assert found["because"][0]["outcome"] == "match"


def test_only_the_side_it_went_to_acts(world: World, campaign: Campaign, rules_in_force: None) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    with pytest.raises(Refused, match="not routed to your company"):
        run(world.host, "lead.accept", {}, on=lead.pk)
    with pytest.raises(NotFound):
        run(world.rival, "lead.accept", {}, on=lead.pk)
    nobodys = register(world.host, campaign, "n@x.example", country="AQ")
    with pytest.raises(Conflict, match="was not routed"):
        run(world.host, "lead.accept", {}, on=nobodys.pk)


def test_an_illegal_step_names_the_legal_ones(world: World, campaign: Campaign, rules_in_force: None) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    with pytest.raises(Conflict, match="from there it can be accepted or returned") as refused:
        run(world.partner, "lead.qualify", {}, on=lead.pk)
    assert refused.value.extra["legal"] == ["accepted", "returned"]
    with pytest.raises(Invalid):
        run(world.partner, "lead.return", {"reason": ""}, on=lead.pk)
    run(world.partner, "lead.return", {"reason": "Already our customer"}, on=lead.pk)
    assert leads_of(world.host, campaign)[0]["state"] == "returned"
    run(world.partner, "lead.accept", {}, on=lead.pk)
    with pytest.raises(Conflict, match="accepted already"):
        run(world.partner, "lead.accept", {}, on=lead.pk)


def test_of_a_lead_for_both_each_side_accepts_its_own(world: World, campaign: Campaign, rules_in_force: None) -> None:
    lead = register(world.host, campaign, "a@x.example", country="FR", consents=consent("host", "partner"))
    run(world.host, "lead.accept", {}, on=lead.pk)
    assert leads_of(world.partner, campaign)[0]["myState"] == "routed"
    run(world.partner, "lead.return", {"reason": "no"}, on=lead.pk)
    found = leads_of(world.host, campaign)[0]
    assert (found["state"], found["hostState"], found["partnerState"]) == ("accepted", "accepted", "returned")


def test_consent_that_comes_later_releases_the_lead_to_the_side_it_names(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", lastName="Arbor")
    assert lead.status == "held"
    assert "a@x.example" not in json.dumps(
        [leads_of(world.host, campaign), leads_of(world.partner, campaign)], default=str
    )
    with pytest.raises(Conflict, match="On hold"):
        run(world.partner, "lead.accept", {}, on=lead.pk)
    assert world.partner.company is not None
    said = {
        "recipient": world.partner.company.pk,
        "answer": "yes",
        "wording": "Brightleaf may call me",
        "capturedAt": "2026-11-20T10:00:00Z",
        "source": "call",
    }
    with pytest.raises(Refused):
        run(world.partner, "lead.record_consent", said, on=lead.pk)
    with pytest.raises(Invalid, match="Name a recipient of this campaign"):
        run(world.host, "lead.record_consent", {**said, "recipient": "rival"}, on=lead.pk)
    run(world.host, "lead.record_consent", said, on=lead.pk)
    (found,) = leads_of(world.partner, campaign)
    assert (found["status"], found["person"]["email"]) == ("routed", "a@x.example")
    assert leads_of(world.host, campaign)[0]["person"] is None
    assert not ContactCard.rows.within(world.host.company_space_id()).exists()
    run(world.partner, "lead.accept", {}, on=lead.pk)


def test_another_basis_lets_the_unknown_through_but_never_a_no(world: World) -> None:
    rules = {
        **RULES,
        "consent": {
            "purpose": "follow_up",
            "unnamedRecipient": {"basis": "legitimate interest", "because": "they asked"},
        },
    }
    campaign = signed(world, rules)
    free = register(world.host, campaign, "a@x.example", country="DE")
    no = register(
        world.host, campaign, "b@x.example", country="DE", consents=[{"recipient": "partner", "answer": "no"}]
    )
    assert (free.status, no.status) == ("routed", "held")
    note = next(
        e["note"] for e in ask(world.host, "lead.timeline", {"id": free.pk})["entries"] if "released" in e["says"]
    )
    assert "legitimate interest" in note


def test_decisions_replay_offline_for_both_sides_and_any_changed_byte_is_found(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    imported(world.host, campaign, csv_of("a@x.example,Ann,X,DE,true,yes,yes", "b@x.example,,,US,true,yes,yes", "bad,,,,,,",
                                          "a@x.example,Ann,X,DE,true,yes,yes", "c@x.example,,,FR,true,yes,no"))  # fmt: skip
    for lead in leads_of(world.host, campaign):
        for actor in (world.host, world.partner):
            found = ask(actor, "lead.decision", {"id": lead["id"]})
            data = found["text"].encode()
            assert check_record(data) == []
            for at in range(0, len(data), 53):
                changed = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]])
                assert check_record(changed), (lead["number"], at)
    first = leads_of(world.host, campaign)[0]["id"]
    assert ask(world.partner, "lead.decision", {"id": first})["complete"]
    assert not ask(world.host, "lead.decision", {"id": first})["complete"]
    assert "x.example" not in ask(world.host, "lead.decision", {"id": first})["text"]


def test_a_lead_that_comes_to_nothing_ends_with_a_reason_both_sides_read(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))
    run(world.partner, "lead.accept", {}, on=lead.pk)
    for wrong, field in (
        ({"dealValue": "5", "currency": "ZZZ"}, "currency"),
        ({"dealValue": "0.001", "currency": "EUR"}, "dealValue"),
    ):
        with pytest.raises(Invalid) as refused:
            run(world.partner, "lead.convert", wrong, on=lead.pk)
        assert refused.value.errors[0]["field"] == field
    run(world.partner, "lead.disqualify", {"reason": "No budget"}, on=lead.pk)
    assert ask(world.host, "lead.timeline", {"id": lead.pk})["entries"][-1]["note"] == "No budget"
    with pytest.raises(Conflict, match="that is final"):
        run(world.partner, "lead.contact", {}, on=lead.pk)


def test_the_clock_of_the_first_follow_up_runs_until_somebody_was_contacted(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    lead = register(world.host, campaign, "a@x.example", country="DE", consents=consent("partner"))

    def overdue() -> int:
        return int(ask(world.host, "lead.summary", {"campaignId": campaign.pk})["overdue"]["partner"])

    with fixed_at(lead.due + timedelta(minutes=1)):
        assert overdue() == 1
        run(world.partner, "lead.accept", {}, on=lead.pk)
        assert overdue() == 1
        run(world.partner, "lead.contact", {}, on=lead.pk)
        assert overdue() == 0
