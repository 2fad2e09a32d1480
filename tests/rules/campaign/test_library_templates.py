"""The templates that ship do what the founding documents ask of each kind of campaign."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from twofold.rules.campaign.campaign_plan import CampaignPlan
from twofold.rules.campaign.plan import plan
from twofold.rules.campaign.raci import RaciRow, raci_problems
from twofold.rules.campaign.template import Template, parse_template

LIBRARY = Path(__file__).parents[3] / "library" / "templates"
TEMPLATES = {
    path.stem: parse_template(path.read_text(encoding="utf-8"), path.name) for path in sorted(LIBRARY.glob("*.yaml"))
}
FULL = {"technical_assets", "product_messaging", "strict_approval"}
EACH = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())


def planned(template: Template, options: set[str]) -> CampaignPlan:
    return plan(template, date(2026, 12, 9), ZoneInfo("Europe/Berlin"), options)


@pytest.mark.parametrize(
    ("template", "checklist", "items"),
    [
        ("webinar-launch", "joint_webinar", 8),
        ("co-branded-ebook", "joint_blog_post", 5),
        ("product-announcement", "social_media_swap", 4),
        ("referral-campaign", "bundle_promotion", 5),
        ("partner-co-marketing", "joint_webinar", 8),
    ],
)
def test_every_item_of_the_playbooks_checklist_is_a_task(template: str, checklist: str, items: int) -> None:
    campaign = planned(TEMPLATES[template], {"small_campaign"})
    covered = {item for tasks in campaign.task_lists for task in tasks.tasks for item in task.covers}
    assert {item for item in covered if item.startswith(checklist)} == {
        f"{checklist}.{number}" for number in range(1, items + 1)
    }


@EACH
@pytest.mark.parametrize("options", [set(), FULL], ids=["plain", "full"])
def test_the_raci_matrix_of_a_new_campaign_passes_its_own_gate(template: Template, options: set[str]) -> None:
    campaign = planned(template, options)
    rows = []
    for row in campaign.raci:
        letters: dict[str, frozenset] = {row.accountable: frozenset("A")}
        for letter, slots in (("R", row.responsible), ("C", row.consulted), ("I", row.informed)):
            for slot in slots:
                letters[slot] = letters.get(slot, frozenset()) | {letter}
        rows.append(RaciRow(row.area, row.area, letters))
    assert rows
    sides, titles = ({slot.key: getattr(slot, name) for slot in campaign.slots} for name in ("side", "title"))
    assert all(problem.warning for problem in raci_problems(rows, sides, titles))


@EACH
def test_lead_share_rules_are_signed_before_assets_are_approved(template: Template) -> None:
    campaign = planned(template, set())
    signing = [t for tasks in campaign.task_lists for t in tasks.tasks if t.title == "Sign the lead-share rules"]
    assert [task.side for task in signing] == ["host", "partner"]
    assert all(task.due < campaign.milestones[1].at for task in signing)


@EACH
def test_both_sides_have_work_in_every_stage_and_something_to_publish(template: Template) -> None:
    campaign = planned(template, {"small_campaign"})
    for tasks in campaign.task_lists:
        assert {task.side for task in tasks.tasks} == {"host", "partner"}, tasks.name
    assert {item.side for item in campaign.launch_items} == {"host", "partner"}


@EACH
def test_a_one_way_mention_is_advised_to_use_something_lighter(template: Template) -> None:
    questions = {question.key: question for question in template.intake}
    assert {questions[key].fits for key in ("both_active", "shared_ownership")} == {"yes"}
    assert "campaign tracker" in questions["both_active"].otherwise


def test_the_ebook_goes_from_outline_to_manuscript_to_design_with_one_approval_each() -> None:
    dues = {asset.key: asset.due for asset in planned(TEMPLATES["co-branded-ebook"], set()).assets}
    assert dues["outline"] < dues["manuscript"] < dues["ebook"]


def test_an_announcement_appears_on_both_sides_at_the_same_moment() -> None:
    items = {item.key: item for item in planned(TEMPLATES["product-announcement"], set()).launch_items}
    assert items["host_article"].publish_at == items["partner_article"].publish_at
