"""A row is written in two ways: one (`core/oplog/one_row.py`) or many at once (`core/oplog/bulk_rows.py`)."""

from __future__ import annotations

import ast

import pytest

from tests.house.sources import short, tree, under
from twofold.companies.models import Token
from twofold.core.models import OutboxMessage, SpaceRow
from twofold.leads.models import LeadFile, LeadImport

THE_TWO_WAYS = {"twofold/core/oplog/one_row.py", "twofold/core/oplog/bulk_rows.py", "twofold/core/fast/row_sql.py"}
NO_ROWS_OF_OURS = {
    "twofold/core/oplog/oplog_writer.py": "the log itself, and the head of its chain",
    "twofold/core/fast/trigger_counts.py": "counts, which only the database's triggers write",
    "twofold/core/models/rows.py": "what refuses to write rows that nobody reached in scope",
    "twofold/core/operations/idempotency.py": "answers given within the last day",
    "twofold/core/jobs/heartbeat.py": "when each worker was last alive",
    "twofold/core/jobs/worker.py": "turns of the worker that are over",
    "twofold/companies/rate_limits.py": "tries of somebody at something limited",
    "twofold/companies/sign_in.py": "links to sign in by, of the sign-in library's kind",
    "twofold/core/entities/spreadsheet/workbook.py": "a file that somebody asked for",
    "twofold/leads/importing/file_store.py": "a file on the disk",
    "twofold/web/kept_files.py": "a file on the disk",
}
UNLOGGED: dict[str, tuple[type[SpaceRow], ...]] = {
    "twofold/companies/request_actor.py": (Token,),
    "twofold/core/jobs/outbox.py": (OutboxMessage,),
    "twofold/leads/importing/worker.py": (LeadImport,),
    "twofold/leads/importing/file_retention.py": (LeadFile,),
}
"""What goes on changing without an operation: columns that their model names as `unlogged`, and no others."""
PASSWORDS = {
    "twofold/core/models/people.py": "how the sign-in library makes a person",
    "twofold/companies/operations/recovery.py": "a new password for who is locked out, unlogged as each of them",
}
REMOVED_WHEN_OVER = {
    "twofold/core/jobs/purge.py": "rows whose `kept_for` is over",
    "twofold/leads/routing/exclusion_lists.py": "entries of lists that were replaced, all of a list (`removed_together`)",
}
NOT_OURS = {"status", "started_at", "worker_ids"}
"""Columns of the table of tasks, which is the task library's."""
_MAKES = {"create", "create_user"}
_STORES = {"save", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
_SQL = ("INSERT INTO ", "UPDATE ", "DELETE FROM ")
_PLAIN_DICTS = {"details", "changes"}


def writes(node: ast.AST) -> bool:
    """Whether this puts something into a table, or takes it away, without going one of the two ways."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value.lstrip().startswith(_SQL)
    called = node.func if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or not isinstance(called, ast.Attribute):
        return False
    subject = ast.unparse(called.value).split(".")[-1]
    if called.attr == "update":
        return not node.args and bool(node.keywords) and subject not in _PLAIN_DICTS
    if called.attr == "delete":
        return not node.args and not node.keywords
    return called.attr in _STORES or (called.attr in _MAKES and subject in {"rows", "objects"})


def writers() -> dict[str, list[ast.AST]]:
    found = {short(path): [node for node in ast.walk(tree(path)) if writes(node)] for path in under("twofold")}
    return {path: nodes for path, nodes in found.items() if nodes}


def test_nobody_else_writes_rows() -> None:
    allowed = {*THE_TWO_WAYS, *NO_ROWS_OF_OURS, *UNLOGGED, *PASSWORDS, *REMOVED_WHEN_OVER}
    assert set(writers()) == allowed


@pytest.mark.parametrize("path", UNLOGGED)
def test_what_changes_without_an_operation_is_named_as_such(path: str) -> None:
    columns = {
        word.arg
        for node in writers()[path]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update"
        for word in node.keywords
        if word.arg
    }
    assert columns
    assert columns <= NOT_OURS.union(*(model.unlogged for model in UNLOGGED[path]))
