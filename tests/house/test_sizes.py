"""Files stay of a size that one can hold in one's head."""

import statistics

import pytest

from tests.house.sources import ROOT, lines, short, under

WIDEST = 120
MOST = {".html": 150, ".css": 300, ".js": 150}


def test_a_file_of_ours_is_mostly_short_and_never_long() -> None:
    sizes = sorted(lines(path) for path in under("twofold"))
    assert statistics.median(sizes) <= 80
    assert sum(size <= 200 for size in sizes) >= 0.9 * len(sizes)
    assert not [short(path) for path in under("twofold", "demo", "bench") if lines(path) > 400]


def test_a_test_file_has_at_most_400_lines() -> None:
    assert not [short(path) for path in under("tests") if lines(path) > 400]


@pytest.mark.parametrize("ends", MOST)
def test_templates_styles_and_scripts_are_short(ends: str) -> None:
    files = [
        path
        for path in under("twofold", "frontend", ends=ends)
        if not {"collected", "static", "node_modules"} & set(path.parts)
    ]
    assert not [short(path) for path in files if lines(path) > MOST[ends]]


def test_a_template_has_lines_that_one_can_read() -> None:
    files = [
        path
        for path in under("twofold", ends=".html") + under("twofold", ends=".txt")
        if {"templates", "jinja2"} & set(path.relative_to(ROOT).parts)
    ]
    assert len(files) > 150
    assert not [
        f"{short(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]


def test_no_file_is_named_after_nothing() -> None:
    empty = {"utils", "helpers", "manager", "service", "common", "misc"}
    assert not [short(path) for path in under("twofold", "tests", "demo") if path.stem in empty]
