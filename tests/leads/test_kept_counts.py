"""What the database keeps count of is what is there, after whatever happened and by whichever way it was written."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.leads.shared import consent, register, signed
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import now
from twofold.core.errors import Problem
from twofold.core.fast.trigger_counts import count_mismatches, counted_models, install_count_triggers
from twofold.core.ids import new_id
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.core.upkeep.doctor import database_checks
from twofold.leads.models import Lead, LeadsWaiting, LeadTally

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STATES = ("routed", "held", "accepted", "returned", "converted")
WHY = "a test of what is kept counts everything"


def wrong() -> list[str]:
    """Where the kept counts are not what GROUP BY says."""
    return [sentence for model in counted_models() for sentence in count_mismatches(model)]


def walked(campaign: Any, **only: Any) -> dict[str, int]:
    """Counts by state, from the leads themselves."""
    rows = Lead.rows.within(campaign.space_id).filter(campaign=campaign, **only)
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def lead_of(campaign: Any, number: int, chance: random.Random) -> Lead:
    """Any lead that could be, due in the past, this hour or later."""
    sides = {side: chance.choice(("", "routed", "held", "accepted", "returned")) for side in ("host", "partner")}
    return Lead(
        space_id=campaign.space_id, author_id=campaign.author_id, campaign=campaign, number=number, ref=str(number),
        status=chance.choice(("routed", "held", "duplicate", "not_shared")), state=chance.choice(STATES),
        host_state=sides["host"], partner_state=sides["partner"], to=chance.choice(("host", "partner", "both", "none")),
        first=chance.choice(("", "host", "partner")), key_hash=new_id(), source="test", created_at=now(), updated_at=now(),
        due=chance.choice((None, now() + timedelta(minutes=chance.randint(-200, 200)))),
    )  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 10**6), steps=some.integers(1, 25))
def test_after_any_sequence_of_writes_the_kept_counts_are_those_of_the_rows(
    world: World, seed: int, steps: int
) -> None:
    chance, campaign = random.Random(seed), signed_once(world)
    everything = Lead.rows.everywhere(because=WHY).filter(campaign=campaign)
    for _ in range(steps):
        number = everything.count() + 10_000 + chance.randrange(10**6)
        chosen = everything.filter(pk__in=list(everything.values_list("pk", flat=True))[:: chance.randint(1, 4)])
        match chance.randrange(5):
            case 0:
                lead_of(campaign, number, chance).save(force_insert=True)
            case 1:
                Lead.rows.bulk_create([lead_of(campaign, number + 10**7 * each, chance) for each in range(7)])
            case 2:
                chosen.update(state=chance.choice(STATES), host_state=chance.choice(STATES), first="host")
            case 3:
                chosen.update(deleted_at=chance.choice((None, now())), due=chance.choice((None, now())))
            case 4:
                chosen.delete()
    assert wrong() == []
    assert ask(world.host, "lead.count", {"campaignId": campaign.pk, "groupBy": "state"})["groups"] == walked(campaign)
    late = everything.filter(deleted_at=None, due__lt=now().replace(second=0, microsecond=0))
    assert ask(world.host, "lead.summary", {"campaignId": campaign.pk})["overdue"] == {
        side: late.filter(**{"first": side, f"{side}_state__in": ("routed", "accepted")}).count()
        for side in ("host", "partner")
    }


def signed_once(world: World) -> Any:
    """The campaign of this world, signed when it is first asked for."""
    if not hasattr(world, "signed_campaign"):
        world.signed_campaign = signed(world)  # type: ignore[attr-defined]
    return world.signed_campaign  # type: ignore[attr-defined]


def test_leads_that_are_worked_on_change_groups_at_once(world: World, campaign: Campaign, rules_in_force: None) -> None:
    leads = [
        register(world.host, campaign, f"p{each}@x.example", consents=consent("host", "partner")) for each in range(8)
    ]
    chance = random.Random(3)
    for _ in range(30):
        actor, verb = chance.choice((world.host, world.partner)), chance.choice(("accept", "return", "contact"))
        try:
            run(actor, f"lead.{verb}", {"reason": "no"} if verb == "return" else {}, chance.choice(leads).pk)
        except Problem:
            continue
        assert wrong() == []
        found = ask(world.partner, "lead.count", {"campaignId": campaign.pk, "groupBy": "state"})
        assert found["groups"] == walked(campaign)


def test_every_filter_that_the_kept_counts_answer_says_the_same_as_the_rows(world: World) -> None:
    campaign, chance = signed(world), random.Random(5)
    Lead.rows.bulk_create([lead_of(campaign, 100 + each, chance) for each in range(120)])
    for narrowed, only in (
        ({}, {}),
        ({"status": "routed,held"}, {"status__in": ["routed", "held"]}),
        ({"to": "host", "first": "host"}, {"to": "host", "first": "host"}),
        ({"hostState": "routed"}, {"host_state": "routed"}),
        ({"dueTo": "2031-01-01T00:00:00Z"}, {"due__lt": datetime(2031, 1, 1, tzinfo=UTC)}),
    ):
        asked = {"campaignId": campaign.pk, **narrowed}
        assert ask(world.host, "lead.count", {**asked, "groupBy": "state"})["groups"] == walked(campaign, **only)
        assert ask(world.host, "lead.count", asked) == {"count": sum(walked(campaign, **only).values())}


def test_counts_are_answered_without_reading_a_lead(world: World, campaign: Campaign, rules_in_force: None) -> None:
    register(world.host, campaign, "ann@x.example", consents=consent("host", "partner"))
    with CaptureQueriesContext(connection) as asked:
        assert ask(world.host, "lead.count", {"campaignId": campaign.pk, "groupBy": "state"})["groups"] == {"routed": 1}
    assert not [each for each in asked.captured_queries if "leads_lead" in each["sql"].replace("leads_leadtally", "")]


def test_nobody_learns_the_kept_counts_of_another(world: World, campaign: Campaign, rules_in_force: None) -> None:
    register(world.host, campaign, "ann@x.example", consents=consent("host", "partner"))
    for outsider in (world.rival, world.stranger):
        assert ask(outsider, "lead.count", {"campaignId": campaign.pk}) == {"count": 0}
        assert ask(outsider, "lead.count", {"groupBy": "state"}) == {"groups": {}}
        assert not LeadTally.rows.visible_to(outsider).exists()
        assert not LeadsWaiting.rows.visible_to(outsider).exists()


def test_doctor_finds_a_count_that_is_wrong_and_a_trigger_that_is_gone(
    world: World, campaign: Campaign, rules_in_force: None
) -> None:
    register(world.host, campaign, "ann@x.example", consents=consent("host", "partner"))
    assert list(database_checks.trigger_counts_hold()) == []
    LeadTally.rows.everywhere(because=WHY).filter(~Q(count=0)).update(count=7)
    assert "counts 6 too many" in next(database_checks.trigger_counts_hold())
    name = "leads_leadtally_kept" if connection.vendor == "postgresql" else "leads_leadtally_came"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON leads_lead" if connection.vendor == "postgresql" else ""))
    assert name in next(database_checks.trigger_counts_hold())
    register(world.host, campaign, "bob@x.example", consents=consent("host", "partner"))
    install_count_triggers()
    assert list(database_checks.trigger_counts_hold()) == []
    assert ask(world.host, "lead.count", {"campaignId": campaign.pk}) == {"count": 2}
