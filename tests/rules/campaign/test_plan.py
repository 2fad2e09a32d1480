"""A plan keeps its promises for every launch date, time zone and choice of options."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import many
from twofold.rules.campaign.campaign_plan import CampaignPlan
from twofold.rules.campaign.plan import LaunchOutOfRange, UnknownOption, plan
from twofold.rules.campaign.template import Template, parse_template
from twofold.rules.campaign.template.schedule import WEEKDAYS

LIBRARY = Path(__file__).parents[3] / "library" / "templates"
TEMPLATES = {
    path.stem: parse_template(path.read_text(encoding="utf-8"), path.name) for path in sorted(LIBRARY.glob("*.yaml"))
}
CO_MARKETING = TEMPLATES["partner-co-marketing"]
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia",
         "America/St_Johns", "Africa/Cairo", "UTC"]  # fmt: skip
Made = tuple[Template, date, ZoneInfo, CampaignPlan]


@st.composite
def plans(draw: st.DrawFn) -> Made:
    template = draw(st.sampled_from(list(TEMPLATES.values())))
    launch = draw(st.dates(date(2024, 1, 1), date(2036, 12, 31)))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    options = draw(st.sets(st.sampled_from([option.key for option in template.options])))
    late = draw(st.none() | st.integers(0, 40))
    start = None if late is None else launch - timedelta(days=late)
    return template, launch, zone, plan(template, launch, zone, options, start)


@given(plans())
@settings(max_examples=many(150), deadline=None)
def test_every_check_in_falls_on_its_weekday_at_its_local_hour(made: Made) -> None:
    template, _, zone, campaign = made
    wanted = {check_in.key: check_in for check_in in template.check_ins}
    for check_in in campaign.check_ins:
        assert check_in.occurrences
        for meeting in check_in.occurrences:
            local = meeting.starts_at.astimezone(zone)
            assert WEEKDAYS[local.weekday()] == wanted[check_in.key].weekday
            assert local.time() == wanted[check_in.key].at
            assert meeting.ends_at - meeting.starts_at == timedelta(minutes=check_in.minutes)


@given(plans())
@settings(max_examples=many(150), deadline=None)
def test_nothing_is_due_after_the_retro_and_milestones_keep_their_order(made: Made) -> None:
    _, _, _, campaign = made
    dates = [milestone.at for milestone in campaign.milestones]
    assert dates == sorted(dates)
    for due in [task.due for tasks in campaign.task_lists for task in tasks.tasks]:
        assert due <= dates[-1]
    for asset in campaign.assets:
        for item in campaign.launch_items:
            assert item.asset != asset.key or asset.due <= item.publish_at


@given(plans())
@settings(max_examples=many(150), deadline=None)
def test_every_reference_of_a_plan_leads_somewhere(made: Made) -> None:
    _, _, _, campaign = made
    slots = {slot.key: slot for slot in campaign.slots}
    assert len(slots) == len(campaign.slots)
    tasks = [task for tasks in campaign.task_lists for task in tasks.tasks]
    assert len({task.key for task in tasks}) == len(tasks)
    assert all(slots[task.dri].side == task.side for task in tasks)
    assert all(slots[asset.dri].side == asset.side for asset in campaign.assets)
    for row in campaign.raci:
        letters = (row.accountable, *row.responsible, *row.consulted, *row.informed)
        assert row.responsible
        assert {slots[key].side for key in letters} == {"host", "partner"}
    assert all(step.by and set(step.by) <= set(slots) for step in campaign.approval_steps)
    items = {item.key: item for item in campaign.launch_items}
    assets = {asset.key for asset in campaign.assets}
    for item in campaign.launch_items:
        assert item.asset is None or item.asset in assets
        assert all(items[key].publish_at <= item.publish_at for key in item.depends_on)
    assert [dot.task_list for dot in campaign.hill_dots] == [t.key for t in campaign.task_lists]


@given(plans())
@settings(max_examples=many(60), deadline=None)
def test_both_companies_lead_the_campaign_with_one_slot_each(made: Made) -> None:
    _, _, _, campaign = made
    leads = [slot for slot in campaign.slots if slot.runs_campaign]
    assert [slot.side for slot in leads] == ["host", "partner"]


def test_a_check_in_stays_at_its_hour_when_the_clocks_change() -> None:
    campaign = plan(CO_MARKETING, date(2026, 4, 8), BERLIN)  # clocks go forward on 29 March
    meetings = campaign.check_ins[0].occurrences
    assert {m.starts_at.utcoffset() for m in meetings} == {timedelta(hours=1), timedelta(hours=2)}
    assert {m.starts_at.hour for m in meetings} == {10}


def test_a_small_campaign_shortens_both_meetings_and_keeps_every_one_of_them() -> None:
    usual = plan(CO_MARKETING, date(2026, 12, 9), BERLIN)
    small = plan(CO_MARKETING, date(2026, 12, 9), BERLIN, {"small_campaign"})
    for long, short in zip(usual.check_ins, small.check_ins, strict=True):
        assert short.minutes < long.minutes
        assert [m.starts_at for m in short.occurrences] == [m.starts_at for m in long.occurrences]


def test_conditional_roles_exist_only_with_their_option() -> None:
    roles = {slot.role for slot in plan(CO_MARKETING, date(2026, 12, 9), BERLIN).slots}
    assert not roles & {"engineering_lead", "product_marketing_lead"}
    more = plan(CO_MARKETING, date(2026, 12, 9), BERLIN, {"technical_assets"}).slots
    assert [slot.side for slot in more if slot.role == "engineering_lead"] == ["host", "partner"]


def test_strict_approval_adds_brand_and_legal_of_both_sides() -> None:
    usual = plan(CO_MARKETING, date(2026, 12, 9), BERLIN).approval_steps
    strict = plan(CO_MARKETING, date(2026, 12, 9), BERLIN, {"strict_approval"}).approval_steps
    assert [step.key for step in usual] == ["both_sides"]
    assert [step.key for step in strict] == ["both_sides", "brand", "legal"]
    assert strict[2].by == ("legal_reviewer@host", "legal_reviewer@partner")


def test_a_campaign_that_starts_late_has_nothing_due_before_it_started() -> None:
    start = date(2026, 12, 1)
    campaign = plan(CO_MARKETING, date(2026, 12, 9), BERLIN, not_before=start)
    assert campaign.moved_to_start > 0
    assert min(t.due.date() for tasks in campaign.task_lists for t in tasks.tasks) == start
    assert min(m.starts_at.date() for c in campaign.check_ins for m in c.occurrences) >= start


def test_an_option_the_template_does_not_offer_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownOption, match="did you mean 'small_campaign'"):
        plan(CO_MARKETING, date(2026, 12, 9), BERLIN, {"smal_campaign"})


@pytest.mark.parametrize("launch", [date.min, date.max, date(206, 12, 9)])
def test_a_launch_date_that_is_surely_a_slip_is_refused(launch: date) -> None:
    with pytest.raises(LaunchOutOfRange, match="check the date"):
        plan(CO_MARKETING, launch, BERLIN)
