"""What happened: the log as a feed, for a space, a thing, or everything an actor sees."""

import json
from typing import Any

from pydantic import Field as Declared

from twofold.core.actor import Actor
from twofold.core.errors import Invalid
from twofold.core.models import OplogEntry, Person
from twofold.core.operations.query import query
from twofold.core.operations.registry import OPERATIONS, Input

from .row_kinds import VALUE_WORDS, row_kinds


class Feed(Input):
    """Which part of the log, newest first."""

    target_id: str = ""
    space_id: str = ""
    before: str = Declared("", max_length=21, description="`nextCursor` of the page before: only older entries.")
    limit: int = Declared(50, ge=1, le=200)


@query("activity.list", needs="activity.see", path="activity")
def activity(actor: Actor, input: Feed) -> dict[str, Any]:
    """What was done, by whom, newest first: the rows of the oplog this actor sees."""
    rows = OplogEntry.rows.visible_to(actor).select_related("person", "company").order_by("-position")
    if input.target_id:
        rows = rows.filter(target_id=input.target_id)
    if input.space_id:
        rows = rows.filter(space_id=input.space_id)
    if input.before:
        rows = rows.filter(position__lt=_place_of(actor, input.before))
    entries = list(rows[: input.limit + 1])
    shown = entries[: input.limit]
    labels = {**_labels(actor, shown), **_people(shown)}
    more = shown[-1].id if len(entries) > input.limit else None
    return {"items": [_item(entry, labels) for entry in shown], "nextCursor": more}


def _place_of(actor: Actor, entry_id: str) -> int:
    """Where an entry that the actor sees stands in the log. Errors: Invalid for any other."""
    found = OplogEntry.rows.visible_to(actor).filter(id=entry_id).values_list("position", flat=True).first()
    if found is None:
        raise Invalid.field("before", "This cursor is not one of ours; start from the newest entry.")
    return int(found)


def _labels(actor: Actor, entries: list[OplogEntry]) -> dict[str, str]:
    """What each target is called in a sentence, for those the actor sees; one question for each kind."""
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        wanted.setdefault(entry.target_kind, set()).add(entry.target_id)
    labels: dict[str, str] = {}
    for kind, model in row_kinds().items():
        if kind in wanted:
            found = model.rows.visible_to(actor, deleted=True).filter(pk__in=wanted[kind])
            labels.update({row.pk: row.in_a_sentence() for row in found})
    return labels


def _people(entries: list[OplogEntry]) -> dict[str, str]:
    """The names of those whom an operation was about, for sentences that say {person}; one question, where there are."""
    ids = {pk for entry in entries if (pk := _person_in(entry))}
    return dict(Person.rows.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _person_in(entry: OplogEntry) -> str:
    """The id of whom the operation was about, where its sentence names them."""
    known = OPERATIONS.get(entry.operation)
    named = known is not None and "{person}" in known.says
    return str((json.loads(entry.body)["because"] or {}).get("person", "")) if named else ""


def _new_values(entry: OplogEntry) -> dict[str, str]:
    """What the target's recorded fields became, in words: a sentence may name them, as in “moved to {status}”."""
    changes = json.loads(entry.body)["changes"]
    target = next((change for change in changes if change["id"] == entry.target_id), None)
    fields = target["fields"] if target else {}
    return {
        name: VALUE_WORDS.get((entry.target_kind, name), {}).get(str(pair[1]), str(pair[1]))
        for name, pair in fields.items()
        if not isinstance(pair[1], (dict, list))
    }


def _item(entry: OplogEntry, labels: dict[str, str]) -> dict[str, Any]:
    known = OPERATIONS.get(entry.operation)
    who = entry.person.name if entry.person else "Twofold"
    what = labels.get(entry.target_id, entry.target_kind.replace("_", " "))
    says = known.says if known else "{actor} did " + entry.operation
    for name, value in _new_values(entry).items():
        says = says.replace("{" + name + "}", value)
    says = says.replace("{person}", labels.get(_person_in(entry), "a colleague"))
    return {
        "id": entry.id,
        "spaceId": entry.space_id,
        "seq": entry.seq,
        "at": entry.at,
        "operation": entry.operation,
        "says": says.replace("{actor}", who).replace("{target}", what),
        "person": entry.person.name if entry.person else None,
        "company": entry.company.name if entry.company else None,
        "door": entry.door,
        "kind": entry.target_kind,
        "targetId": entry.target_id,
        "cause": entry.cause or None,
        "entry": entry.body,
        "hash": entry.hash,
    }
