"""The tone of a state's word: good, warn, bad, busy or info. Each app declares those of its own states.

A word means the same everywhere, so two apps may name it, with one tone. A page that means something else passes
`tone` itself; a word that nobody has declared is neutral.
"""

from typing import Literal

Tone = Literal["good", "warn", "bad", "busy", "info"]
TONES: dict[str, Tone] = {}


def tones(*, good: str = "", warn: str = "", bad: str = "", busy: str = "", info: str = "") -> None:
    """Declare words, with commas between them: `tones(good="accepted, converted", bad="lost")`."""
    said: dict[Tone, str] = {"good": good, "warn": warn, "bad": bad, "busy": busy, "info": info}
    for tone, words in said.items():
        for word in filter(None, (each.strip() for each in words.split(","))):
            if TONES.setdefault(word, tone) != tone:
                raise ValueError(f"“{word}” has two tones: {TONES[word]} and {tone}")
