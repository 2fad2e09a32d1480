"""A field that is a list of choices: boxes in a form, words in a table; and fields that are asked only beside others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from pydantic import ValidationError

from tests.worlds import World
from twofold.core.entities import Field, choices
from twofold.core.entities.inputs import create_input
from twofold.partners.entities import PARTNERS
from twofold.web.cells import shown
from twofold.web.form import ItemForm

pytestmark = pytest.mark.django_db
COLOURS = Field("colours", "array", choices=choices({"red": "Red wine", "blue": "Sky"}), default=["red"])


def form(world: World, sent: str | None = None, field: Field = COLOURS) -> Any:
    return ItemForm(world.host, PARTNERS, QueryDict(sent) if sent is not None else None, asked=[field])


def test_the_boxes_that_are_ticked_are_the_list(world: World) -> None:
    assert str(form(world)["colours"]).count("checked") == 1
    assert form(world, "colours=red&colours=blue&initial-colours=red").filled() == {"colours": ["red", "blue"]}
    assert form(world, "colours=red&initial-colours=red").changes() == {}
    assert form(world, "initial-colours=red").changes() == {"colours": []}
    assert form(world, "").changes() == {}
    assert str(form(world, "colours=red&colours=blue")["colours"]).count("checked") == 2


def test_an_operation_takes_none_but_its_values() -> None:
    takes: Any = create_input(replace(PARTNERS, fields=(COLOURS,)))
    assert takes(colours=["blue"]).colours == ["blue"]
    with pytest.raises(ValidationError):
        takes(colours=["green"])


def test_a_table_says_their_words() -> None:
    assert shown(COLOURS, {"colours": ["red", "blue"]}, {}) == "Red wine, Sky"


def test_what_is_asked_only_beside_something_else_is_needed_there(world: World) -> None:
    field = Field("shade", when="colours=red")
    control = form(world, field=field).fields["shade"]
    assert (control.when, control.required) == ("colours=red", True)
    assert form(world, field=Field("shade")).fields["shade"].required is False
