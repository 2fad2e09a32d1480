"""Telling the story once, and the doors into it: a sign-in link for each side."""

import sys
import time
from collections.abc import Iterable
from datetime import timedelta

from twofold.companies.sign_in import new_link
from twofold.core.clock import now
from twofold.core.models import Company, Person
from twofold.core.operations.runner import in_one_transaction

from .acts import current, earlier, meeting
from .stage import PASSWORD, Stage, Told

DOORS = (
    ("maren@halden.example", "Halden Software, the host"),
    ("tomas@brightwater.example", "Brightwater Analytics, its partner"),
    ("gunnar@corvane.example", "Corvane Data, another partner of the host, who must see nothing of it"),
)
LINK_LASTS = timedelta(hours=12)


def tell() -> None:
    """Tell the story into an empty house; say so when it is not empty."""
    if Company.rows.exists():
        print("There are companies here already; the demo is told into an empty house. See twofold demo --reset.")
        print_doors()
        return
    began = time.monotonic()
    stage = Stage(today=now())
    with in_one_transaction():  # a story that breaks off leaves an empty house
        stage.play(in_order(act.steps() for act in (meeting, earlier, current)))
    print(f"The demo is ready ({time.monotonic() - began:.1f} s).", file=sys.stderr)
    print_doors()


def in_order(acts: Iterable[Iterable[Told]]) -> list[Told]:
    """The steps of all acts by their moment, so that every log and list is in the order in which it is read.

    At the same moment they stay in the order in which they are written: what follows from a step stands after it.
    """
    return sorted((step for act in acts for step in act), key=lambda step: step.at)


def tell_if_empty() -> None:
    """For `make run`: the first start tells it, every start prints the doors; other people's data is left alone."""
    if not Company.rows.exists():
        tell()
    else:
        print_doors()


def reset() -> None:
    """Back to the beginning. Errors: refuses a house that holds anything but the demo."""
    from .resetting import empty_house

    empty_house()
    tell()


def print_doors() -> None:
    """One fresh sign-in link for each side, when the demo's people are here."""
    shown = False
    for email, who in DOORS:
        person = Person.rows.filter(email=email).first()
        if person is not None:
            print(f"  {who}:\n    {new_link(person, now(), LINK_LASTS)}", flush=True)
            shown = True
    if shown:
        print(
            f"  Each link works once. Everybody in the demo also signs in with the password “{PASSWORD}”.", flush=True
        )
