"""The stage: who is on it, what was kept, and how one step is played. A step is one operation, as in the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from twofold.companies.secrets import derived
from twofold.core.actor import Actor, machine, member, nobody
from twofold.core.clock import fixed_at
from twofold.core.models import Membership, SpaceRow
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run

PASSWORD = "two-fold-demo"  # noqa: S105 - everybody may know it; it opens invented companies only
Later = Callable[["Stage"], Any]


@dataclass(frozen=True)
class Step:
    """`who` does `operation` `at` so many days from today (negative: ago). Values may be functions of the stage."""

    who: str
    operation: str
    input: dict[str, Any] = field(default_factory=dict)
    on: Later | None = None
    at: float = 0
    keep: str = ""


@dataclass(frozen=True)
class Each:
    """The same operation on every item of a campaign that `who` sees and that fits; input by item."""

    who: str
    noun: str
    campaign: str
    operation: str
    input: Callable[[Stage, dict[str, Any]], dict[str, Any]]
    at: float = 0
    where: dict[str, Any] = field(default_factory=dict)
    only: Callable[[dict[str, Any]], bool] = lambda item: True


@dataclass(frozen=True)
class ByWorker:
    """What the worker does after a step; in the story it does so at once."""

    work: Callable[[Stage], Any]
    at: float = 0


Told = Step | Each | ByWorker


@dataclass
class Stage:
    """Everything the story has made so far."""

    today: datetime
    people: dict[str, Actor] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def play(self, steps: Iterable[Told]) -> None:
        """One step after the other."""
        for step in steps:
            with fixed_at(self.moment(step.at)):
                if isinstance(step, ByWorker):
                    step.work(self)
                    continue
                if isinstance(step, Each):
                    self._do_each(step)
                    continue
                result = self._do(step)
            if step.keep:
                self.kept[step.keep] = result

    def _do_each(self, step: Each) -> None:
        for item in self.items(step.who, step.noun, {"campaignId": self.kept[step.campaign].pk, **step.where}):
            if step.only(item):
                self._do(Step(step.who, step.operation, step.input(self, item), lambda _, item=item: item["id"]))

    def moment(self, days: float) -> datetime:
        """So many days from today; never later than now."""
        return min(self.today + timedelta(days=days), self.today)

    def day(self, days: int) -> str:
        """A date relative to today, in the demo's time zone."""
        return (self.today.astimezone(ZoneInfo("Europe/Berlin")).date() + timedelta(days=days)).isoformat()

    def _do(self, step: Step) -> Any:
        actor = {"nobody": nobody("demo"), "machine": machine("demo")}.get(step.who) or self.people[step.who]
        given = {key: value(self) if callable(value) else value for key, value in step.input.items()}
        actor.forget_spaces()
        result = run(actor, step.operation, given, step.on(self) if step.on else None).result
        if step.operation in {"invitation.accept", "company.found"}:
            self.enter(result["personId"], result["companyId"])
        return result

    def enter(self, person_id: str, company_id: str) -> None:
        """Somebody has come in and can act from now on, by their first name."""
        membership = Membership.rows.select_related("person", "company").get(person_id=person_id, company_id=company_id)
        self.people[membership.person.get_short_name().lower()] = member(membership, "demo")

    def find(self, who: str, query: str, **where: Any) -> str:
        """The id of the one item that fits, as this person sees it: equality on the item's fields."""
        filters = {key: value for key, value in where.items() if key.endswith("Id")}
        for item in self.items(who, query, filters):
            if all(item.get(key) == value for key, value in where.items()):
                return str(item["id"])
        raise LookupError(f"the story finds no {query} with {where}")

    def items(self, who: str, noun: str, given: dict[str, Any]) -> list[dict[str, Any]]:
        """All items that this person sees and that the filters leave."""
        actor = self.people[who]
        actor.forget_spaces()
        got: list[dict[str, Any]] = []
        cursor = ""
        while cursor is not None:
            page = ask(actor, f"{noun}.list", {"limit": 200, "cursor": cursor, **given})
            got += page["items"]
            cursor = page["nextCursor"]
        return got


def kept(name: str) -> Later:
    """The id of a row that an earlier step kept."""

    def later(stage: Stage) -> str:
        found = stage.kept[name]
        return found.pk if isinstance(found, SpaceRow) else found["id"]

    return later


def found(who: str, query: str, **where: Any) -> Later:
    """The id of an item that a query finds; values may be functions of the stage."""
    return lambda stage: stage.find(
        who, query, **{key: value(stage) if callable(value) else value for key, value in where.items()}
    )


def link_of(name: str) -> Later:
    """The secret in the link of an invitation that was kept."""
    return lambda stage: derived("invitation", stage.kept[name].pk)


def in_days(days: int) -> Later:
    """A date relative to today."""
    return lambda stage: stage.day(days)
