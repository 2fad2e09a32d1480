"""Every pair of text and background in tokens.css can be read: 4.5:1, in light and in dark."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "frontend/css/tokens.css").read_text()
ENOUGH = 4.5
PAIRS = (
    *[(f"{tone}-fg", f"{tone}-bg") for tone in ("neutral", "info", "busy", "good", "warn", "bad")],
    *[(f"{side}-text", ground) for side in ("host", "partner") for ground in (f"{side}-soft", "surface", "bg")],
    *[(ink, ground) for ink in ("text", "muted", "accent") for ground in ("surface", "bg", "sidebar")],
    *[(f"{tone}-fg", "surface") for tone in ("warn", "bad")],
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent-strong", "accent-soft"),
    ("muted", "surface-raised"),
)


def colours(theme: str) -> dict[str, str]:
    """Name → #rrggbb of one theme's block."""
    start = TOKENS.index(f'[data-bs-theme="{theme}"] {{')
    return dict(re.findall(r"--tf-([a-z-]+): #([0-9a-f]{6});", TOKENS[start : TOKENS.index("\n}", start)]))


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance, 0 black to 1 white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """WCAG 2.2's ratio, 1 to 21."""
    dark, light = sorted((luminance(ink), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[ink], found[ground]) >= ENOUGH
