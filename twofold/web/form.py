"""The form of an entity, made from its fields. It sends only what a person changed, with the version they saw.

Each control carries what stood in it when the page was opened. When somebody else has saved meanwhile, the form comes
back with everything typed: what only they changed is in it, what both changed keeps what was typed, and beside each
field stands what the other made of it. Saved again, nothing of either is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from twofold.core.entities import Entity, Field
from twofold.core.errors import Conflict, Invalid, NotFound, Problem
from twofold.core.operations.parsing import parse
from twofold.core.operations.query import ask
from twofold.core.operations.registry import OPERATIONS
from twofold.core.operations.runner import Outcome, run

from .form_controls import control
from .form_texts import same_lines, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from twofold.core.actor import Actor


NO_VERSION = -1
"""Instead of what can be none: nobody has seen it, so that the form comes back."""
_VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class Note:
    """What another person made of a field meanwhile: who, when, what; `both` when it was changed here, too."""

    by: str
    at: Any
    text: str
    both: bool


def writable(entity: Entity, *, new: bool) -> list[Field]:
    """The fields that a form has: what people write when they add an item, or what they change later."""
    allowed = {"create", "always"} if new else {"always"}
    return [field for field in entity.fields if field.write in allowed and field.type != "object"]


class ItemForm(forms.Form):
    """The form of one item; without an `item`, of a new one that begins with `start`."""

    use_required_attribute = False

    def __init__(
        self,
        actor: Actor,
        entity: Entity,
        data: QueryDict | None = None,
        *,
        asked: Sequence[Field] | None = None,
        item: dict[str, Any] | None = None,
        start: Mapping[str, Any] | None = None,
        required: bool | None = None,
        below: str = "",
        zone: str | None = None,
    ) -> None:
        """`below` is the id of what a new item is made below: it may refer only to what belongs there, too. Times are typed
        in the time zone `zone`, else in that of whoever types.
        """
        self.actor, self.entity, self.item, self.other_zone = actor, entity, item, zone
        self.zone = ZoneInfo(zone or (actor.person.time_zone if actor.person else "UTC"))
        self.asked = list(asked if asked is not None else writable(entity, new=item is None))
        values = start or {} if item is None else item
        texts = {
            field.snake: text_of(
                field, values.get(field.name, field.begins if item is None else field.default), self.zone
            )
            for field in self.asked
        }
        super().__init__(data, initial=texts)
        for field in self.asked:
            self.fields[field.snake] = control(
                actor, entity, field, texts[field.snake], required=required, below=below or self._parent_of_item()
            )
            if zone and field.type == "datetime":
                self.fields[field.snake].help_text = f"{field.help} Time in {zone}.".strip()
        self.version = self._version()
        self.also: list[dict[str, Any]] = []

    def _parent_of_item(self) -> str:
        return (self.item or {}).get(self.entity.parent_name) or ""

    def changes(self) -> dict[str, Any]:
        """What the person changed, as the operation takes it; null clears."""
        return {
            field.name: value_of(field, typed, self.zone)
            for field in self.asked
            if (typed := self._typed(field)) is not None and typed != self._seen(field)
        }

    def filled(self) -> dict[str, Any]:
        """Everything that is not empty: what a new item is made from."""
        values = {field.name: value_of(field, self._typed(field) or "", self.zone) for field in self.asked}
        return {name: value for name, value in values.items() if value not in (None, [])}

    def submit(self, operation: str, given: dict[str, Any], on: str | None = None) -> Outcome | None:
        """Run an operation with what was typed. What it refuses stands beside the field or above the form; then None.

        Errors: NotFound; Conflict when somebody else has saved since the form was opened.
        """
        if not self.is_valid():
            return None
        try:
            return run(
                self.actor, operation, given, on, if_version=self.version if on and self.item is not None else None
            )
        except NotFound:
            raise
        except Problem as problem:
            if isinstance(problem, Conflict) and "current" in problem.extra:
                raise
            self.refuse(problem)
        return None

    def refuse_input(self, operation: str, given: dict[str, Any]) -> None:
        """Say what the operation would refuse of this input, without running it: where other things are wrong already."""
        try:
            parse(OPERATIONS[operation].takes, given)
        except Invalid as problem:
            self.refuse(problem)

    def refuse(self, problem: Problem) -> None:
        """Say a refusal beside the fields it names, or above the form."""
        said = problem.errors if isinstance(problem, Invalid) else []
        missing = problem.extra.get("missing") or {}
        if isinstance(missing, dict):
            said = [*said, *({"field": name, "message": message} for name, message in missing.items())]
        if "field" in problem.extra:
            said = [*said, {"field": problem.extra["field"], "message": problem.detail}]
        for error in said:
            self.add_error(self._named(error["field"]), error["message"])
        if not said:
            self.add_error(None, problem.detail)

    def rebased(self, moved: Conflict) -> ItemForm:
        """The same form on the item as it stands now, with everything that was typed and what others changed."""
        now = ask(self.actor, f"{self.entity.noun}.get", {"id": self.item["id"]}) if self.item else {}
        data = self.data.copy()
        fresh = ItemForm(self.actor, self.entity, data, asked=self.asked, item=now, zone=self.other_zone)
        changed = {each["field"]: each for each in moved.extra.get("changes", ())}
        for field in self.asked:
            seen, typed, text = self._seen(field), self._typed(field), fresh.initial[field.snake]
            mine = typed is not None and typed != seen
            data[fresh.add_initial_prefix(field.snake)] = text
            if not mine:
                data[field.snake] = text
            if text != seen:
                who = changed.pop(field.name, {})
                told = Note(who.get("by", "Somebody"), who.get("at"), fresh.said(field, text), mine and typed != text)
                fresh.fields[field.snake].note = told  # type: ignore[attr-defined]
        data["version"] = str(now.get("version", ""))
        fresh.version = now.get("version")
        labels = {name: self.entity.field(name) for name in changed}
        fresh.also = [
            {**each, "label": field.label} for name, each in changed.items() if (field := labels[name]) is not None
        ]
        fresh.is_moved = True
        return fresh

    is_moved = False

    def said(self, field: Field, text: str) -> str:
        """A text of the form as people read it: the word of a choice, the name of what is referred to."""
        options = getattr(self.fields[field.snake].widget, "choices", ())
        return dict(options).get(text, text)

    def _seen(self, field: Field) -> str:
        """What stood in the control when the page was opened."""
        name = self.add_initial_prefix(self.add_prefix(field.snake))
        return same_lines(self.data[name]) if name in self.data else self.initial[field.snake]

    def _typed(self, field: Field) -> str | None:
        """What was sent for a field; None when it was not on the page."""
        boxes = field.type == "boolean" or (field.type == "array" and (field.choices or field.to))
        if field.snake not in self.data:
            unticked = boxes and self.add_initial_prefix(field.snake) in self.data
            return "" if unticked else None
        value = "\n".join(self.data.getlist(field.snake)) if field.type == "array" else self.data[field.snake]
        if field.type == "array" and field.to and set(value.split()) == set(self._seen(field).split()):
            return self._seen(field)
        if field.type == "boolean":
            return "true" if value not in ("", "false", "False") else ""
        return same_lines(value)

    def _version(self) -> int | None:
        said = self.data.get("version", "") if self.is_bound else ""
        if said:
            return int(said) if _VERSION.fullmatch(said) else NO_VERSION
        return None if self.is_bound or self.item is None else self.item.get("version")

    def _named(self, name: str) -> str | None:
        """The form's name of a field that a refusal names: `deliverables.0` is of the deliverables."""
        first = name.partition(".")[0]
        known = [field for field in self.asked if field.name == first] or [
            field for field in self.asked if first and field.name.startswith(first)
        ]
        return known[0].snake if known else None
