"""Cells that a spreadsheet would take for formulas (security rule 36): guarded on the way out, and back as they were.

A spreadsheet calculates a cell that begins with one of a few characters. A file with commas may be read as one with
semicolons or tabs, by a spreadsheet of another language: then a cell begins behind each of those, and behind each line
break. So an apostrophe goes before the character at every place where a cell could begin, however many apostrophes
stand there already; `unguarded` takes one away at the same places. A plain negative number stays as it is.
"""

from __future__ import annotations

import re

STARTS = "=+\\-@\t\r\n＝＋－＠"
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)
_BLANK = r'(?:[^\S\t\r\n]|")*'
"""What may stand before a cell's first letter: blanks of every kind, and quotes."""
_PLACE = re.compile(rf"(\A|[;\t\r\n])({_BLANK})('*)(?=[{STARTS}])")
_GUARDED = re.compile(rf"(\A|[;\t\r\n])({_BLANK})'('*)(?=[{STARTS}])")


def guarded(text: str) -> str:
    """The text as no spreadsheet calculates it."""
    if _NEGATIVE.fullmatch(text):
        return text
    return _PLACE.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """The text that was guarded; one that nobody guarded stays as it is, but for an apostrophe before such a character."""
    return _GUARDED.sub(r"\1\2\3", text)
