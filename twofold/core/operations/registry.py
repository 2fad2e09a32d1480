"""The registry of operations: a new verb is one function, one input, one test file."""

import inspect
import re
import typing
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from twofold.core import permissions
from twofold.core.models import SpaceRow


class Input(BaseModel):
    """What an operation or query takes. JSON in camelCase; an unknown field is refused, blanks are trimmed. `elsewhere`
    says of fields that there are, but not here, what to do instead.
    """

    elsewhere: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", str_strip_whitespace=True
    )


class Nothing(Input):
    """An operation that needs no input."""


class LeftOut(NamedTuple):
    """Why an operation on many was not done to one of them: `conflict`, `refused` or `not_found`, and a sentence."""

    code: str
    message: str


class ReplayableResult(dict[str, str | int]):
    """A result of ids and counts alone: it may be kept, and given again to a caller who repeats their idempotency key."""


class ManyResult(ReplayableResult):
    """What was done to many items: `count`, how many were `leftOut`, and `changeId`, by which it is undone.

    `left` says of each that was left out why. It is told beside the rest, and not kept: its sentences may name people.
    """

    left: Mapping[str, LeftOut] = MappingProxyType({})
    TOLD: ClassVar = 100
    """So many of those that were left out are told one by one."""

    @property
    def reasons(self) -> Counter[str]:
        """Each reason with how many were left out for it."""
        return Counter(each.message for each in self.left.values())

    def as_told(self) -> dict[str, Any]:
        """The counts and, by id, the reasons."""
        told = {pk: each._asdict() for pk, each in islice(self.left.items(), self.TOLD)}
        return {**self, "left": told} if told else dict(self)


@dataclass(frozen=True)
class Operation:
    """One verb, as every door sees it."""

    name: str
    body: Callable[..., Any]
    on: type[SpaceRow] | None
    takes: type[Input]
    needs: str
    says: str
    fact: str
    doc: str
    internal: bool = False
    files: tuple[str, ...] = ()
    deleted: bool = False
    before: Callable[..., None] | None = None
    derived: bool = False

    @property
    def noun(self) -> str:
        """The thing the verb is about: `lead` of `lead.accept`."""
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """What happens to it: `accept` of `lead.accept`."""
        return self.name.partition(".")[2]


OPERATIONS: dict[str, Operation] = {}
_NAME = re.compile(r"^[a-z_]+\.[a-z_]+$")


def operation(  # noqa: PLR0913 - each says another thing of an operation, by name
    name: str,
    *,
    needs: str,
    says: str = "",
    fact: str = "",
    on: type[SpaceRow] | None = None,
    internal: bool = False,
    files: tuple[str, ...] = (),
    deleted: bool = False,
    before: Callable[..., None] | None = None,
    derived: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as an operation.

    The function takes `(do, target, input)` or, where it is about no item, `(do, input)`; its annotations say what `input`
    it takes and `on` what it works. `needs` is the capability, `says` the sentence of the activity feed ("{actor}
    accepted {target}"), `fact` what reactions and webhooks hear ("lead.accepted"); both follow from a verb with a
    regular past, the sentence only where the verb is done to the target: what makes an item of another kind says its
    own, as the target is what it works on. `{person}` in a sentence is whom `do.because({"person": …})` names, for logs
    of a company's own space. `internal` operations are run by other operations only. `files` names the input fields
    that arrive as uploaded files. `deleted` lets the target be a deleted row. `before` gets (actor, input) ahead of the
    transaction, for slow checks such as a password; with a third parameter it also gets the target's id, which nobody
    has checked yet. A `derived` one comes from the declaration of an entity.
    """

    def register(body: Callable[..., Any]) -> Callable[..., Any]:
        if not _NAME.match(name) or name in OPERATIONS:
            raise ValueError(f"operation {name}: the name is not noun.verb, or taken")
        if not permissions.known(needs):
            raise ValueError(f"operation {name}: nobody has the capability {needs}")
        hints = typing.get_type_hints(body)
        noun, _, verb = name.partition(".")
        if not says and (made := _made_on_another(on or _target_of(hints), hints.get("return"))):
            raise ValueError(f"operation {name}: it gives {made}, which it is not done to; say its sentence")
        OPERATIONS[name] = Operation(
            name, body, on or _target_of(hints), hints.get("input", Nothing), needs,
            says or f"{{actor}} {past(verb)} {{target}}", fact or f"{noun}.{_fact_of(verb)}",
            inspect.getdoc(body) or "", internal, files, deleted, _with_target(before) if before else None, derived,
        )  # fmt: skip
        return body

    return register


def past(verb: str) -> str:
    """What was done by a regular verb: “finished”, “resolved”, “retried”."""
    return f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb.removesuffix('e')}ed"


def _fact_of(verb: str) -> str:
    """`accepted` for `accept`, `consent_recorded` for `record_consent`."""
    does, _, what = verb.partition("_")
    return f"{what}_{past(does)}" if what else past(does)


def _target_of(hints: Mapping[str, Any]) -> type[SpaceRow] | None:
    """The model of the rows that a function works on, by its annotations."""
    given = (hint for name, hint in hints.items() if name != "return")
    return next((hint for hint in given if isinstance(hint, type) and issubclass(hint, SpaceRow)), None)


def _made_on_another(on: type[SpaceRow] | None, gives: Any) -> str:
    """The kind of item that is given, where that is another than what is worked on; else an empty text."""
    made = isinstance(gives, type) and issubclass(gives, SpaceRow) and on is not None and gives is not on
    return gives.__name__ if made else ""


def _with_target(before: Callable[..., None]) -> Callable[..., None]:
    if len(inspect.signature(before).parameters) > 2:  # noqa: PLR2004 - (actor, input, target id)
        return before
    return lambda actor, given, on: before(actor, given)  # noqa: ARG005 - most checks need no target
