"""Whether a shared workspace is the right thing, from the answers given before one is made (S1.9, S1.10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from twofold.rules.campaign.template import Template
from twofold.rules.campaign.template.fit import Answer


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether the template fits, and otherwise what to do instead, one sentence a reason.

    It is advice: whoever starts the campaign may still go on. `unanswered` holds question keys.
    """

    fits: bool
    instead: tuple[str, ...]
    unanswered: tuple[str, ...]


def advise(template: Template, answers: Mapping[str, Answer]) -> Advice:
    """What to tell somebody who gave these answers, by question key."""
    asked = template.intake
    instead = tuple(q.otherwise for q in asked if q.key in answers and answers[q.key] != q.fits)
    unanswered = tuple(q.key for q in asked if q.key not in answers)
    return Advice(not instead and not unanswered, instead, unanswered)
