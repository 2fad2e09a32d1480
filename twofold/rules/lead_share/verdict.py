"""What the rules decided about one lead, in the exact form that both companies can check."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple


class Consent(NamedTuple):
    """Whether the person said `yes` or `no` to each side, or it is `unknown`."""

    host: str = "unknown"
    partner: str = "unknown"

    def of(self, side: str) -> str:
        """Return what the person said to one side."""
        return self.host if side == "host" else self.partner


class Outcome(NamedTuple):
    """What becomes of one lead, without the reasons that a verdict gives for it.

    `place` is that of the route that took it; None where none was asked or an exclusion list decided.
    """

    status: str
    to: str = "none"
    place: int | None = None
    route: str | None = None
    counter: int | None = None
    held: tuple[str, ...] = ()


SHARED = ("routed", "held")
"""The statuses of a lead that is shared: it goes somewhere, at once or when consent has come."""
CONSENTS = ("yes", "no", "unknown")
UNKNOWN = Consent()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision; `status` is routed, held, duplicate, not_shared or bad_row."""

    lead: str
    status: str
    to: str
    route: str | None
    counter: int | None
    follow_up: dict[str, str] | None
    consent: Consent
    because: list[dict[str, Any]]
    why: str
    rules_hash: str
    input_hash: str | None
    held: tuple[str, ...] = ()
    of: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the verdict with the names of the format, in its order and no others."""
        verdict: dict[str, Any] = {"lead": self.lead, "status": self.status}
        if self.status == "held":
            verdict["held"] = list(self.held)
        if self.status == "duplicate":
            verdict["of"] = self.of
        verdict |= {
            "to": self.to,
            "route": self.route,
            "counter": self.counter,
            "followUp": self.follow_up,
            "consent": {"host": self.consent.host, "partner": self.consent.partner},
            "because": self.because,
            "why": self.why,
            "rulesHash": self.rules_hash,
            "inputHash": self.input_hash,
        }
        return verdict


_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def verdict_json(verdict: Verdict) -> str:
    """Return the verdict as one line of compact JSON, not ASCII-escaped, without line end."""
    return _ENCODE(verdict.as_dict())
