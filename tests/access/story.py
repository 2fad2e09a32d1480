"""A story in which every kind of thing exists on every side, told by running operations.

A new app adds its chapter in `chapters/`, so that its resources have specimens.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import typing
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from pydantic import BaseModel

from tests.access import chapters
from tests.access.given import example
from tests.worlds import World
from twofold.core.actor import Actor
from twofold.core.errors import Problem
from twofold.core.models import Space
from twofold.core.opening import own_space
from twofold.core.operation import OPERATIONS
from twofold.core.running import run

LAUNCH = date(2027, 3, 1)
NOT_AGAIN = {"partner.invite", "campaign.start"}
"""What the story tells in its own words."""


@dataclass
class Words:
    """Unique words for private texts: none of them may ever be seen by anybody else."""

    stem: str = "canary"
    numbers: Any = field(default_factory=lambda: count(1))
    used: list[str] = field(default_factory=list)

    def word(self) -> str:
        """The next one; all are equally long."""
        self.used.append(f"{self.stem}{next(self.numbers):05d}")
        return self.used[-1]

    def fill(self, takes: type[BaseModel], **given: Any) -> dict[str, Any]:
        """An input whose every free text is a canary word."""
        schema = takes.model_json_schema(by_alias=True)
        listed = {"enum", "format", "const"}
        texts = {
            name
            for name, each in schema["properties"].items()
            if each.get("type") == "string" and not listed & set(each) and not name.endswith("Id")
        }
        filled = {
            name: f"{self.word()}@canary.example" if "mail" in name.lower() else self.word()
            for name in sorted(texts - set(given))
        }
        return {**example(takes), **filled, **given}


@dataclass
class Story:
    """The world, its spaces by name, and the host's private words."""

    world: World
    words: Words
    people: Words
    spaces: dict[str, Space]
    eyes: dict[str, Actor]
    campaigns: dict[str, Any] = field(default_factory=dict)
    private_partner: Any = None

    def do(self, actor: Actor, name: str, given: dict[str, Any] | None = None, on: str | None = None) -> Any:
        """Run an operation in the story."""
        done = run(actor, name, given or {}, on=on).result
        for each in self.eyes.values():
            each.look_again()
        return done


def told(stem: str = "canary", people: str = "canarylead") -> Story:
    """The story with everything in it; `stem` begins the host's private words, `people` those about its leads."""
    world = World.made()
    company = {
        "host company": world.host,
        "partner company": world.partner,
        "rival company": world.rival,
        "stranger company": world.stranger,
    }
    spaces = {name: own_space(actor.company) for name, actor in company.items() if actor.company}
    spaces["partnership"] = world.partner_record.partnership
    spaces["partnership with the rival"] = world.rival_record.partnership
    eyes = {**company, "partnership": world.host, "partnership with the rival": world.host}
    story = Story(world, Words(stem), Words(people), spaces, eyes)
    _partners(story)
    if "campaign.start" in OPERATIONS:
        _campaigns(story)
    for chapter in sorted(pkgutil.iter_modules(chapters.__path__), key=lambda each: each.name):
        importlib.import_module(f"{chapters.__name__}.{chapter.name}").tell(story)
    for _ in range(2):
        _make_one_of_each(story)
    _delete_some(story)
    return story


def _partners(story: Story) -> None:
    world, words = story.world, story.words
    create = OPERATIONS["partner.create"].takes
    story.private_partner = story.do(world.host, "partner.create", words.fill(create))
    for record in (world.partner_record, world.rival_record):
        private = words.fill(OPERATIONS["partner.update"].takes, company=record.company, type="co_marketing")
        story.do(world.host, "partner.update", private, on=record.pk)
        story.do(
            world.host, "partner.score", {"audienceOverlap": 1, "strategicValue": 5, "executionEffort": 2}, on=record.pk
        )
    story.do(world.host, "partner.move", {"status": "churned", "reason": words.word()}, on=story.private_partner.pk)
    story.do(world.host, "partner.invite", {"email": f"{words.word()}@canary.example", "name": words.word()},
             on=story.do(world.host, "partner.create", words.fill(create)).pk)  # fmt: skip
    story.do(world.stranger, "partner.create", example(create) | {"contactEmail": "nobody@driftwood.example"})


def _campaigns(story: Story) -> None:
    world = story.world
    for name, record in (
        ("campaign", world.partner_record),
        ("other campaign", world.partner_record),
        ("campaign with the rival", world.rival_record),
    ):
        given = {
            "template": "partner-co-marketing",
            "name": f"The {name}",
            "launchDate": LAUNCH.isoformat(),
            "timeZone": "Europe/Berlin",
        }
        made = story.do(world.host, "campaign.start", given, on=record.pk)
        story.campaigns[name], story.spaces[name], story.eyes[name] = made, made.space, world.host
    private = OPERATIONS["campaign.create"].takes
    story.do(
        world.host, "campaign.create", story.words.fill(private, partnerId=story.private_partner.pk, **_dates(private))
    )


def _dates(takes: type[BaseModel]) -> dict[str, str]:
    days = {"start_date": LAUNCH, "end_date": LAUNCH + timedelta(days=10)}
    found = {name: day.isoformat() for name, day in days.items() if name in takes.model_fields}
    return {takes.model_fields[name].alias or name: day for name, day in found.items()}


def _make_one_of_each(story: Story) -> None:
    """Run whatever makes a thing on another thing, so that what a new app brings has specimens without a word here."""
    from tests.access.specimens import WHY

    for name, found in list(OPERATIONS.items()):
        gives = typing.get_type_hints(found.body).get("return")
        if found.internal or found.on is None or found.files or gives is found.on or not hasattr(gives, "recorded"):
            continue
        for where, eyes in story.eyes.items():
            row = (
                found.on.rows.everywhere(because=WHY)
                .filter(space=story.spaces[where], deleted_at=None)
                .order_by("pk")
                .first()
            )
            if row is not None and name not in NOT_AGAIN:
                _try(story, eyes, name, row.pk, private=where == "host company")


def _try(story: Story, eyes: Actor, name: str, on: str, *, private: bool) -> None:
    """With private words where only the host is, then with the least input; what cannot be made the test of specimens misses."""
    takes = OPERATIONS[name].takes
    given = [story.words.fill(takes)] if private else []
    for each in (*given, example(takes)):
        with contextlib.suppress(Problem):
            story.do(eyes, name, each, on=on)
            return


def _delete_some(story: Story) -> None:
    """One deleted thing of each kind that can be deleted, where the host wrote one."""
    from tests.access.specimens import newest_of

    for name, found in OPERATIONS.items():
        if found.verb == "delete" and found.on is not None and not found.internal:
            row = newest_of(story, found.on)
            if row is not None:
                story.do(story.world.host, name, {}, on=row.pk)
