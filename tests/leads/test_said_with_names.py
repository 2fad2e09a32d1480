"""What people read names the companies and the fields of the form; the verdict beneath keeps its own words."""

from twofold.rules.lead_share.form.draft import Draft, RouteDraft
from twofold.rules.lead_share.form.hints import hints_for
from twofold.rules.lead_share.sentences import with_names

NAMES = {"host": "Halden", "partner": "Brightwater"}


def test_a_side_is_called_by_the_name_of_its_company() -> None:
    assert with_names("Goes to the partner: employees 2400 is over 1000.", NAMES) == (
        "Goes to Brightwater: employees 2400 is over 1000."
    )
    held = "On hold: no consent for the host on file; with it the lead goes to the host: it is left."
    assert with_names(held, NAMES).count("Halden") == 2


def test_a_side_without_a_name_and_other_partners_stay_as_they_are() -> None:
    assert with_names("Goes to the partner: x.", {"host": "Halden"}) == "Goes to the partner: x."
    assert with_names("the partnership of the hosts", NAMES) == "the partnership of the hosts"


def test_advice_names_the_route_and_the_condition_to_add() -> None:
    draft = Draft(routes=[RouteDraft(name="Enterprise")])
    guard = 'employees may be absent, which makes this true: add a guard such as {"!=": [{"var": "employees"}, null]}.'
    (one,) = hints_for([{"field": "$.routes[0].when['<']", "message": guard}], draft)
    assert one["where"] == "Route 1 (Enterprise)"
    assert "“Number of employees is known”" in one["message"]
    assert "{" not in one["message"]


def test_advice_of_another_kind_keeps_its_sentence() -> None:
    told = "No lead reaches this route: Rest before it catches every lead."
    (one,) = hints_for([{"field": "$.routes[3]", "message": told}], Draft())
    assert one == {"where": "All remaining leads", "message": told}
