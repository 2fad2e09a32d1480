"""What every state machine stands on: a world that is rolled back, a clock, operations as they come out, the log.

Each walk of a machine begins in the same world, behind a savepoint that is rolled back when it ends.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.leads.racing import again
from tests.worlds import World, joined, person
from twofold.core.actor import Actor, member, nobody
from twofold.core.clock import fixed_at, now
from twofold.core.errors import Problem
from twofold.core.models import Space
from twofold.core.operations.runner import run


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What stands in the database, asked for past everything of the product."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def cast_of(world: World, *spaces: str) -> dict[str, Actor]:
    """Everybody who may try: both sides, one person who is on both, guests, tokens, outsiders, one who has left, nobody."""
    assert world.host.company is not None
    assert world.partner.company is not None
    seats = list(Space.rows.filter(pk__in=spaces))
    both = person(world.host.company, "Bea Both", "member")
    assert both.person is not None
    there = member(joined(both.person.pk, world.partner.company, "member"), "api")
    guests = {
        name: [person(company, called, "guest", seat=seat) for seat in seats][-1]
        for name, called, company in (
            ("host_guest", "Gus Guest", world.host.company),
            ("partner_guest", "Gerda Guest", world.partner.company),
        )
    }
    left = person(world.partner.company, "Lea Left", "member")
    assert left.membership is not None
    left.membership.ended_at = now()
    left.membership.save()
    writing = replace(world.host, scopes=frozenset({"read", "write", "documents.sign"}), token_id="t")
    reading = replace(world.partner, scopes=frozenset({"read"}), token_id="r")
    return {
        "host": world.host,
        "host_member": world.host_member,
        "partner": world.partner,
        "partner_member": world.partner_member,
        "both_as_host": both,
        "both_as_partner": there,
        **guests,
        "rival": world.rival,
        "stranger": world.stranger,
        "left": left,
        "writing_token": writing,
        "reading_token": reading,
        "passkey": replace(again(world.partner), fresh=True),
        "nobody": nobody("api"),
    }


SIDES = {
    "host": "host", "host_member": "host", "both_as_host": "host", "host_guest": "host", "writing_token": "host",
    "partner": "partner", "partner_member": "partner", "both_as_partner": "partner", "partner_guest": "partner",
    "reading_token": "partner", "passkey": "partner",
}  # fmt: skip
"""Of everybody in the cast who sees the campaign, for which side they act; the others see nothing of it."""


LENGTH = 50
"""Rules of one walk."""


class Machine(RuleBasedStateMachine):
    """A machine over the product. A subclass has the rules and the reference model, and says what holds."""

    cast: ClassVar[dict[str, Actor]]
    spaces: ClassVar[Sequence[str]]
    steps: ClassVar[int]
    came: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self._world: AbstractContextManager[Any] = transaction.atomic()
        self._world.__enter__()
        for actor in self.cast.values():
            actor.forget_spaces()
        self.at: datetime = now()
        self.log = dict.fromkeys(self.spaces, (0, ""))
        for space in self.spaces:
            self.written(space)

    def teardown(self) -> None:
        """Back to the world as it was."""
        transaction.set_rollback(True)
        self._world.__exit__(None, None, None)

    def act(self, who: str, name: str, given: Any, on: str | None, **more: Any) -> tuple[str, Any]:
        """One step, a second after the one before: `won` or `again` and the result, or the name of the refusal."""
        type(self).steps += 1
        self.at += timedelta(seconds=1)
        with fixed_at(self.at):
            try:
                outcome = run(self.cast[who], name, given, on=on, **more)
            except Problem as problem:
                return self._told(name, type(problem).__name__), None
        if outcome.replayed:
            return self._told(name, "again"), outcome.answer
        return self._told(name, "won"), outcome.result

    def _told(self, name: str, came: str) -> str:
        type(self).came[f"{name} {came}"] += 1
        return came

    def written(self, space: str) -> list[dict[str, Any]]:
        """The log's new entries in a space; each follows the one before, and the last is the one the space names."""
        seq, previous = self.log[space]
        told = []
        for place, text, stored in rows(
            "SELECT seq, body, hash FROM core_oplogentry WHERE space_id = %s AND seq > %s ORDER BY seq", space, seq
        ):
            body = json.loads(text)
            assert (body["seq"], body["prev"]) == (place, previous)
            assert (place, stored) == (seq + 1, hashlib.sha256(text.encode()).hexdigest())
            seq, previous = place, stored
            told.append(body)
        assert rows("SELECT head_seq, head_hash FROM core_space WHERE id = %s", space) == [(seq, previous)]
        self.log[space] = (seq, previous)
        return told


def walk(machine: type[Machine], *, walks: int, same: bool) -> None:
    """So many walks, the `same` ones in every run or new ones; the machine counts its steps and what came of them.

    What Hypothesis finds wrong it makes as short as it can, and prints it as a program.
    """
    how = settings(
        max_examples=walks,
        stateful_step_count=LENGTH,
        derandomize=same,
        phases=[Phase.generate, Phase.shrink],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)  # type: ignore[no-untyped-call]
