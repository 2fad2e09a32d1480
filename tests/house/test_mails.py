"""Mails as text are text: what a company is called arrives as it is written, in the subject, too."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, engines
from django.utils import timezone

from tests.house.sources import ROOT
from twofold.ui.times import in_zone

MAILS = sorted(
    path
    for path in (ROOT / "twofold").rglob("templates/**/*.txt")
    if path.parent.name in {"mail", "email"} and not path.name.startswith("base_")
)
NAME = "O'Neil & Sons"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


class Odd(str):
    """A text of which every part is the same text again."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return NOON if name.endswith("_at") or name == "due" else self


class Everything(dict[str, Any]):
    """A context that knows every name."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        return NOON if name == "timestamp" else Odd(NAME)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_as_text_escapes_nothing(path: Path) -> None:
    template = engines["django"].engine.get_template(path.relative_to(path.parents[2]).as_posix())  # type: ignore[attr-defined]
    text = template.render(Context(Everything()))
    assert "&#x27;" not in text
    assert "&amp;" not in text
    assert ("{{" not in path.read_text()) or NAME in text


def test_no_mail_writes_a_time_in_the_zone_of_the_server() -> None:
    pages = [each for each in (ROOT / "twofold").rglob("templates/**/*") if each.parent.name in {"mail", "email"}]
    assert [each.name for each in pages if "|date" in each.read_text() or "UTC" in each.read_text()] == []


def test_a_time_is_written_in_the_readers_zone_with_its_name() -> None:
    told = {}
    for zone in ("Europe/Berlin", "America/Bogota", "UTC"):
        with timezone.override(zone):
            told[zone] = in_zone(NOON)
    assert told == {
        "Europe/Berlin": "02 Nov 2026 13:00 CET",
        "America/Bogota": "02 Nov 2026 07:00 America/Bogota",
        "UTC": "02 Nov 2026 12:00 UTC",
    }


def test_all_mails_are_looked_at() -> None:
    names = {path.stem for path in MAILS}
    assert {"invitation", "sign_in", "leads_routed", "password_reset_key_message"} <= names
