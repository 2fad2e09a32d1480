"""Reading the leads file as RFC 4180 writes it, its columns, and the state between two files."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.lead_share.example import rules
from twofold.rules.lead_share import BadRow, Consent, RoutingState, read_leads, read_rules
from twofold.rules.lead_share.csv_records import FileRefusedError, csv_records
from twofold.rules.lead_share.state_file import read_state, state_text


def records(text: str) -> list[list[str]]:
    return list(csv_records(io.StringIO(text, newline="\n")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("\ufeffa\n", [["a"]]),
        ('\ufeff"a",b\n', [["a", "b"]]),
        ("a\n\n\r\nb\n\n", [["a"], ["b"]]),
        ('a\n""\nb', [["a"], [""], ["b"]]),
        ('"x ""y"", z",1\n', [['x "y", z', "1"]]),
        ('"one\r\ntwo\n\nthree",1\r\n2,"3"\n', [["one\r\ntwo\n\nthree", "1"], ["2", "3"]]),
        ("a,\n,", [["a", ""], ["", ""]]),
        (" a , b\t\n", [[" a ", " b\t"]]),
        ("a\x00b,\u2028,\x85\n", [["a\x00b", "\u2028", "\x85"]]),
        ("a,b\r", [["a", "b"]]),
        ("", []),
    ],
)
def test_records_are_read_as_rfc_4180_writes_them(text: str, expected: list[list[str]]) -> None:
    assert records(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a\nb\n"c\nd\ne\n', "opens in line 3 is never closed"),
        ('a\nO"Brien\n' + "x,y\n" * 400_000, "opens in line 2 is never closed"),
        ('a,O"Bri"en\n', "In line 1, cell 2, a quote"),
        ('"a"b,c\n', "In line 1, cell 1, a quote"),
        ('a, "b"\n', "In line 1, cell 2, a quote"),
        ("a\rb\rc\n", "carriage return"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_the_line(text: str, says: str) -> None:
    with pytest.raises(FileRefusedError, match=says):
        records(text)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), min_size=1, max_size=4), max_size=6
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_a_csv_writer_writes_is_read_back(table: list[list[str]], end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    assert records(out.getvalue()) == table


def leads(text: str) -> list[Any]:
    return list(read_leads(io.StringIO(text, newline="\n")))


def test_a_row_is_named_by_its_id_and_else_by_its_number_without_empty_lines() -> None:
    found = leads("email,id\na@x.example, A7 \n\nb@x.example,\nc@x.example\n")
    assert [one.lead for one in found] == ["A7", "2", "3"]
    assert [one.lead for one in leads("email\n\nnobody\nb@x.example\n")] == ["1", "2"]


def test_missing_cells_are_absent_and_more_cells_than_the_header_are_a_bad_row() -> None:
    short, long, padded = leads("email,country\na@x.example\nb@x.example,de,\nc@x.example,\n")
    assert short.person.facts == padded.person.facts == {"email_domain": "x.example", "answers": {}}
    assert isinstance(long.person, BadRow)


def test_consent_is_yes_no_or_unknown_and_anything_else_is_a_bad_row() -> None:
    found = leads("email,consent.host\na@x.example, YES\nb@x.example,no\nc@x.example,\nd@x.example,maybe\n")
    assert [one.consent for one in found] == [Consent("yes"), Consent("no"), Consent(), Consent()]
    assert isinstance(found[3].person, BadRow)


def test_other_columns_are_ignored_and_the_domain_always_derived() -> None:
    (found,) = leads(
        "notes,email,email_domain,answers.__x,answers.Q?,employees\n1e5,a@x.example,evil.example,1,Yes,7\n"
    )
    assert found.person.facts == {"email_domain": "x.example", "employees": 7, "answers": {"q_": "yes"}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no column named email"),
        ("mail\n", "no column named email"),
        ("email,email\n", "the name “email”"),
        ("email,x,x\n", "the name “x”"),
        ("email,answers.Q?,answers.q!\n", "same answer key q_"),
    ],
)
def test_a_header_that_cannot_be_understood_is_refused(text: str, says: str) -> None:
    with pytest.raises(FileRefusedError, match=says):
        leads(text)


def test_a_state_is_read_back_and_refused_under_other_rules_or_when_damaged() -> None:
    document, other = read_rules(rules()), read_rules(rules(retention={"days": 1}))
    state = RoutingState({"everyone else": 7}, {"ana@example.com": "1", "josé\ufffe@example.com": "2"})
    text = state_text(state, document)
    assert read_state(text.encode(), document) == state
    for damaged in (
        b"",
        b"[]",
        b"{}",
        text.replace("7", "-7").encode(),
        text.replace("everyone", "no").encode(),
        text.replace('"2"', "2").encode(),
    ):
        with pytest.raises(FileRefusedError):
            read_state(damaged, document)
    with pytest.raises(FileRefusedError, match="other rules"):
        read_state(text.encode(), other)
