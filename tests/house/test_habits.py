"""What imports cannot show, read from the code itself."""

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.house.sources import ROOT, short, tree, under

MODELS_BASE = {"twofold/core/models/people.py"}
"""Where `objects` is given the name that Django's and allauth's own code calls."""
CLOCKS = {
    "twofold/core/clock.py",
    "twofold/doors/offline/route.py",  # works from files alone, without the house
    "twofold/doors/cli/maintenance.py",  # names a file after the day it is written
    "twofold/ui/gallery.py",  # invented content, in development only
}
THIRD_PARTY = {"DBTaskResult", "EmailAddress", "Authenticator", "UserSession", "Session"}
"""Other people's models, which have no managers of ours."""


def found(judge: Callable[[ast.AST], bool], *folders: str, less: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """Where in the code something is, as `file:line`."""
    return [
        f"{short(path)}:{getattr(node, 'lineno', 0)}"
        for path in under(*folders)
        if short(path) not in less
        for node in ast.walk(tree(path))
        if judge(node)
    ]


def test_nobody_listens_to_signals() -> None:
    """A change has one reason, an operation; a listener would be a second one that nobody sees."""

    def listens(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return node.module in {"django.dispatch", "django.db.models.signals"}
        called = node.func if isinstance(node, ast.Call) else None
        subject = ast.unparse(called.value) if isinstance(called, ast.Attribute) and called.attr == "connect" else ""
        return subject.endswith(
            ("signal", "_save", "_delete", "_init", "_changed", "_started", "_finished", "_migrate")
        )

    assert not found(listens, "twofold")


def test_nobody_overrides_save_or_delete() -> None:
    def overridden(node: ast.AST) -> bool:
        models = isinstance(node, ast.ClassDef) and any(
            "Model" in ast.unparse(base) or "Row" in ast.unparse(base) for base in node.bases
        )
        return models and any(
            isinstance(each, ast.FunctionDef) and each.name in {"save", "delete"} for each in node.body
        )  # type: ignore[attr-defined]

    assert not found(overridden, "twofold")


def test_rows_are_read_through_scoped_managers_only() -> None:
    def unscoped(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == "objects" and ast.unparse(node.value) not in THIRD_PARTY

    assert not found(unscoped, "twofold", less=MODELS_BASE)


def test_no_row_is_locked() -> None:
    """`select_for_update` does nothing on SQLite without saying so; winners are chosen by unique keys and compare-and-swap."""
    assert not found(lambda node: isinstance(node, ast.Attribute) and node.attr == "select_for_update", "twofold")


def test_rules_read_no_clock() -> None:
    clocks = {"now", "utcnow", "today", "time", "monotonic", "perf_counter"}

    def reads_clock(node: ast.AST) -> bool:
        called = node.func if isinstance(node, ast.Call) else None
        return isinstance(called, ast.Attribute) and called.attr in clocks and ast.unparse(called.value).split(".")[-1] in {
            "datetime", "date", "time", "timezone", "clock",
        }  # fmt: skip

    assert not found(reads_clock, "twofold/rules")


def test_the_house_reads_the_clock_in_one_place() -> None:
    """So that a story, a test and a worker can say which moment it is."""

    def reads_clock(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and ast.unparse(node) in {
            "datetime.now",
            "datetime.utcnow",
            "timezone.now",
            "date.today",
        }

    assert not found(reads_clock, "twofold", less=CLOCKS)


def test_reading_everywhere_says_why() -> None:
    def wordless(node: ast.AST) -> bool:
        called = node.func if isinstance(node, ast.Call) else None
        return isinstance(called, ast.Attribute) and called.attr == "everywhere" and not any(
            word.arg == "because" for word in node.keywords  # type: ignore[attr-defined]
        )  # fmt: skip

    assert not found(wordless, "twofold")


def test_operations_name_their_arguments() -> None:
    def loose(node: ast.AST) -> bool:
        decorated = isinstance(node, ast.FunctionDef) and any(
            "operation(" in ast.unparse(each) for each in node.decorator_list
        )
        return decorated and node.args.kwarg is not None  # type: ignore[attr-defined]

    assert not found(loose, "twofold")


def test_sentences_name_things_in_curly_quotes() -> None:
    def straight(node: ast.AST) -> bool:
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        return any(
            isinstance(before, ast.Constant) and f" {before.value}".endswith(' "') and "{" not in before.value
            for before, after in pairwise(parts) if isinstance(after, ast.FormattedValue)
        )  # fmt: skip

    apps = ("assets", "campaigns", "companies", "conversations", "launch", "leads", "partners", "rules")
    assert not found(straight, *(f"twofold/{app}" for app in apps))


def scripts() -> Iterator[Path]:
    yield from under("twofold", ends=".html")


def test_templates_bear_a_strict_content_policy() -> None:
    """No inline script, style or handler: the policy would refuse them without a word to the person."""
    wrong = []
    for path in scripts():
        text = path.read_text(encoding="utf-8")
        bad = [
            each
            for each in (" onclick=", " onchange=", " onsubmit=", " style=", "<style", "javascript:")
            if each in text
        ]
        wrong += [f"{short(path)}: {', '.join(bad)}"] if bad and "/mail/" not in str(path) else []
    assert not wrong


@pytest.mark.parametrize("folder", ["twofold", "tests"])
def test_every_python_file_says_what_it_is_about(folder: str) -> None:
    silent = [short(path) for path in under(folder) if path.read_text().strip() and not ast.get_docstring(tree(path))]
    assert not silent, f"below {ROOT.name}: {silent}"
