"""A partner's way from prospect to partner, and how much time it deserves (S2.41-S2.44).

The board may be crossed one stage at a time, forward or back; a partnership may end at any
stage, with a reason, and be taken up again.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

PartnerStatus = Literal["prospect", "negotiating", "onboarding", "active", "expanding", "churned"]
Band = Literal["invest", "active_management", "lightweight", "deprioritize"]

PARTNER_STEPS: Final[Mapping[PartnerStatus, tuple[PartnerStatus, ...]]] = {
    "prospect": ("negotiating", "churned"),
    "negotiating": ("onboarding", "prospect", "churned"),
    "onboarding": ("active", "negotiating", "churned"),
    "active": ("expanding", "onboarding", "churned"),
    "expanding": ("active", "churned"),
    "churned": ("prospect", "negotiating"),
}
"""From each status, those that may come next (the order of the board is that of the keys)."""

STATUS_MEANS: Final[Mapping[PartnerStatus, str]] = {
    "prospect": "Found, but nobody has been in touch yet",
    "negotiating": "Talking about terms and what each side gets",
    "onboarding": "The agreement is signed and work together is being set up",
    "active": "Campaigns, integrations or referrals are running",
    "expanding": "Growing into new channels or a closer integration",
    "churned": "Ended, with the reason kept",
}


def _what_first(current: PartnerStatus, wanted: PartnerStatus) -> str:
    """The step to take before the one that was wanted: the legal one that comes closest to it."""
    if current == wanted:
        return f"This partner is already in {wanted.capitalize()}."
    order = list(PARTNER_STEPS)
    steps = [step for step in PARTNER_STEPS[current] if step != "churned"]
    closest = min(steps, key=lambda step: abs(order.index(step) - order.index(wanted)))
    return f"Move this partner to {closest.capitalize()} first."


class IllegalMove(Exception):
    """A status that cannot come next; `legal` names those that can."""

    def __init__(self, current: PartnerStatus, wanted: PartnerStatus) -> None:
        self.current, self.wanted, self.legal = current, wanted, PARTNER_STEPS[current]
        super().__init__(_what_first(current, wanted))


class MoveNotReady(Exception):
    """The step is right, but something is missing: `missing` maps each field to what to do."""

    def __init__(self, missing: Mapping[str, str]) -> None:
        self.missing = dict(missing)
        super().__init__(" ".join(self.missing.values()))


@dataclass(frozen=True, slots=True)
class PipelineFacts:
    """What a move looks at. `has_agreement`: a signed agreement, an agreement's URL or a file."""

    we_get: str = ""
    they_get: str = ""
    has_agreement: bool = False
    reason: str = ""


def check_move(current: PartnerStatus, wanted: PartnerStatus, facts: PipelineFacts) -> None:
    """Raise IllegalMove or MoveNotReady unless the partner may go from `current` to `wanted`."""
    if wanted not in PARTNER_STEPS[current]:
        raise IllegalMove(current, wanted)
    missing = missing_for(wanted, facts.we_get, facts.they_get, facts.reason, has_agreement=facts.has_agreement)
    if missing:
        raise MoveNotReady(missing)


def missing_for(
    wanted: str, we_get: str, they_get: str, reason: str = "", *, has_agreement: bool = False
) -> dict[str, str]:
    """What a move still needs: each field with what to do."""
    missing: dict[str, str] = {}
    if wanted == "churned" and not reason.strip():
        missing["reason"] = "Give the reason why the partnership ended."
    if wanted == "onboarding":
        if not we_get.strip():
            missing["weGet"] = "Enter what you get from the partnership."
        if not they_get.strip():
            missing["theyGet"] = "Enter what the partner gets."
        if not has_agreement:
            missing["agreement"] = "Add the signed agreement or a link to it."
    return missing


@dataclass(frozen=True, slots=True)
class BandMeaning:
    """What a band asks for. Reviews come every so many days or months; neither: no reviews."""

    label: str
    means: str
    every_days: int = 0
    every_months: int = 0


BANDS: Final[Mapping[Band, BandMeaning]] = {
    "invest": BandMeaning("Invest heavily", "A partner manager of its own", every_days=14),
    "active_management": BandMeaning("Active management", "A sync every month", every_months=1),
    "lightweight": BandMeaning("Lightweight", "A check-in every quarter", every_months=3),
    "deprioritize": BandMeaning("Deprioritize or sunset", "No time set aside"),
}
"""Every two weeks for the first band is our choice; the others are the playbook's."""

_LOWEST: Final = 1
_HIGHEST: Final = 5


def score(audience_overlap: float, strategic_value: float, execution_effort: float) -> float:
    """(Audience + Strategic) - Effort, each from 1 to 5, so from -3 to 9; averages are allowed."""
    for name, value in (
        ("audienceOverlap", audience_overlap),
        ("strategicValue", strategic_value),
        ("executionEffort", execution_effort),
    ):
        if not _LOWEST <= value <= _HIGHEST:
            raise ValueError(f"{name} is {value}; it goes from 1 to 5")
    return audience_overlap + strategic_value - execution_effort


def band(score_value: float) -> Band:
    """8 and more, 5 and more, 2 and more, or less; no value falls between two bands."""
    if score_value >= 8:  # noqa: PLR2004 - the playbook's numbers, used once
        return "invest"
    if score_value >= 5:  # noqa: PLR2004
        return "active_management"
    return "lightweight" if score_value >= 2 else "deprioritize"  # noqa: PLR2004


def next_review(of_band: Band, after: date) -> date | None:
    """The day of the next review counted from `after`; None where none is set aside."""
    meaning = BANDS[of_band]
    if meaning.every_days:
        return after + timedelta(days=meaning.every_days)
    if meaning.every_months:
        months = after.month - 1 + meaning.every_months
        year, month = after.year + months // 12, months % 12 + 1
        return date(year, month, min(after.day, monthrange(year, month)[1]))
    return None
