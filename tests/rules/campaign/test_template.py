"""A template is read strictly, and what is wrong is said with file, line and key."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import many
from twofold.rules.campaign.template import (
    TemplateInvalid,
    TemplateProblem,
    parse_template,
    reference_markdown,
)

ROOT = Path(__file__).parents[3]
FILE = "library/templates/partner-co-marketing.yaml"
TEXT = (ROOT / FILE).read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    with pytest.raises(TemplateInvalid) as refused:
        parse_template(text, FILE)
    return [str(error) for error in refused.value.errors]


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("path", sorted((ROOT / "library/templates").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_template_of_the_library_is_valid_and_named_after_its_key(path: Path) -> None:
    template = parse_template(path.read_text(encoding="utf-8"), path.name)
    assert template.key == path.stem


def test_the_co_marketing_template_carries_the_names_of_the_founding_document() -> None:
    template = parse_template(TEXT, FILE)
    assert [c.name for c in template.channels] == ["#kickoff", "#day-to-day", "#decisions", "#retro"]
    assert [c.name for c in template.check_ins] == [
        "Weekly Monday campaign check-in",
        "Weekly Thursday launch readiness check-in",
    ]
    assert [m.name for m in template.milestones] == [
        "Kickoff complete", "Assets approved", "Launch go-live", "Retro complete",
    ]  # fmt: skip
    assert [t.name for t in template.task_lists] == [
        "Kickoff & Alignment", "Asset Development", "Launch Sequencing", "Post-Launch Review",
    ]  # fmt: skip
    assert len(template.task_lists[0].tasks) == 5
    assert template.hill_chart.name == "Partner Co-Marketing Campaign"
    assert [p.name for p in template.pins] == [
        "Campaign Brief and Goals", "RACI Matrix", "Lead-Share Rules and Routing Guide",
        "Launch Calendar", "Asset Approval Folder",
    ]  # fmt: skip
    assert [c.service for c in template.connections] == ["slack", "google_drive", "hubspot"]
    assert template.built_for == ("SaaS", "Technology Partnerships", "B2B Marketing", "Channel Sales")


def test_an_unknown_role_is_named_with_file_line_key_and_the_nearest_role() -> None:
    text = changed("dri: designer\n        due: launch-7wd", "dri: designr\n        due: launch-7wd")
    (problem,) = problems(text)
    line = line_of(text, "dri: designr")
    expected = f"{FILE}:{line}: taskLists[1].tasks[4].dri: no role has the key 'designr'; did you mean 'designer'?"
    assert problem == expected


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("useWhen:", "useWen:", "'useWen' is not a key of a template; did you mean 'useWhen'?"),
        ("runner: project_manager", "runner: project_manager\nrunner: designer", "'runner' is given twice"),
        ("runner: project_manager", "runner: designer", "leads the campaign on both sides"),
        ("weekday: monday", "weekday: mondy", "did you mean 'monday'?"),
        ("at: launch+15wd 17:00", "at: launch+three", "is not a date relative to the launch"),
        ("    minutes: 30", "    minutes: half", "'half' is not a whole number"),
        ("    minutes: 30", "    minutes: 10", "longer than the usual 10 minutes"),
        ("waivable: false", "waivable: no", "'no' is neither true nor false"),
        ("dri: project_manager@host", "dri: project_manager", "write project_manager@host or"),
        ("dri: project_manager@host", "dri: The partner team", "a role, never a team or a person"),
        ("    dri: content_lead@host\n    tasks", "    dri: content_lead@both\n    tasks", "one role on one side"),
        ("        when: technical_assets\n", "", "exists only with the option 'technical_assets'"),
        ("    posts: decisions\n", "", "exactly one channel has `posts: decisions`"),
        ("shows: raci", "shows: brief", "exactly one pin shows 'raci'"),
        ("gate: assets_approved", "gate: launch_go_live", "is the gate 'assets_approved'"),
        ("at: launch-12wd 17:00", "at: launch-1wd 17:00", "before the milestone above it"),
        ("due: launch+15wd 16:00", "due: launch+16wd", "this is after the retro"),
        ("dots: [kickoff_alignment", "dots: [kickof_alignment", "did you mean 'kickoff_alignment'?"),
        ("kind: design, dri: designer, due: launch-4wd", "kind: design, dri: designer, due: launch-4wd, when: big", "no option has the key 'big'"),
        ("dri: content_lead@host, due: launch-4wd}", "dri: content_lead@host, due: launch+1d}", "goes out before 'landing_page' must be approved"),
        ("dependsOn: [reminder_day_before]", "dependsOn: [session]", "must stand above"),
        ("asset: slides", "asset: slide", "did you mean 'slides'?"),
        ("informed: [content_lead@both, partner_manager]", "informed: [partner_marketing_manager@both]", "has two letters"),
        ("purpose: Getting started.", "purpose: &a Getting started.", "anchors and aliases"),
        ("purpose: Getting started.", "purpose: !!python/name:os.system Getting started.", "tags (!) are not allowed"),
        ("key: partner-co-marketing", "key: Partner Co", "is not a key"),
        ("schema: workspace-template/1", "schema: workspace-template/2", "is not known here"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_in_one_sentence(old: str, new: str, says: str) -> None:
    found = problems(changed(old, new))
    assert any(says in problem for problem in found), found


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    text = changed("weekday: monday", "weekday: mondy").replace("at: launch+15wd 17:00", "at: soon", 1)
    found = problems(text.replace("useWhen:", "useWen:", 1))
    assert len(found) == 4  # the unknown key, and the key that is therefore missing
    lines = [int(problem.split(":")[1]) for problem in found]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text", ["", "a: [1", "- one", "a: 1\n---\nb: 2", "[" * 500, "a: &x [1]\nb: *x", "\x00", "key: ? \n: "]
)
def test_what_is_no_template_is_refused_as_invalid(text: str) -> None:
    assert problems(text)


@given(st.integers(0, len(TEXT) - 1), st.text(max_size=12), st.integers(0, 40))
@settings(max_examples=many(60), deadline=None)
def test_a_damaged_file_is_either_valid_or_refused_but_never_a_crash(at: int, put: str, cut: int) -> None:
    text = TEXT[:at] + put + TEXT[at + cut :]
    errors: tuple[TemplateProblem, ...] = ()
    try:
        parse_template(text, FILE)
    except TemplateInvalid as refused:
        errors = refused.errors
    else:
        return
    assert errors
    assert all(error.line >= 1 and error.message for error in errors)


def test_the_committed_reference_is_the_generated_one() -> None:
    committed = (ROOT / "docs/reference/templates.md").read_text(encoding="utf-8")
    assert committed == reference_markdown()
