"""A bad row is one sentence with its place, and the others go on."""

from tests.lead_files.reading import rows


def test_each_problem_names_its_row_and_line_and_what_to_do() -> None:
    assert {lead.number: lead.problem for lead in rows("bad_rows") if lead.problem} == {
        2: "Row 2, line 3: there is no e-mail: add it, or leave the row out.",
        3: "Row 3, line 4: the e-mail is not an address like name@company.com.",
        4: "Row 4, line 5: “Atlantis” is no country we know: write its name in English, German or French, or its two-letter code.",
        5: "Row 5, line 6: the number of employees “many” is neither a number nor a range: write 250 or 51-100.",
        6: "Row 6, line 7: it has 5 cells, but the header has 4 columns: a cell with a comma in it needs quotes.",
    }


def test_blank_records_are_counted_and_passed_over_and_missing_cells_are_absent() -> None:
    assert [lead.number for lead in rows("bad_rows")] == [1, 2, 3, 4, 5, 6, 8]
    assert rows("bad_rows")[-1].cells == {"email": "eve@west.example.com"}


def test_empty_cells_beyond_the_header_are_no_problem() -> None:
    assert rows("email,country\na@b.example,DE,,\n")[0].problem is None


def test_cells_that_do_not_fit_are_left_out_and_the_others_are_cleaned() -> None:
    (lead,) = rows("email,country,employees,minutes,attended\na@b.example,Allemagne,many,x,perhaps\n")
    assert lead.cells == {"email": "a@b.example", "country": "DE"}
    assert lead.problem == (
        "Row 1, line 2: the number of employees “many” is neither a number nor a range: write 250 or 51-100. "
        "The minutes “x” are no number: write 45 or 45.5. “perhaps” does not say whether the person attended: write yes or no."
    )


def test_everything_that_is_wrong_with_a_row_is_told_the_e_mail_too() -> None:
    broken, shifted, unsayable = rows(
        "email,country,registered_at\n,Atlantis,soon\nnobody,DE,2026-03-01,x\nada@-north-.example.com,Atlantis,\n"
    )
    assert broken.problem is not None
    assert broken.problem.count(": ") == 4
    assert "“Atlantis” is no country" in broken.problem
    assert "The date “soon” cannot be read" in broken.problem
    assert broken.problem.endswith("There is no e-mail: add it, or leave the row out.")
    assert shifted.problem == (
        "Row 2, line 3: it has 4 cells, but the header has 3 columns: a cell with a comma in it needs quotes. "
        "The e-mail is not an address like name@company.com."
    )
    assert unsayable.problem is not None
    assert unsayable.problem.endswith("two-letter code. The e-mail is not an address like name@company.com.")


def test_a_cell_too_many_is_told_in_terms_of_what_separates_the_cells() -> None:
    (lead,) = rows("email;company\na@b.example;Abt;Söhne\n")
    assert lead.problem == (
        "Row 1, line 2: it has 3 cells, but the header has 2 columns: a cell with a semicolon in it needs quotes."
    )


ZOOM = "Attended,Email,Join Time,Leave Time,Time in Session (minutes)\n"


def test_somebody_who_came_back_has_the_problems_of_all_their_lines_up_to_a_bound() -> None:
    (lead,) = rows(ZOOM + "Yes,a@b.example,,,x\nYes,a@b.example,,,y\n")
    assert lead.problem == (
        "Line 2: the minutes “x” are no number: write 45 or 45.5. Line 3: the minutes “y” are no number: write 45 or 45.5."
    )
    (lead,) = rows(ZOOM + "Yes,a@b.example,,,x\n" * 5000)
    assert lead.problem is not None
    assert len(lead.problem) < 1200
    assert lead.problem.endswith("More lines of the same person have errors.")
