"""What of an operation follows from its function and from its verb."""

from collections.abc import Iterator

import pytest

from twofold.core.domain import Input, OperationContext, operation
from twofold.core.operations.registry import OPERATIONS
from twofold.launch.models import Blocker
from twofold.partners.models import Partner


class Greeting(Input):
    """Words."""

    words: str = ""


def greet(do: OperationContext, partner: Partner, input: Greeting) -> Partner:
    """Greet a partner."""
    return partner


def write_card(do: OperationContext, partner: Partner, input: Greeting) -> Blocker:
    """Make something on a partner's record."""
    raise NotImplementedError


def open_door(do: OperationContext, input: Greeting) -> Partner:
    """Open the door to whoever comes."""
    raise NotImplementedError


@pytest.fixture(autouse=True)
def _registry_as_before() -> Iterator[None]:
    before = dict(OPERATIONS)
    yield
    OPERATIONS.clear()
    OPERATIONS.update(before)


def test_what_it_works_on_and_takes_are_its_annotations() -> None:
    operation("partner.greet", needs="partners.work")(greet)
    operation("door.open", needs="partners.work")(open_door)
    assert (OPERATIONS["partner.greet"].on, OPERATIONS["partner.greet"].takes) == (Partner, Greeting)
    assert OPERATIONS["door.open"].on is None  # what it gives is not what it works on


@pytest.mark.parametrize(
    ("verb", "fact", "says"),
    [
        ("greet", "partner.greeted", "{actor} greeted {target}"),
        ("score", "partner.scored", "{actor} scored {target}"),
        ("retry", "partner.retried", "{actor} retried {target}"),
        ("fill_brief", "partner.brief_filled", ""),
    ],
)
def test_the_past_of_a_regular_verb_is_its_fact_and_in_its_sentence(verb: str, fact: str, says: str) -> None:
    OPERATIONS.pop(f"partner.{verb}", None)
    operation(f"partner.{verb}", needs="partners.work", says="" if says else "{actor} filled the brief")(greet)
    found = OPERATIONS[f"partner.{verb}"]
    assert found.fact == fact
    assert found.says == (says or "{actor} filled the brief")


def test_what_is_said_stands() -> None:
    operation("partner.write", needs="partners.work", says="{actor} wrote to {target}", fact="partner.written")(greet)
    assert OPERATIONS["partner.write"].fact == "partner.written"
    assert OPERATIONS["partner.write"].says == "{actor} wrote to {target}"


def test_what_makes_an_item_of_another_kind_says_its_own_sentence() -> None:
    with pytest.raises(ValueError, match="it gives Blocker"):
        operation("card.add", needs="partners.work", fact="card.added")(write_card)
    operation("card.add", needs="partners.work", says="{actor} added a card", fact="card.added")(write_card)
    assert OPERATIONS["card.add"].on is Partner
