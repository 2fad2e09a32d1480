"""Rules whose numbers or names nobody could carry out are refused when proposed, and earlier ones stop no import."""

import pytest

from tests.campaigns.started import start
from tests.leads.shared import RULES, csv_of, file_of, imported, leads_of, propose, signed
from tests.worlds import World
from twofold.core.errors import Invalid
from twofold.core.operations.runner import run
from twofold.leads.models import LeadFile
from twofold.leads.operations import propose_rules
from twofold.rules.lead_share import read_rules

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
*FIRST, LAST = RULES["routes"]
FILE = csv_of("a@x.example,A,,US,true,yes,yes")


def last(**changes: object) -> dict[str, object]:
    return {**RULES, "routes": [*FIRST, {**LAST, **changes}]}


@pytest.mark.parametrize(
    ("rules", "field", "says"),
    [
        ({**RULES, "retention": {"days": 9_999_999}}, "$.retention.days", "at most 36500"),
        ({**RULES, "retention": {"days": 1e300}}, "$.retention.days", "a hundred years"),
        ({**RULES, "disputes": {"withinDays": 36_501}}, "$.disputes.withinDays", "at most 36500"),
        ({**RULES, "attribution": {"model": "linear", "windowDays": 36_501}}, "$.attribution.windowDays", "at most"),
        (last(name="x" * 201), f"$.routes[{len(FIRST)}].name", "at most 200 characters; here it is 201"),
        (last(name="a\x00b"), f"$.routes[{len(FIRST)}].name", "one line"),
        (last(followUp={"first": "assigned", "withinHours": 1e12}), f"$.routes[{len(FIRST)}].followUp.withinHours", "at most"),
    ],
)  # fmt: skip
def test_what_nobody_could_carry_out_is_refused_where_it_stands(
    world: World, rules: dict[str, object], field: str, says: str
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(world, start(world), rules)
    assert [error["field"] for error in refused.value.errors] == [field]
    assert says in refused.value.errors[0]["message"]


def test_the_longest_name_and_time_that_are_taken_can_be_imported_under(world: World) -> None:
    campaign = signed(world, {**last(name="x" * 200), "retention": {"days": 36_500}})
    imported(world.host, campaign, FILE)
    assert leads_of(world.host, campaign)[0]["route"] == "x" * 200


def test_rules_signed_before_there_were_limits_stop_no_import(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose_rules, "checked", read_rules)
    campaign = signed(world, {**last(name="x" * 300), "retention": {"days": 9_999_999}})
    preview = run(world.host, "lead_import.upload", {"file": file_of(FILE)}, on=campaign.pk).result
    run(world.host, "lead_import.commit", {"hash": preview["hash"]}, on=preview["id"])
    file = LeadFile.rows.visible_to(world.host).get()
    assert file.keep_until.year > 2100
    imported(world.host, campaign, csv_of("b@x.example,B,,US,true,yes,yes"))
    assert leads_of(world.host, campaign)[0]["route"] == "x" * 200
