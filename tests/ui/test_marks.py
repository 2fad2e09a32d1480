"""What the small marks say, and that nothing a person typed can become markup."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from twofold.ui import badges, times

ROOT = Path(__file__).resolve().parents[2]
ICONS = {line.split("#")[0].strip() for line in (ROOT / "frontend/icons.txt").read_text().splitlines()} - {""}
NAMED = re.compile(r"{%\s*(?:icon|empty_state)\s+\"([a-z0-9-]+)\"")
HOSTILE = '"><script>alert(1)</script>'


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    used = {
        (name, path.name)
        for path in (ROOT / "twofold").glob("*/templates/**/*.html")
        for name in NAMED.findall(path.read_text())
    }
    assert len(used) > 20
    assert {pair for pair in used if pair[0] not in ICONS} == set()


def test_every_tone_has_a_symbol_of_the_sprite() -> None:
    assert set(badges.TONES.values()) <= set(badges.SYMBOLS)
    assert set(badges.SYMBOLS.values()) <= ICONS


def test_a_state_is_said_in_words_and_toned_by_its_meaning() -> None:
    html = badges.state_badge("in_progress")
    assert "state-busy" in html
    assert html.endswith("In progress</span>")
    assert "state-neutral" in badges.state_badge("something else")
    assert "state-bad" in badges.state_badge("open", tone="bad")


def test_a_side_is_told_by_letter_and_not_by_colour_alone() -> None:
    assert ">H</span>" in badges.side_badge("host", "Ardent Systems")
    assert ">P</span>" in badges.side_badge("partner")


@pytest.mark.parametrize(
    "mark", [badges.state_badge, badges.person_chip, badges.hash_value, lambda text: badges.side_badge("host", text)]
)
def test_what_people_typed_is_never_markup(mark: object) -> None:
    html = mark(HOSTILE)  # type: ignore[operator]
    assert "<script" not in html
    assert "&lt;script" in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ines Okafor", "IO"), ("Per", "P"), ("someone@example.com", "SE"), ("", "?"), ("  ", "?"), ("(x) Ann Lee", "AL")],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert badges.initials(name) == letters


def test_a_moment_is_sent_as_utc_and_a_date_as_it_is() -> None:
    when = datetime(2026, 11, 21, 9, 5, 30, 999, tzinfo=UTC)
    assert 'datetime="2026-11-21T09:05:30Z"' in times.moment(when)
    assert times.moment(date(2026, 11, 21)) == '<time datetime="2026-11-21">21 Nov 2026</time>'
    assert "data-due" in times.due(when)
    assert "data-due" not in times.due(when, done=True)
    assert "No date" in times.due(None)


def test_a_meter_of_nothing_is_empty_and_not_an_error() -> None:
    html = times.meter(0, 0, "Tasks")
    assert 'max="1"' in html
    assert "0 of 0" in html
