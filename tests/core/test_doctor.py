"""Doctor finds what the operator, or a crash, did behind the house's back."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import override_settings

from tests.access.calling import undone
from tests.worlds import World
from twofold.core.clock import now
from twofold.core.models import (
    Document,
    DocumentVersion,
    Membership,
    OplogEntry,
    OutboxMessage,
    Person,
    Side,
    Signature,
    Space,
    WorkerPulse,
)
from twofold.core.models.rows import ScopedQuerySet
from twofold.core.operations.runner import run
from twofold.core.storage.paths import private_folder
from twofold.core.upkeep.append_only import NAME, append_only_tables, install_guards
from twofold.core.upkeep.doctor import environment_checks, run_checks
from twofold.rules.canonical import canonical, sha256_hex

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

IN_MEMORY = "PRAGMA journal_mode is memory, it should be wal."  # as the database of the tests on SQLite is


def findings() -> dict[str, list[str]]:
    """What is wrong, by the name of what was looked at; without the worker, who does not run in tests."""
    found = {found.name: found.wrong for found in run_checks(stopped=True) if found.wrong}
    if found.get("settings of the database") == [IN_MEMORY]:
        del found["settings of the database"]
    return found


def behind_its_back(statement: str, *values: object) -> None:
    """Change the database as its operator could: guards off, one statement, guards on again."""
    with connection.cursor() as cursor:
        for table in append_only_tables():
            for what in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {NAME.format(table=table, what=what)}{on}")
        cursor.execute(statement, values)
        assert cursor.rowcount > 0
    install_guards()


def test_a_house_whose_changes_were_all_operations_is_healthy(world: World) -> None:
    run(world.host, "partner.update", {"notes": "private", "tier": "gold"}, on=world.partner_record.pk)
    run(world.host, "partner.delete", {}, on=world.rival_record.pk)
    assert findings() == {}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", "replace(body, 'partner.create', 'partner.creale')"),
        ("hash", "'00'"),
        ("operation", "'partner.update'"),
        ("target_id", "'xxxxxxxxxxxxxxxxxxxxx'"),
        ("door", "'page2'"),
        ("seq", "seq + 1000"),
        ("body", "'not JSON'"),
    ],
)
def test_any_changed_column_of_the_log_is_found(world: World, column: str, value: str) -> None:
    entry = OplogEntry.rows.within(world.host.company_space_id()).filter(operation="partner.create")[0]
    behind_its_back(f"UPDATE core_oplogentry SET {column} = {value} WHERE id = %s", entry.id)
    assert any(entry.space_id in sentence for sentence in findings()["log chains"])


def test_a_removed_entry_is_found_wherever_it_stood(world: World) -> None:
    space = world.host.company_space_id()
    last = OplogEntry.rows.within(space).order_by("-seq")[0]
    behind_its_back("DELETE FROM core_oplogentry WHERE id = %s", last.id)
    assert "it ends at entry" in findings()["log chains"][0]
    behind_its_back("DELETE FROM core_oplogentry WHERE space_id = %s", space)
    assert "are gone" in findings()["log chains"][0]


@pytest.mark.parametrize(
    ("column", "value"),
    [("tier", "platinum"), ("contact_email", "somebody@else.example"), ("status", "active"), ("author_id", None)],
)
def test_a_row_that_was_changed_without_an_operation_is_found(world: World, column: str, value: str | None) -> None:
    if value is None:
        behind_its_back("DELETE FROM core_outboxmessage WHERE kind = %s", "mail.invitation")
        assert any("is in the log, but its row is gone" in each for each in findings()["rows against the log"])
        return
    run(world.host, "partner.update", {"tier": "gold"}, on=world.partner_record.pk)
    behind_its_back(f"UPDATE partners_partner SET {column} = %s WHERE id = %s", value, world.partner_record.pk)
    wrong = findings()["rows against the log"]
    assert wrong == [f"The partner {world.partner_record.pk}: its {column} is not what the log says."]


def test_a_missing_guard_is_found(world: World) -> None:
    name = NAME.format(table="core_oplogentry", what="delete")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON core_oplogentry" if connection.vendor == "postgresql" else ""))
    assert name in findings()["guards of append-only tables"][0]
    install_guards()
    assert findings() == {}


HOLLOW = {
    "sqlite": [
        "DROP TRIGGER guard_core_oplogentry_update",
        "CREATE TRIGGER guard_core_oplogentry_update BEFORE UPDATE ON core_oplogentry BEGIN SELECT 1; END",
    ],
    "postgresql": [
        """CREATE OR REPLACE TRIGGER guard_core_oplogentry_update BEFORE UPDATE ON core_oplogentry
        FOR EACH ROW WHEN (false) EXECUTE FUNCTION guard_append_only()""",
        "CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
    ],
}


def test_a_guard_that_lets_everything_through_under_its_name_is_found_and_set_again(world: World) -> None:
    with connection.cursor() as cursor:
        for statement in HOLLOW[connection.vendor]:
            cursor.execute(statement)
            assert "guard_core_oplogentry_update" in str(findings()["guards of append-only tables"])
    install_guards()
    assert findings() == {}


def signed(world: World) -> DocumentVersion:
    """A document both sides have signed, as rows."""
    space = world.partner_record.partnership_id
    assert space is not None
    base = {"space_id": space, "author": world.host.company, "created_at": now(), "updated_at": now()}
    text = canonical({"split": 50})
    document = Document.rows.create(kind="test", subject_id="s" * 21, latest=1, **base)
    version = DocumentVersion.rows.create(
        document=document, kind="test", subject_id="s" * 21, number=1, body=text.decode(), hash=sha256_hex(text),
        proposed_by=world.host.person, **base,
    )  # fmt: skip
    for actor, side in ((world.host, "host"), (world.partner, "partner")):
        Signature.rows.create(
            signed_version=version, person=actor.person, company=actor.company, side=side, hash=version.hash, **base
        )
    Document.rows.within(space).filter(pk=document.pk).update(in_force=version)
    return version


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (
            lambda: behind_its_back("UPDATE core_documentversion SET body = %s", '{"split":60}'),
            "does not have its hash",
        ),
        (lambda: behind_its_back("UPDATE core_documentversion SET body = %s", "{"), "is not JSON"),
        (lambda: behind_its_back("UPDATE core_signature SET hash = %s WHERE side = 'host'", "00"), "for another text"),
        (
            lambda: behind_its_back("UPDATE core_signature SET side = %s WHERE side = 'host'", "guest"),
            "not signed by both",
        ),
        (lambda: behind_its_back("DELETE FROM core_signature WHERE side = %s", "partner"), "not signed by both"),
        (lambda: behind_its_back("UPDATE core_document SET latest = %s", 2), "says version 2 is its latest"),
        (lambda: behind_its_back("UPDATE core_documentversion SET number = %s", 3), "version 1 is missing"),
    ],
)
def test_a_changed_agreement_is_found(world: World, damage: Callable[[], None], sentence: str) -> None:
    signed(world)
    assert "signed documents" not in findings()
    damage()
    assert any(sentence in each for each in findings()["signed documents"])


def test_a_file_that_is_gone_or_changed_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    key = default_storage.save("doctor/one", ContentFile(b"as it was"))
    kept = [("r" * 21, key, hashlib.sha256(b"as it was").hexdigest())]
    monkeypatch.setattr(
        ScopedQuerySet, "values_list", lambda self, *names: _Rows(kept) if "storage_key" in names else None
    )
    assert list(environment_checks.files_are_there()) == []
    kept.append(("s" * 21, *kept[0][1:]))
    assert [each[:41] for each in environment_checks.files_are_there()] == [f"The file of LeadFile {'s' * 20}"]
    kept.pop()
    with default_storage.open(key, "wb") as file:
        file.write(b"as it is")
    assert list(environment_checks.files_are_there()) == [f"The file of LeadFile {'r' * 21} was changed: {key}."]
    default_storage.delete(key)
    assert list(environment_checks.files_are_there()) == [f"The file of LeadFile {'r' * 21} is missing: {key}."]


class _Rows(list[tuple[str, str, str]]):
    """Rows as the table of files gives them."""

    def iterator(self, size: int) -> "_Rows":
        return self


def test_a_data_directory_others_can_look_into_is_found(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with override_settings(DATA=data):
        assert list(environment_checks.data_is_private()) == []
        private_folder(data)
        assert list(environment_checks.data_is_private()) == []
        data.chmod(0o750)
        assert [f"chmod 700 {data}" in each for each in environment_checks.data_is_private()] == [True]


def test_deliveries_that_stand_still_are_found(world: World) -> None:
    assert findings() == {}
    messages = OutboxMessage.rows.everywhere(because="test")
    messages.update(next_at=now() - timedelta(minutes=6))
    assert "more than five minutes" in findings()["deliveries"][0]
    messages.update(state="failed")
    assert "given up" in findings()["deliveries"][0]


def test_a_house_without_a_worker_is_found_unless_it_is_stopped() -> None:
    assert "worker" in [found.name for found in run_checks() if found.wrong]
    assert "worker" not in [found.name for found in run_checks(stopped=True)]
    WorkerPulse.rows.create(name="elsewhere:1:x", seen_at=now())
    assert "worker" not in [found.name for found in run_checks() if found.wrong]


def test_space_heads_are_held_against_the_log(world: World) -> None:
    Space.rows.filter(pk=world.host.company_space_id()).update(head_seq=10_000)
    assert "not what the space says" in findings()["log chains"][0]


def test_who_is_where_is_held_against_the_log(world: World) -> None:
    """Whoever has the database file lets nobody in by it without `doctor` saying so."""
    member, company = world.rival.membership, world.partner.company
    assert member is not None
    assert company is not None
    assert findings() == {}
    with undone():
        let_in = Membership.rows.create(person_id=member.person_id, company=company, role="admin")
        there = f"The membership {let_in.pk} is there, but the log does not know of it."
        assert findings() == {"rows against the log": [there]}
    for row, column, value in (
        (member, "role", "guest"),
        (member, "epoch", 7),
        (member, "ended_at", now()),
        (Side.rows.get(company=company, space=world.partner_record.partnership), "ended_at", now()),
        (Space.rows.get(pk=world.host.company_space_id()), "closed_at", now()),
        (Person.rows.get(pk=member.person_id), "is_active", False),
        (Person.rows.get(pk=member.person_id), "email", "someone@else.example"),
        (company, "name", "Somebody Else"),
    ):
        with undone():
            type(row).rows.filter(pk=row.pk).update(**{column: value})
            assert f"{row.pk}: it is not as entry" in findings()["rows against the log"][0], column
    Person.rows.filter(pk=member.person_id).update(password="another", last_login=now())
    assert findings() == {}


def test_a_column_that_stood_empty_and_a_row_nobody_made_are_found(world: World) -> None:
    pk = world.partner_record.pk
    stored = connection.ops.adapt_datetimefield_value
    earlier = stored(now() - timedelta(days=3))
    for column, value in (("churn_reason", "x"), ("version", 9), ("created_at", earlier)):
        with undone():
            behind_its_back(f"UPDATE partners_partner SET {column} = %s WHERE id = %s", value, pk)
            assert f"The partner {pk}: it is not as entry" in findings()["rows against the log"][0]
    columns = [each.column for each in Document._meta.concrete_fields if not each.null]
    base = {"id": "d" * 21, "space_id": world.host.company_space_id(), "author_id": world.host.company.pk,  # type: ignore[union-attr]
            "version": 1, "created_at": earlier, "updated_at": earlier, "kind": "x", "subject_id": "x", "latest": 0}  # fmt: skip
    marks = ", ".join(["%s"] * len(columns))
    names = ", ".join(columns)
    behind_its_back(f"INSERT INTO core_document ({names}) VALUES ({marks})", *(base[each] for each in columns))
    wrong = f"The document {'d' * 21} is there, but the log does not know of it."
    assert findings()["rows against the log"] == [wrong]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL holds no text where a time belongs")
def test_a_value_that_cannot_be_read_is_told_and_ends_nothing(world: World) -> None:
    behind_its_back("UPDATE partners_partner SET updated_at = 'never' WHERE id = %s", world.partner_record.pk)
    found = findings()
    assert found["rows against the log"][-1].startswith("A value in the database cannot be read: ValueError")
