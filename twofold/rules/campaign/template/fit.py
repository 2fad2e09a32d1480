"""Whom a template is for: the questions of the intake step and the options it offers."""

from dataclasses import dataclass
from typing import Annotated, Literal

from twofold.rules.campaign.template.says import Says

Answer = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked before a workspace is made (requirements S1.6, S1.9, S1.10)."""

    key: Annotated[str, Says("Names the answer.", key=True)]
    asks: Annotated[str, Says("The question, answerable with yes or no by either company.")]
    fits: Annotated[Answer, Says("The answer with which the template fits.")]
    otherwise: Annotated[str, Says("What to do instead, shown after the other answer.")]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice made when the workspace is started; `when` and `unless` refer to it."""

    key: Annotated[str, Says("Names the option; `small_campaign` also shortens the check-ins.", key=True)]
    name: Annotated[str, Says("What the checkbox is called.")]
    explains: Annotated[str, Says("What changes when it is chosen.")]
