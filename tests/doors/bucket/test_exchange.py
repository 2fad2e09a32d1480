"""Import of an export gives the same export, byte for byte, whatever stands in the fields."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.worlds import World
from twofold.campaigns.entities.campaign import STATUSES
from twofold.core.actor import Actor
from twofold.core.entities.bucket import bucket_fields
from twofold.core.entities.field import NUMBERS
from twofold.core.ids import ALPHABET, new_id
from twofold.core.models import OplogEntry
from twofold.core.operations.query import ask
from twofold.core.operations.runner import run
from twofold.doors.bucket import read_bucket, write_bucket
from twofold.partners.entities import PARTNERS
from twofold.rules.partnership_types import PARTNERSHIP_TYPES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@contextmanager
def passing() -> Iterator[None]:
    """A server that is gone afterwards: what happened in it did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def exported(actor: Actor) -> dict[str, bytes]:
    folder = Path(tempfile.mkdtemp())
    try:
        write_bucket(actor, folder / "bucket")
        return everything(folder / "bucket")
    finally:
        shutil.rmtree(folder)


def imported(actor: Actor, bucket: dict[str, bytes]) -> Any:
    folder = Path(tempfile.mkdtemp())
    try:
        for name, content in bucket.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return run(actor, "bucket.import", {"items": read_bucket(folder).items}).result
    finally:
        shutil.rmtree(folder)


LETTERS = some.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs", "Cn", "Co"))
ANY_TEXT = some.text(LETTERS, min_size=1, max_size=30)
ANY_NUMBER = some.floats(0, 1e300) | some.integers(0, 2**53)
ANY_JSON = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(some.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co")), max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
IDS = some.text(ALPHABET, min_size=21, max_size=21)
TIMES = some.datetimes(timezones=some.just(__import__("datetime").UTC)).map(
    lambda at: at.isoformat().replace("+00:00", "Z")
)


@some.composite
def partners(draw: Any) -> dict[str, Any]:
    """A partner with anything in its fields, and fields nobody knows."""
    data: dict[str, Any] = {"id": draw(IDS), "createdAt": draw(TIMES), "updatedAt": draw(TIMES)}
    for each in bucket_fields(PARTNERS):
        column = PARTNERS.column_of(each)
        most = min(getattr(column, "max_length", None) or 30, 30)
        values = some.sampled_from(each.values) if each.choices else some.text(LETTERS, min_size=1, max_size=most)
        if each.type in NUMBERS:
            values = some.integers(int(each.least), int(each.most)) if each.most else ANY_NUMBER
        if each.required or draw(some.booleans()):
            data[each.name] = draw(values)
    return {**draw(some.dictionaries(ANY_TEXT, ANY_JSON, max_size=3)), **data}


@some.composite
def buckets(draw: Any) -> dict[str, bytes]:
    """A bucket with partners and campaigns, some deleted, with history."""
    files: dict[str, Any] = {".worm/schema.json": {"schemaVersion": "1.0", "storage": {"layout": "inline"}}}
    found = draw(some.lists(partners(), min_size=1, max_size=3, unique_by=lambda each: each["id"]))
    for each in found:
        place = draw(some.sampled_from(["", ".worm.trash/"]))
        files[f"{place}partners/{each['id']}/data.json"] = each
        for number in range(1, draw(some.integers(0, 2)) + 1):
            entry = draw(some.dictionaries(ANY_TEXT, ANY_JSON, max_size=3))
            files[f"{place}partners/{each['id']}/.oplog/{number:04}.json"] = entry
    campaign = {
        "id": draw(IDS), "name": draw(ANY_TEXT), "partnerId": found[0]["id"], "type": draw(some.sampled_from(PARTNERSHIP_TYPES)),
        "status": draw(some.sampled_from(tuple(each.value for each in STATUSES))), "startDate": draw(some.dates()).isoformat(), "budget": draw(ANY_NUMBER),
        "deliverables": draw(some.lists(ANY_TEXT, max_size=3)),
    }  # fmt: skip
    files[f"campaigns/{campaign['id']}/data.json"] = campaign
    return {name: json.dumps(value).encode() for name, value in files.items()}


def test_export_import_export_is_equal_for_any_values(world: World) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(buckets())
    def holds(bucket: dict[str, bytes]) -> None:
        with passing():
            imported(world.stranger, bucket)
            first = exported(world.stranger)
        assert {name for name in bucket if name.endswith("data.json")} <= first.keys()
        with passing():
            imported(world.stranger, first)
            assert exported(world.stranger) == first

    holds()


def test_what_operations_made_goes_round_and_its_history_goes_on(world: World) -> None:
    with passing():
        record = run(world.stranger, "partner.create", {
            "company": "Elmfield", "contactName": "Eli", "contactEmail": "eli@elmfield.example", "type": "referral",
        }).result  # fmt: skip
        run(world.stranger, "partner.update", {"notes": "private", "revenueAttributed": 1234.5}, on=record.pk)
        run(world.stranger, "campaign.create", {"name": "Spring", "partnerId": record.pk, "type": "referral"})
        run(world.stranger, "partner.delete", {}, on=record.pk)
        first = exported(world.stranger)
    assert f".worm.trash/partners/{record.pk}/.oplog/0003.json" in first
    with passing():
        assert imported(world.stranger, first) == {"partners": 1, "campaigns": 1}
        assert exported(world.stranger) == first
        run(world.stranger, "partner.restore", {}, on=record.pk)
        later = exported(world.stranger)
        assert (
            first[f".worm.trash/partners/{record.pk}/.oplog/0003.json"]
            == later[f"partners/{record.pk}/.oplog/0003.json"]
        )
        assert json.loads(later[f"partners/{record.pk}/.oplog/0004.json"])["operation"] == "partner.restore"
        shown = ask(world.stranger, "partner.get", {"id": record.pk})
        assert (shown["notes"], shown["revenueAttributed"]) == ("private", 1234.5)


def test_an_export_holds_what_the_actor_sees_and_nothing_else(world: World) -> None:
    mine, theirs = exported(world.host), exported(world.partner)
    assert f"partners/{world.partner_record.pk}/data.json" in mine
    text = b"".join(theirs.values()).decode()
    assert world.partner_record.pk not in text
    assert "Carbonate" not in text
    assert set(exported(world.stranger)) == {".worm/schema.json", "partners/.worm", "campaigns/.worm"}


def test_a_guest_neither_exports_nor_imports(world: World) -> None:
    from tests.worlds import person
    from twofold.core.errors import Refused

    assert world.host.company is not None
    guest = person(world.host.company, "Gus Guest", "guest", seat=world.partner_record.partnership)
    with pytest.raises(Refused):
        exported(guest)
    with pytest.raises(Refused):
        run(guest, "bucket.import", {"items": []})


def test_an_import_leaves_one_entry_for_itself_and_one_for_each_item(world: World) -> None:
    pk = new_id()
    data = {"id": pk, "company": "E", "contactName": "E", "contactEmail": "e@e.example", "type": "channel"}
    files = {".worm/schema.json": {}, f"partners/{pk}/data.json": data}
    entries = OplogEntry.rows.within(world.stranger.company_space_id()).order_by("seq")
    before = entries.count()
    imported(world.stranger, {name: json.dumps(value).encode() for name, value in files.items()})
    assert list(entries.values_list("operation", flat=True)[before:]) == [
        "bucket.import",
        "partner.take_in",
    ]
