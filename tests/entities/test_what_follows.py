"""What a declaration need not say, because the model says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twofold.campaigns.entities import CAMPAIGNS, of_campaign
from twofold.campaigns.entities.work import TASKS
from twofold.campaigns.models import Task
from twofold.core.entities import Entity, Field, shown
from twofold.launch.entities import BLOCKERS
from twofold.launch.models import Blocker


def told(entity: Entity, name: str) -> Field:
    (found,) = entity.named(name)
    return found


def test_a_type_a_default_and_whether_it_is_required_come_from_the_column() -> None:
    types = {name: told(CAMPAIGNS, name).type for name in ("launchDate", "launchAt", "revenue", "name", "notes")}
    assert types == {
        "launchDate": "date", "launchAt": "datetime", "revenue": "number", "name": "string", "notes": "text",
    }  # fmt: skip
    assert (told(CAMPAIGNS, "revenue").default, told(CAMPAIGNS, "budget").default) == (0, None)
    assert (told(CAMPAIGNS, "name").required, told(CAMPAIGNS, "channel").required) == (True, False)


def test_what_follows_from_the_type_follows_from_that_one() -> None:
    assert told(CAMPAIGNS, "revenue").sum
    assert not told(CAMPAIGNS, "name").sum
    assert told(TASKS, "finishedAt").type == told(TASKS, "due").type == "datetime"


def test_what_is_said_stands() -> None:
    side = told(BLOCKERS, "side")
    assert not side.required  # whoever says nothing means their own side, although the column needs one
    said = of_campaign(model=Blocker, fields=(Field("title", required=False, default="Unnamed"),))
    assert (told(said, "title").required, told(said, "title").default) == (False, "Unnamed")


def test_a_field_called_like_a_reference_says_what_that_is_called() -> None:
    assert [told(TASKS, name).path for name in ("campaign", "dri", "finishedBy")] == [
        "campaign__name", "dri__title", "finished_by__name",
    ]  # fmt: skip
    assert told(BLOCKERS, "task").path == "task__title"


def test_the_noun_is_the_name_of_the_model_and_the_title_what_names_it() -> None:
    assert (BLOCKERS.noun, BLOCKERS.path, BLOCKERS.title) == ("blocker", "blockers", "title")
    assert CAMPAIGNS.title == "name"
    named = of_campaign(model=Task, noun="chore", fields=(shown("title"),))
    assert (named.noun, named.path) == ("chore", "chores")


def test_the_steps_of_what_is_over_since_a_moment_follow() -> None:
    assert TASKS.moves is not None
    assert TASKS.moves.steps == {"overdue": ("done",), "open": ("done",), "done": ("open",)}


def test_fields_that_are_not_there_are_not_given() -> None:
    with pytest.raises(KeyError):
        CAMPAIGNS.named("name", "colour")
    assert replace(told(CAMPAIGNS, "name"), label="Title").required
