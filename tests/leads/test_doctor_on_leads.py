"""Doctor finds what was changed about leads that came in by a file, although the log tells of them by the thousand."""

import pytest

from tests.access.calling import undone
from tests.core.test_doctor import behind_its_back, findings
from tests.leads.shared import consent, csv_of, imported, register, signed
from tests.worlds import World
from twofold.core.clock import now
from twofold.core.operations.runner import run
from twofold.core.upkeep.doctor.checks import CHECKS
from twofold.leads.models import Lead, RoutingDecision

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROWS = "rows against the log"
FILE = csv_of(
    "ada@x.example,Ada,Elm,DE,yes,yes,yes",
    "ben@x.example,Ben,Oak,FR,yes,yes,yes",
    "cem@x.example,Cem,Ash,DE,yes,,",
    "ada@x.example,Ada,Elm,DE,yes,yes,yes",
    "no address,Dot,Elm,DE,yes,yes,yes",
    "eve@x.example,Eve,Elm,AQ,yes,yes,yes",
    "fay@x.example,Fay,Elm,US,yes,yes,no",
    "gus@x.example,Gus,Elm,US,yes,yes,no",
    "hal@x.example,Hal,Elm,US,no,yes,yes",
)


@pytest.fixture
def told(world: World) -> World:
    """A campaign with leads of a file in several batches, one registered, one followed up, one released."""
    campaign = signed(world)
    imported(world.host, campaign, FILE, chunk=4)
    register(world.partner, campaign, "ida@x.example", country="FR", consents=consent("host", "partner"))
    ids = dict(Lead.rows.everywhere(because="test").values_list("number", "pk"))
    run(world.partner, "lead.accept", {}, on=ids[1])
    said = {"recipient": "partner", "answer": "yes", "wording": "Yes", "capturedAt": str(now()), "source": "A call"}
    run(world.host, "lead.record_consent", said, on=ids[3])
    for answer in ("no", "yes", "no"):
        for actor, number, side in ((world.host, 1, "partner"), (world.partner, 10, "host")):
            again = {**said, "recipient": side, "answer": answer, "capturedAt": str(now())}
            run(actor, "lead.record_consent", again, on=ids[number])
    return world


def seen(statement: str, *values: object) -> bool:
    """Whether doctor finds in the rows what a raw statement changes; it is taken back afterwards."""
    with undone():
        behind_its_back(statement, *values)
        return bool(list(dict(CHECKS)[ROWS]()))


def test_leads_that_only_operations_touched_are_as_they_were_decided(told: World) -> None:
    assert findings() == {}


COLUMNS = [
    "UPDATE leads_lead SET \"to\" = 'host' WHERE number = %s",
    "UPDATE leads_lead SET route = 'Rest' WHERE number = %s",
    "UPDATE leads_lead SET status = 'not_shared' WHERE number = %s",
    "UPDATE leads_lead SET host_state = 'accepted' WHERE number = %s",
    "UPDATE leads_lead SET partner_state = 'converted' WHERE number = %s",
    'UPDATE leads_lead SET facts = \'{"country":"AT"}\' WHERE number = %s',
    "UPDATE leads_lead SET first = '' WHERE number = %s",
    "UPDATE leads_lead SET due = NULL WHERE number = %s",
    "UPDATE leads_lead SET key_hash = 'somebody else' WHERE number = %s",
    "UPDATE leads_lead SET lead_import_id = NULL WHERE number = %s",
    "UPDATE leads_lead SET source = 'registered' WHERE number = %s",
    "UPDATE leads_lead SET number = 100 WHERE number = %s",
    "UPDATE leads_lead SET deleted_at = created_at WHERE number = %s",
]


def test_a_changed_column_of_an_imported_lead_is_found(told: World) -> None:
    assert [each for each in COLUMNS if not seen(each, 2)] == []


OF_LEAD_2 = "WHERE lead_id IN (SELECT id FROM leads_lead WHERE number = %s)"


HANDED_OVER = [
    f"UPDATE leads_routingdecision SET verdict = replace(verdict, '\"both\"', '\"host\"') {OF_LEAD_2}",
    f"UPDATE leads_routingdecision SET facts = '{{}}' {OF_LEAD_2}",
    f"UPDATE leads_routingdecision SET input_hash = 'f' {OF_LEAD_2}",
    f"UPDATE leads_routingdecision SET verdict = '' {OF_LEAD_2}",
    f"DELETE FROM leads_routingdecision {OF_LEAD_2}",
    f"DELETE FROM leads_disclosure {OF_LEAD_2} AND side = 'partner'",
    f"UPDATE leads_disclosure SET side = 'other' {OF_LEAD_2} AND side = 'partner'",
    f"UPDATE leads_disclosure SET basis = 'contract' {OF_LEAD_2} AND side = 'partner'",
    f"UPDATE leads_disclosure SET card_hash = 'f' {OF_LEAD_2} AND side = 'partner'",
    f"UPDATE leads_contactcard SET phone = '555' {OF_LEAD_2}",
    f"UPDATE leads_contactcard SET facts = '{{}}' {OF_LEAD_2}",
    f"DELETE FROM leads_contactcard {OF_LEAD_2}",
    f"UPDATE leads_consent SET answer = 'no' {OF_LEAD_2} AND side = 'host'",
    f"DELETE FROM leads_consent {OF_LEAD_2} AND side = 'partner'",
    "UPDATE leads_routingstate SET last_number = %s",
    "UPDATE leads_routingstate SET shared = %s",
    "UPDATE leads_routingstate SET counters = '{}' WHERE last_number > %s",
]


def test_what_was_decided_and_handed_over_cannot_be_changed_unseen(told: World) -> None:
    assert [each for each in HANDED_OVER if not seen(each, 2)] == []


def test_a_block_of_leads_is_told_by_the_entry_that_wrote_it(told: World) -> None:
    behind_its_back("UPDATE leads_lead SET route = 'Rest' WHERE number = %s", 2)
    lead = Lead.rows.everywhere(because="test").get(number=2)
    (found,) = findings()[ROWS]
    assert "(consent, contact_card, disclosure, lead, routing_decision): one of them is not as entry" in found
    first, _, last = found.removeprefix("The rows ").partition(" (")[0].split()
    assert first <= lead.pk <= last


def test_a_lead_that_was_followed_up_since_is_told_by_its_id(told: World) -> None:
    behind_its_back("UPDATE leads_lead SET route = 'Rest' WHERE number = %s", 1)
    lead = Lead.rows.everywhere(because="test").get(number=1)
    assert [each.split(": ")[0] for each in findings()[ROWS]] == [f"The lead {lead.pk}"]


def test_a_decision_that_does_not_follow_from_its_rules_is_found(told: World) -> None:
    found = RoutingDecision.rows.everywhere(because="test").get(lead__number=2)
    forged = found.verdict.replace('"to":"both"', '"to":"host"')
    behind_its_back("UPDATE leads_routingdecision SET verdict = %s WHERE id = %s", forged, found.pk)
    (sentence,) = findings()["decisions about leads"]
    assert sentence.endswith('verdict.to is "host"; by the rules it is "both".')
    behind_its_back("UPDATE leads_routingdecision SET verdict = %s WHERE id = %s", "{}", found.pk)
    assert findings()["decisions about leads"][0].endswith("the decision about it cannot be read.")


def test_a_lead_that_is_gone_with_all_that_belongs_to_it_is_missed(told: World) -> None:
    for table in ("routingdecision", "disclosure", "contactcard", "consent"):
        behind_its_back(f"DELETE FROM leads_{table} {OF_LEAD_2}", 2)
    behind_its_back("DELETE FROM leads_lead WHERE number = %s", 2)
    assert any("or is gone" in each for each in findings()[ROWS])


@pytest.fixture
def withdrawn(told: World) -> World:
    """Consent was taken back for the partner of two leads, one of them for both sides, and given again for the first."""
    ids = dict(Lead.rows.everywhere(because="test").values_list("number", "pk"))
    for number, recipient, answer in ((1, "partner", "no"), (2, "partner", "no"), (2, "host", "no"), (3, "partner", "no"),
                                      (1, "partner", "yes")):  # fmt: skip
        said = {"recipient": recipient, "answer": answer, "wording": "No", "capturedAt": str(now()), "source": "A call"}
        run(told.host, "lead.record_consent", said, on=ids[number])
    return told


def test_leads_whose_consent_was_withdrawn_are_as_the_log_tells(withdrawn: World) -> None:
    assert findings() == {}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM leads_contactcard WHERE email = 'cem@x.example'",
        "UPDATE leads_contactcard SET disclosed_at = created_at WHERE email = 'ben@x.example'",
    ],
)
def test_a_card_that_should_wait_after_a_withdrawal_is_missed_where_it_is_not(withdrawn: World, statement: str) -> None:
    behind_its_back(statement)
    assert "contact_card" in str(findings()[ROWS])
