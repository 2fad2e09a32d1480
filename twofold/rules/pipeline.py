"""The partner pipeline and the partnership score (requirements S2.41, S2.43, S2.44)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

STATUSES = ("prospect", "negotiating", "onboarding", "active", "expanding", "churned")

STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "prospect": ("negotiating", "churned"),
        "negotiating": ("prospect", "onboarding", "churned"),
        "onboarding": ("negotiating", "active", "churned"),
        "active": ("expanding", "churned"),
        "expanding": ("active", "churned"),
        "churned": ("prospect", "negotiating"),
    }
)

BANDS = (
    (8, "Invest heavily", "dedicated partner manager", 14),
    (5, "Active management", "monthly syncs", 30),
    (2, "Lightweight", "quarterly check-ins", 91),
)
LAST_BAND = ("Deprioritize or sunset", "no fixed rhythm", 182)


@dataclass(frozen=True)
class Refusal:
    """Why a step is not possible: a sentence, what is missing, and the legal steps from here."""

    sentence: str
    missing: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()


def refuse_move(
    status: str, to: str, *, we_get: str, they_get: str, has_agreement: bool, reason: str
) -> Refusal | None:
    """Nothing when the step is legal and complete; otherwise why not."""
    legal = STEPS[status]
    if to not in legal:
        return Refusal(f"From {status} one can go to {', '.join(legal)}, not to {to}.", legal=legal)
    missing: list[str] = []
    if to == "churned" and not reason.strip():
        missing.append("reason")
    if to == "onboarding":
        missing += [name for name, text in (("weGet", we_get), ("theyGet", they_get)) if not text.strip()]
        missing += [] if has_agreement else ["agreementUrl"]
    if not missing:
        return None
    words = {
        "reason": "why the partnership ended",
        "weGet": "what we get",
        "theyGet": "what they get",
        "agreementUrl": "a link to the signed agreement",
    }
    told = ", ".join(words[name] for name in missing)
    return Refusal(f"Before a partner moves to {to}, say {told}.", tuple(missing), legal)


def score(audience: int, strategic: int, effort: int) -> int:
    """Audience overlap plus strategic value, less execution effort; each 1 to 5, so from −3 to 9."""
    for value in (audience, strategic, effort):
        if not 1 <= value <= 5:
            raise ValueError("Each axis is rated 1 to 5.")
    return audience + strategic - effort


def band(points: float) -> str:
    """What a score asks for; lower bounds are inclusive, so that averages fall in a band too."""
    return next((name for least, name, _, _ in BANDS if points >= least), LAST_BAND[0])


def review_days(points: float) -> int:
    """Days from one review to the next that a score asks for."""
    return next((days for least, _, _, days in BANDS if points >= least), LAST_BAND[2])
