"""The one normal form of text: NFC, without outer blanks, lower case code point by code point."""

import re
import unicodedata

# Unicode White_Space, not what str.strip() takes (that also takes U+001C to U+001F).
_BLANKS = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_ANY_BLANK = re.compile(f"[{_BLANKS}]")
_NOT_IN_A_KEY = re.compile("[^a-z0-9_]")
_MARKED = re.compile(r"[^\W\d_]\W+")

ANSWERS = "answers."


def trimmed(text: str) -> str:
    """Take the Unicode White_Space off both ends."""
    return text.strip(_BLANKS)


def has_blank(text: str) -> bool:
    """Tell whether any Unicode White_Space stands in the text."""
    return _ANY_BLANK.search(text) is not None


def lower(text: str) -> str:
    """Lower-case by the simple mapping, each code point for itself.

    str.lower() departs from it twice: a capital I with dot above would become two code
    points, and a capital sigma at the end of a word would become a final sigma.
    """
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").replace("\u03a3", "\u03c3").lower()


def normal_text(text: str) -> str:
    """Bring a cell to the form in which every engine sees it; blank becomes empty."""
    if text.isascii():
        return text.strip(_BLANKS).lower()
    return lower(trimmed(unicodedata.normalize("NFC", text)))


def is_normal(text: str) -> bool:
    """Tell whether some cell becomes exactly this text.

    A few texts are no NFC and yet come out, because lower-casing is last: H with a line below
    has no composed form, but h with a line below has one and here stays two code points.
    """
    if not text or normal_text(text) == text:
        return bool(text)
    return normal_text(_MARKED.sub(_as_it_was_written, text)) == text


def _as_it_was_written(found: re.Match[str]) -> str:
    """Return a letter and what follows it with the capital, if one is needed, from which they come."""
    small, rest = found[0][0], found[0][1:]
    capitals = (small, small.upper(), small.title(), "\u0130" if small == "i" else small)
    return next((one + rest for one in capitals if normal_text(one + rest + "x")[:-1] == found[0]), found[0])


def answer_key(header: str) -> str | None:
    """Return the key under `answers` that a column header stands for.

    None where the column is no answer: another name, no key at all, `constructor` or a
    key that starts with `__` (names that JavaScript objects already have).
    """
    name = lower(header)
    if not name.startswith(ANSWERS):
        return None
    key = _NOT_IN_A_KEY.sub("_", name[len(ANSWERS) :])
    return key if is_answer_key(key) else None


def is_answer_key(key: str) -> bool:
    """Tell whether rules may speak of `answers.<key>`."""
    if not key or key == "constructor" or key.startswith("__"):
        return False
    return _NOT_IN_A_KEY.search(key) is None
