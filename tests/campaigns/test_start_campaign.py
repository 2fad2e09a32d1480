"""`campaign.start`: from a template to a workspace of two companies."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.campaigns.started import LAUNCH, listed, start
from tests.worlds import World
from twofold.campaigns.models import Campaign
from twofold.core.clock import fixed_at
from twofold.core.errors import Conflict, Invalid, NotFound
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_both_sides_get_the_whole_workspace(world: World, campaign: Campaign) -> None:
    for actor in (world.host, world.partner):
        assert len(listed(actor, "milestone", campaign)) == 4
        assert len(listed(actor, "task_list", campaign)) == 4
        assert {role["side"] for role in listed(actor, "role", campaign)} == {"host", "partner"}
        assert all(task["driRoleId"] for task in listed(actor, "task", campaign))
        assert {each["kind"] for each in listed(actor, "checkin", campaign)} == {"progress", "go_no_go"}
        assert len(listed(actor, "dot", campaign)) == 4
        overview = ask(actor, "campaign.overview", {"id": campaign.pk})
        assert len(overview["pins"]) == 5
        assert [each["name"] for each in overview["connections"]] == ["Slack", "Google Drive", "HubSpot"]


def test_each_side_sees_its_own_partner_record(world: World, campaign: Campaign) -> None:
    mirror = ask(world.partner, "partner.list")["items"][0]
    for actor, record, name in (
        (world.host, world.partner_record.pk, "Brightleaf Analytics"),
        (world.partner, mirror["id"], "Northwind Cloud"),
    ):
        item = ask(actor, "campaign.get", {"id": campaign.pk})
        assert (item["partnerId"], item["partner"]) == (record, name)
        assert ask(actor, "campaign.count", {"partnerId": record}) == {"count": 1}
    assert world.partner_record.pk not in str(ask(world.partner, "campaign.overview", {"id": campaign.pk}))
    assert ask(world.partner, "campaign.count", {"partnerId": world.partner_record.pk}) == {"count": 0}


def test_check_ins_fall_on_mondays_and_thursdays_in_the_campaigns_own_time(world: World) -> None:

    campaign = start(world)
    for each in listed(world.host, "checkin", campaign):
        local = each["startsAt"].astimezone(ZoneInfo("Europe/Berlin"))
        assert (local.weekday(), local.hour) == ((0, 10) if each["kind"] == "progress" else (3, 14))


def test_nobody_else_sees_any_of_it(world: World, campaign: Campaign) -> None:
    for actor in (world.rival, world.stranger):
        actor.forget_spaces()
        for noun in ("campaign", "role", "task", "checkin", "milestone", "brief_section", "raci_row", "dot"):
            assert ask(actor, f"{noun}.count") == {"count": 0}
        with pytest.raises(NotFound):
            ask(actor, "campaign.overview", {"id": campaign.pk})
        with pytest.raises(NotFound):
            run(actor, "campaign.update", {"name": "Mine"}, on=campaign.pk)


def test_the_campaigns_log_begins_with_its_start_and_names_no_private_record(world: World, campaign: Campaign) -> None:
    entries = list(OplogEntry.rows.within(campaign.space_id).order_by("seq"))
    assert entries[0].operation == "campaign.open"
    assert world.partner_record.pk not in "".join(entry.body for entry in entries)


def test_it_can_start_before_the_partner_has_joined(world: World) -> None:
    record = run(
        world.host,
        "partner.create",
        {"company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "co_marketing"},
    ).result
    given = {"template": "partner-co-marketing", "name": "Early", "launchDate": LAUNCH.isoformat()}
    campaign = run(world.host, "campaign.start", given, on=record.pk).result
    overview = ask(world.host, "campaign.overview", {"id": campaign.pk})
    assert overview["companies"]["partner"] == "Elmfield"
    assert not overview["joined"]


def test_options_change_what_is_planned(world: World) -> None:
    short = start(world, options=["small_campaign", "technical_assets"])
    assert {each["minutes"] for each in listed(world.host, "checkin", short)} == {15}
    assert "engineering_lead" in {role["key"] for role in listed(world.host, "role", short)}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"template": "no-such"}, "template"),
        ({"template": "../secrets"}, "template"),
        ({"timeZone": "Mars/Base"}, "timeZone"),
        ({"options": ["no_such"]}, "options"),
        ({"launchDate": (datetime.now(UTC).date() + timedelta(days=4000)).isoformat()}, "launchDate"),
        ({"name": " "}, "name"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_half_made(world: World, given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        start(world, **given)
    assert [error["field"] for error in wrong.value.errors] == [field]
    assert ask(world.host, "campaign.count") == {"count": 0}


def test_not_with_a_partner_who_has_left(world: World) -> None:
    run(world.host, "partner.move", {"status": "churned", "reason": "Quiet for a year."}, on=world.partner_record.pk)
    with pytest.raises(Conflict, match="has ended"):
        start(world)


def test_an_earlier_campaign_that_is_entered_afterwards_keeps_its_own_dates(world: World) -> None:
    past = (datetime.now(UTC) - timedelta(days=60)).date()
    campaign = start(world, launchDate=past.isoformat())
    dues = sorted(task["due"] for task in listed(world.host, "task", campaign))
    assert dues[0].date() < past < dues[-1].date()
    assert len(listed(world.host, "checkin", campaign)) > 8
    assert ask(world.host, "campaign.get", {"id": campaign.pk})["startDate"] == past
    assert ask(world.host, "campaign.overview", {"id": campaign.pk})["checkins"] == []


def test_a_campaign_that_starts_in_the_evening_has_its_first_working_day_tomorrow(world: World) -> None:
    evening = datetime.now(UTC).replace(hour=19, minute=30)
    with fixed_at(evening):
        campaign = start(world, launchDate=(evening + timedelta(days=5)).date().isoformat())
        assert listed(world.host, "task", campaign, state="overdue") == []
        first = min(task["due"] for task in listed(world.host, "task", campaign))
    assert first.astimezone(ZoneInfo("Europe/Berlin")).date() == evening.date() + timedelta(days=1)


def test_a_campaign_that_starts_late_has_nothing_overdue_on_its_first_day(world: World) -> None:
    soon = (datetime.now(UTC) + timedelta(days=5)).date()
    campaign = start(world, launchDate=soon.isoformat())
    assert listed(world.host, "task", campaign, state="overdue") == []
