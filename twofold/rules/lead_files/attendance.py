"""Whether someone was there, in the words of the tools and of people."""

from __future__ import annotations

from twofold.rules.csv_files.header_names import plain_name
from twofold.rules.csv_files.refusal import CellProblem

THERE = frozenset(
    {
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ja",
        "wahr",
        "oui",
        "vrai",
        "attended",
        "checked in",
        "present",
        "teilgenommen",
        "anwesend",
        "a participe",
        "joined",
    }
)
NOT_THERE = frozenset(
    {
        "no",
        "n",
        "false",
        "0",
        "nein",
        "falsch",
        "non",
        "faux",
        "not attended",
        "did not attend",
        "no show",
        "noshow",
        "absent",
        "nicht teilgenommen",
        "not checked in",
    }
)
GONE = frozenset(
    {
        "not attending",
        "refunded",
        "partially refunded",
        "cancelled",
        "canceled",
        "deleted",
        "transferred",
        "denied",
        "declined",
        "not approved",
    }
)


def attended(text: str) -> str:
    """`true` or `false`; raises `CellProblem` for other words."""
    words = plain_name(text)
    if words in THERE:
        return "true"
    if words in NOT_THERE or words in GONE:
        return "false"
    if words.isdigit():
        return "true"  # a count of check-ins
    raise CellProblem(f"“{text[:40]}” does not say whether the person attended: write yes or no")


def attendance_of_status(text: str) -> str:
    """`true` for checked in, `false` for refunded or not attending, empty where the ticket's status does not tell."""
    words = plain_name(text)
    if words in THERE:
        return "true"
    return "false" if words in GONE or words in NOT_THERE else ""
