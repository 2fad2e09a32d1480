"""The two sides of everything shared: the *host* opened it, the *partner* joined. Neither is more important (design.md)."""

from typing import Final, Literal

Side = Literal["host", "partner"]

SIDES: Final[tuple[Side, Side]] = ("host", "partner")

RECEIVERS: Final[dict[str, tuple[Side, ...]]] = {"host": ("host",), "partner": ("partner",), "both": SIDES, "none": ()}
"""Where something goes → the sides that get it."""
