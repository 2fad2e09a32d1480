"""What is registered is complete: tested, shown, recorded, and as the reference says."""

import re
import typing

import pytest
from django.template import engines

from tests.house.sources import ROOT, under
from twofold.core.entities import ENTITIES
from twofold.core.models.rows import ROW_FIELDS
from twofold.core.operations.query import QUERIES
from twofold.core.operations.registry import OPERATIONS
from twofold.core.oplog.logged_fields import recorded_columns
from twofold.core.oplog.row_kinds import row_kinds
from twofold.doors.policy import LISTED, every_address_has_a_policy, routes
from twofold.doors.reference.pages import FOLDER, pages


def test_every_column_of_a_row_is_named_as_shown_or_as_sealed_in_the_log() -> None:
    forgotten = []
    for kind, model in row_kinds().items():
        columns = {column.attname for column in model._meta.concrete_fields} - ROW_FIELDS
        forgotten += [f"{kind}.{name}" for name in sorted(columns - recorded_columns(model) - model.sealed)]
        forgotten += [f"{kind}.{name} is in both" for name in sorted(model.recorded & model.sealed)]
        forgotten += [
            f"{kind}.{name} is no column"
            for name in sorted((recorded_columns(model) | model.sealed) - columns - ROW_FIELDS)
        ]
    assert not forgotten


def _is_named(name: str, texts: list[str]) -> bool:
    """As `"lead.accept"`, or in one file as `f"lead.{verb}"` and `"accept"`."""
    noun, _, verb = name.partition(".")
    return any(f'"{name}"' in text or (f'f"{noun}.{{' in text and f'"{verb}"' in text) for text in texts)


def test_every_operation_is_named_in_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in under("tests")]
    written = [
        each for each in OPERATIONS.values() if not each.internal and not each.derived
    ]  # tests/entities: the rest
    untested = sorted(each.name for each in written if not _is_named(each.name, texts))
    assert not untested, f"no test names {', '.join(untested)}"


def test_every_operation_and_query_says_what_it_does() -> None:
    assert not [each.name for each in (*OPERATIONS.values(), *QUERIES.values()) if not each.doc]


def test_no_sentence_takes_what_an_operation_is_on_for_what_it_makes() -> None:
    gives = {name: typing.get_type_hints(each.body).get("return") for name, each in OPERATIONS.items()}
    items = set(row_kinds().values())
    below = [each for each in OPERATIONS.values() if each.on and gives[each.name] in items - {each.on}]
    assert {"blocker.raise", "launch_item.add", "asset.add", "task.add", "raci.add"} <= {each.name for each in below}
    wrong = [each.name for each in below if re.match(r"\{actor\} \w+ed \{target\}$", each.says)]
    assert wrong == ["checkin.answer"], "one answers the check-in itself"


def test_every_item_has_an_id_a_version_and_the_times_it_was_made_and_changed() -> None:
    wanted = ("id", "version", "createdAt", "updatedAt")
    assert not [each.path for each in ENTITIES.values() if each.names[:4] != wanted]


@pytest.mark.parametrize("name", ["permissions.md", "operations.md", "openapi.json"])
def test_the_reference_is_what_the_registries_say(name: str) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8") if (FOLDER / name).exists() else ""
    assert kept == pages()[name], f"docs/reference/{name} is behind: run python -m twofold.doors.reference"


def test_every_address_has_a_policy() -> None:
    assert every_address_has_a_policy() == []


def test_what_is_listed_by_name_is_there() -> None:
    known = {each["name"] for each in routes()}
    assert set(LISTED) - known <= {"gallery"}


def test_every_template_can_be_read() -> None:
    engine = engines["django"].engine  # type: ignore[attr-defined]
    for path in under("twofold", ends=".html") + under("twofold", ends=".txt"):
        if "templates" in path.relative_to(ROOT).parts:
            engine.from_string(path.read_text(encoding="utf-8"))
