"""Columns mean what their headers say, or what a person chooses."""

import pytest

from tests.lead_files.reading import opened, rows
from twofold.rules.lead_files import FIELDS, MappingInvalid


def test_a_plain_file_without_email_needs_a_mapping_and_is_read_with_one() -> None:
    file = opened("contact,land\na@b.example,Deutschland\n")
    assert file.needs_mapping
    assert file.suggested_mapping == {"contact": "", "land": "country"}
    with pytest.raises(MappingInvalid, match="No column means the e-mail"):
        next(file.rows())
    (lead,) = rows("contact,land\na@b.example,Deutschland\n", mapping={"contact": "email", "land": "answers.land"})
    assert lead.cells == {"email": "a@b.example", "answers.land": "Deutschland"}


def test_every_error_of_a_mapping_is_told_at_once() -> None:
    with pytest.raises(MappingInvalid) as caught:
        opened("a,b,c\n1,2,3\n", mapping={"a": "shoe size", "b": "country", "c": "country", "d": "email"})
    assert [error.field for error in caught.value.errors] == ["a", "c", "d", "email"]
    assert (
        caught.value.errors[0].message
        == "There is no field “shoe size”: choose a field from the list for column “a”, or none."
    )


def test_one_question_for_both_companies_counts_for_each() -> None:
    (lead,) = rows("email,May Host Ltd and Globex contact me? I agree\na@b.example,yes\n")
    assert (lead.cells["consent.host"], lead.cells["consent.partner"]) == ("yes", "yes")


def test_two_questions_for_one_company_and_questions_for_nobody_mean_nobody() -> None:
    mapping = opened(
        "email,I agree to mail by Globex,I agree to calls by Globex,I agree to the terms\na@b.example,1,1,1\n"
    ).suggested_mapping
    assert list(mapping.values()) == ["email", "", "", ""]


def test_fact_names_win_over_aliases_and_a_field_is_given_once() -> None:
    mapping = opened(
        "Work email,email,Land,country,answers.Budget (EUR),email_domain\nx,a@b.example,x,DE,1,z\n"
    ).suggested_mapping
    assert list(mapping.values()) == ["", "email", "", "country", "answers.budget__eur_", ""]


def test_reserved_answer_keys_are_left_out() -> None:
    mapping = opened("email,answers.constructor,answers.__proto__\na@b.example,1,2\n").suggested_mapping
    assert list(mapping.values()) == ["email", "", ""]


def test_custom_questions_of_known_tools_become_answers() -> None:
    text = "Attended,Email,Join Time,Leave Time,What is your budget?\nYes,a@b.example,x,y,100\n"
    assert rows(text)[0].cells["answers.what_is_your_budget_"] == "100"


def test_the_mapping_page_has_a_label_and_a_meaning_for_each_field() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS) == 24
    assert all(field.label and field.meaning.endswith(".") for field in FIELDS)
