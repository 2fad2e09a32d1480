"""Facts: one form for every cell, before any engine sees it."""

import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.lead_share.example import facts_of_cells, facts_of_values
from twofold.rules.canonical import canonical_hash
from twofold.rules.lead_share import BadRow, input_hash
from twofold.rules.lead_share.address import address_key
from twofold.rules.lead_share.normal_text import answer_key, is_normal, lower, normal_text
from twofold.rules.lead_share.times import utc_text


def fact(name: str, cell: str) -> Any:
    found = facts_of_cells({"email": "a@example.com", name: cell})
    return "bad" if isinstance(found, BadRow) else found.get(name)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("country", " de\u00a0", "DE"),
        ("country", "Germany", "bad"),
        ("country", "D1", "bad"),
        ("country", "", None),
        ("country", " \u2003\t", None),
        ("country", "\u200b", "bad"),
        ("employees", "007", 7),
        ("employees", "-0", 0),
        ("employees", "-12.50", -12.5),
        ("employees", "1e5", "bad"),
        ("employees", "1,000", "bad"),
        ("employees", "+5", "bad"),
        ("employees", ".5", "bad"),
        ("employees", "5.", "bad"),
        ("employees", "\u0661\u0662", "bad"),
        ("employees", "\uff11", "bad"),
        ("employees", "9" * 400, "bad"),
        ("employees", "9007199254740993", 9007199254740992.0),
        ("minutes", "NaN", "bad"),
        ("attended", "TRUE", True),
        ("attended", " False ", False),
        ("attended", "yes", "bad"),
        ("attended", "1", "bad"),
        ("existing_customer_of", "Both", "both"),
        ("existing_customer_of", "us", "bad"),
        ("email_domain", "other.example", "example.com"),
        ("job_title", "  VP  Sales ", "vp  sales"),
        ("job_title", "\u0130I", "ii"),
        ("job_title", "ΣΑΣ", "σασ"),
        ("job_title", "O\u0308", "ö"),
        ("job_title", "H\u0331", "h\u0331"),
        ("job_title", "\x1ca\x1c", "\x1ca\x1c"),
        ("industry", "STRASSE ẞ", "strasse ß"),
        ("unknown", "x", None),
    ],
)
def test_a_cell_becomes_its_normal_form_or_the_row_is_bad(name: str, cell: str, value: Any) -> None:
    found = fact(name, cell)
    assert found == value
    assert type(found) is type(value)


def test_lower_casing_takes_each_code_point_by_its_simple_mapping() -> None:
    for point in range(sys.maxunicode + 1):
        one = chr(point)
        low = lower(f"a{one}")[1:]
        assert len(low) == 1
        assert low == ("i" if one == "\u0130" else one.lower())


@given(st.text())
def test_normal_text_is_nfc_trimmed_and_then_lower(text: str) -> None:
    blanks = "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
    assert normal_text(text) == lower(unicodedata.normalize("NFC", text).strip(blanks))


@given(st.text(st.one_of(st.sampled_from("iIıİjJhHωῳῼΩἐ\u0307\u030c\u0331\u0342\u0345 "), st.characters()), max_size=9))
def test_what_a_cell_becomes_is_normal(cell: str) -> None:
    assert is_normal(normal_text(cell)) is bool(normal_text(cell))


@pytest.mark.parametrize("cell", ["İ\u0300", "i\u0307J\u030c", "Ω\u0342\u0345", "İ\u0308 H\u0331"])
def test_a_capital_that_takes_its_marks_otherwise_than_the_small_letter_is_found_back(cell: str) -> None:
    assert unicodedata.normalize("NFC", normal_text(cell)) != normal_text(cell)
    assert is_normal(normal_text(cell))


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"),
        ("2026-03-01t12:00:00z", "2026-03-01T12:00:00Z"),
        ("2026-03-01T00:30:00.999999999+02:00", "2026-02-28T22:30:00Z"),
        ("2026-03-01T12:00:00-00:00", "2026-03-01T12:00:00Z"),
        ("2026-12-31T23:30:00-23:59", "2027-01-01T23:29:00Z"),
        ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:60Z"),
        ("2015-06-30T23:59:60.5Z", "2015-06-30T23:59:60Z"),
        ("0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z"),
        ("0001-01-01T00:00:00+01:00", "0000-12-31T23:00:00Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
        ("2015-06-29T23:59:60Z", None),
        ("2015-06-30T22:59:60Z", None),
        ("2026-02-29T00:00:00Z", None),
        ("0000-01-01T00:00:00+01:00", None),
        ("9999-12-31T23:59:59-01:00", None),
        ("2026-03-01 12:00:00Z", None),
        ("2026-03-01T12:00:00", None),
        ("2026-03-01T12:00Z", None),
        ("2026-03-01T24:00:00Z", None),
        ("2026-03-01T12:00:61Z", None),
        ("2026-03-01T12:00:00.Z", None),
        ("2026-03-01T12:00:00+24:00", None),
        ("2026-03-01T12:00:00+0200", None),
        ("2026-03-01T12:00:00Z\n", None),
        ("٢026-03-01T12:00:00Z", None),
    ],
)
def test_times_of_rfc_3339_become_utc_in_whole_seconds(text: str, utc: str | None) -> None:
    assert utc_text(text) == utc
    assert fact("registered_at", text.strip()) == (utc or utc_text(text.strip()) or "bad")


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (" Ana@Example.COM ", "ana@example.com"),
        ("ana+news@example.com", "ana+news@example.com"),
        ("a.n.a@example.com", "a.n.a@example.com"),
        ("ana@München.example", "ana@xn--mnchen-3ya.example"),
        ("ana@faß.example", "ana@xn--fa-hia.example"),
        ("ana@XN--mnchen-3ya.example", "ana@xn--mnchen-3ya.example"),
        ("ana@mail。example", "ana@mail.example"),
        ("ana@localhost", "ana@localhost"),
        ("JOSÉ@example.com", "josé@example.com"),
        ("", None),
        ("ana", None),
        ("@example.com", None),
        ("ana@", None),
        ("a@b@example.com", None),
        ("an a@example.com", None),
        ("ana@exam\u00a0ple.com", None),
        ("ana@exam_ple.com", None),
        ("ana@-x.example", None),
        ("ana@x..example", None),
        ("ana@" + "x" * 64 + ".example", None),
        ("ana@" + "x." * 130 + "example", None),
        ("ana@xn--a", None),
        ("ana@\U0001f4a9.example", None),
    ],
)
def test_an_address_becomes_a_key_with_an_a_label_or_none(cell: str, key: str | None) -> None:
    found = address_key(cell)
    assert found == (None if key is None else (key, key.partition("@")[2]))


@given(st.text(alphabet="abz09-.Aä_ ß\u0301", min_size=1, max_size=12))
def test_a_plain_domain_is_what_idna_makes_of_it(domain: str) -> None:
    import idna

    found = address_key(f"a@{domain}")
    try:
        expected = idna.encode(normal_text(domain), uts46=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError):
        expected = None
    if " " in normal_text(f"a@{domain}"):
        expected = None
    assert (found and found[1]) == expected


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("answers.budget", "budget"),
        ("answers.What is your Budget?", "what_is_your_budget_"),
        ("answers.Größe", "gr__e"),
        ("answers.\u0130", "i"),
        ("answers.a.b", "a_b"),
        ("answers.constructor", None),
        ("answers.__proto__", None),
        ("answers._x", "_x"),
        ("answers.", None),
        ("budget", None),
    ],
)
def test_a_header_becomes_an_answer_key(header: str, key: str | None) -> None:
    assert answer_key(header) == key


def test_answers_are_nested_and_always_there() -> None:
    cells = {"email": "a@example.com", "answers.Budget?": " BIG ", "answers.constructor": "x", "answers.__a": "y"}
    assert facts_of_cells(cells) == {"email_domain": "example.com", "answers": {"budget_": "big"}}
    assert facts_of_cells({"email": "a@example.com"}) == {"email_domain": "example.com", "answers": {}}
    assert isinstance(facts_of_cells(cells | {"answers.budget!": "z"}), BadRow)


def test_values_of_an_api_become_the_same_facts_as_cells() -> None:
    values = {
        "email": "a@x.example",
        "employees": 450,
        "minutes": 0.0000001,
        "attended": True,
        "answers": {"Q 1": "Yes"},
        "x": {},
    }
    cells = {
        "email": "a@x.example",
        "employees": "450",
        "minutes": "0.0000001",
        "attended": "true",
        "answers.q_1": "yes",
    }
    assert facts_of_values(values) == facts_of_cells(cells)
    assert facts_of_values({"email": "a@x.example", "employees": None}) == {
        "email_domain": "x.example",
        "answers": {},
    }
    for wrong in (
        {"employees": "many"},
        {"attended": 1},
        {"country": ["DE"]},
        {"answers": []},
        {"minutes": float("inf")},
    ):
        assert isinstance(facts_of_values({"email": "a@x.example", **wrong}), BadRow)
    assert isinstance(facts_of_values({"email": "a@x.example", "source": "\ud800"}), BadRow)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(st.characters(exclude_categories=["Cs"])))
def test_the_input_hash_is_over_the_canonical_form(number: float, text: str) -> None:
    found = facts_of_values({"email": "a@x.example", "employees": number, "industry": text, "answers": {"q": text}})
    assert isinstance(found, dict)
    assert found["employees"] == number
    assert input_hash(found) == canonical_hash(found)
