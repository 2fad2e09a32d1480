"""A story in which every kind of thing exists on every side, told by running operations.

What is made from its declaration alone has specimens on every side; an app that has more to tell adds its chapter in
`chapters/`.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import typing
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel

from tests.access import chapters
from tests.access.given import example
from tests.worlds import World, meet
from twofold.core.actor import Actor
from twofold.core.clock import now
from twofold.core.entities import ENTITIES, Entity
from twofold.core.errors import Problem
from twofold.core.models import Side, Space
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import run
from twofold.core.spaces.system_rows import own_space

PARTNERSHIPS = ("partnership", "partnership with the rival", "partnership that ended")
LAUNCH = date(2027, 3, 1)
NOT_AGAIN = {"partner.invite", "campaign.start", "campaign.delete"}
"""What the story tells in its own words."""


def free_text(schema: dict[str, Any]) -> bool:
    """Whether any words may stand there; beside them there may be null."""
    if "anyOf" in schema:
        parts = [each for each in schema["anyOf"] if each != {"type": "null"}]
        return len(parts) == 1 and free_text(parts[0])
    return schema.get("type") == "string" and not {"enum", "format", "const"} & set(schema)


@dataclass
class Words:
    """Unique words for private texts: none of them may ever be seen by anybody else."""

    stem: str = "canary"
    domain: str = "canary.example"
    used: list[str] = field(default_factory=list)

    def word(self) -> str:
        """The next one; all are equally long."""
        self.used.append(f"{self.stem}{len(self.used) + 1:05d}")
        return self.used[-1]

    def shaped(self, name: str) -> str:
        """A word as a field of this name takes it: a mail address, the address of a page, or the word."""
        if "mail" in name.lower():
            return f"{self.word()}@{self.domain}"
        return f"https://{self.domain}/{self.word()}" if name.endswith("Url") else self.word()

    def fill(self, takes: type[BaseModel], **given: Any) -> dict[str, Any]:
        """An input whose every free text is a canary word, also where it may be left empty."""
        schema = takes.model_json_schema(by_alias=True)
        texts = {name for name, each in schema["properties"].items() if free_text(each) and not name.endswith("Id")}
        filled = {name: self.shaped(name) for name in sorted(texts - set(given))}
        return {**example(takes), **filled, **given}


BIRDS = {
    "partner company": "finch", "rival company": "robin", "ex-partner company": "heron", "stranger company": "wren",
    "partnership": "linnet", "partnership with the rival": "plover", "partnership that ended": "bittern",
    "campaign": "siskin", "other campaign": "dunlin", "campaign with the rival": "curlew",
    "finished campaign": "avocet", "campaign that ended": "godwit",
}  # fmt: skip
"""Space → what its private words begin with; the host's own begin with `canary`."""


@dataclass
class Story:
    """The world, its spaces by name, the host's private words, and those of every other space."""

    world: World
    ex: Actor
    words: Words
    people: Words
    mates: Words
    birds: dict[str, Words]
    spaces: dict[str, Space]
    eyes: dict[str, Actor]
    campaigns: dict[str, Any] = field(default_factory=dict)
    private_partner: Any = None

    def do(self, actor: Actor, name: str, given: dict[str, Any] | None = None, on: str | None = None) -> Any:
        """Run an operation in the story."""
        done = run(actor, name, given or {}, on=on).result
        for each in self.eyes.values():
            each.forget_spaces()
        return done


def told(stem: str = "canary", people: str = "canarylead") -> Story:
    """The story with everything in it; `stem` begins the host's private words, `people` those about its leads."""
    world = World.made()
    ex_record, ex = meet(world.host, "Ember Events", "Eva Ended")
    company = {
        "host company": world.host,
        "partner company": world.partner,
        "rival company": world.rival,
        "ex-partner company": ex,
        "stranger company": world.stranger,
    }
    spaces = {name: own_space(actor.company) for name, actor in company.items() if actor.company}
    spaces["partnership"] = world.partner_record.partnership
    spaces["partnership with the rival"] = world.rival_record.partnership
    spaces["partnership that ended"] = ex_record.partnership
    eyes = {**company, **dict.fromkeys(PARTNERSHIPS, world.host)}
    birds = {where: Words(bird, f"{bird}.example") for where, bird in BIRDS.items()}
    birds["host company"] = Words(stem)
    story = Story(
        world, ex, birds["host company"], Words(people), Words("puffin", "puffin.example"), birds, spaces, eyes
    )
    _partners(story)
    _campaigns(story, ex_record)
    for chapter in sorted(pkgutil.iter_modules(chapters.__path__), key=lambda each: each.name):
        importlib.import_module(f"{chapters.__name__}.{chapter.name}").tell(story)
    untold = [each for each in ENTITIES.values() if _is_untold(each)]
    for _ in range(2):
        _make_one_of_each(story)
        _make_in_each_company(story, untold)
    _delete_some(story)
    _remove_a_campaign(story)
    _end(story)
    return story


def made(objects: dict[str, Any]) -> None:
    """The story of the snapshots."""
    objects["story"] = told()
    objects["world"] = objects["story"].world


def _remove_a_campaign(story: Story) -> None:
    """One that takes everything in it along."""
    given = {"template": "partner-co-marketing", "name": "The removed campaign", "launchDate": LAUNCH.isoformat()}
    host = story.world.host
    made = story.do(host, "campaign.start", given, on=story.world.partner_record.pk)
    story.spaces["removed campaign"], story.eyes["removed campaign"] = made.space, host
    story.do(host, "campaign.delete", {}, on=made.pk)


def _end(story: Story) -> None:
    """One campaign is over; one partner has left, and what was shared with it stays with the host."""
    type(story.campaigns["finished campaign"]).rows.everywhere(because="the story tells its end").filter(
        pk=story.campaigns["finished campaign"].pk
    ).update(status="archived")
    shared = [story.spaces[where].pk for where in ("partnership that ended", "campaign that ended")]
    Side.rows.filter(company=story.ex.company, space_id__in=shared).update(ended_at=now())
    story.ex.forget_spaces()


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
    story.do(world.host, "partner.create", words.fill(create))  # the newest is removed later, and invitations with it
    for where in ("partner company", "rival company", "ex-partner company", "stranger company"):
        story.do(story.eyes[where], "partner.create", story.birds[where].fill(create))


def _campaigns(story: Story, ended: Any) -> None:
    world = story.world
    for name, record in (
        ("campaign", world.partner_record),
        ("other campaign", world.partner_record),
        ("finished campaign", world.partner_record),
        ("campaign with the rival", world.rival_record),
        ("campaign that ended", ended),
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
                _try(story, eyes, name, row.pk, story.birds[where])


def _is_untold(entity: Entity) -> bool:
    """Whether it can be made in a company's own space, and no chapter has made one."""
    from tests.access.specimens import WHY

    derived = "create" in entity.verbs and entity.parent is None
    return derived and not entity.model.rows.everywhere(because=WHY).exists()  # type: ignore[attr-defined]


def _make_in_each_company(story: Story, untold: list[Entity]) -> None:
    for entity in untold:
        for where, eyes in story.eyes.items():
            if where.endswith("company"):
                _try(story, eyes, f"{entity.noun}.create", None, story.birds[where])


def _try(story: Story, eyes: Actor, name: str, on: str | None, words: Words) -> None:
    """With the space's own words, then with the least input; what cannot be made the test of specimens misses."""
    takes = OPERATIONS[name].takes
    for each in (words.fill(takes), example(takes)):
        with contextlib.suppress(Problem):
            story.do(eyes, name, each, on=on)
            return


def _delete_some(story: Story) -> None:
    """One deleted thing of each kind that can be deleted, where the host wrote one."""
    from tests.access.specimens import newest_of

    for name, found in OPERATIONS.items():
        if found.verb == "delete" and found.on is not None and not found.internal and name not in NOT_AGAIN:
            row = newest_of(story, found.on)
            if row is not None:
                story.do(story.world.host, name, {}, on=row.pk)
