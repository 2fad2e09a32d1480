"""A bad file is refused with the exact place and what to do (security rule 36)."""

import io

import pytest

from tests.lead_files.reading import WE, opened, refusal, rows
from twofold.rules.lead_files import FileRefused, Limits, open_lead_file


@pytest.mark.parametrize(
    ("fixture", "line", "column", "says"),
    [
        ("bad_latin1", 3, 2, "looks like Latin-1 (ISO 8859-1), where it reads “Björn”"),
        ("bad_cp1252", 3, 2, "looks like Windows-1252"),
        ("bad_utf16", 1, None, "UTF-16"),
        ("bad_unclosed_quote", 2, 2, "opens a quoted cell here that is not closed before the file ends"),
        ("bad_text_after_quote", 3, 2, "text follows its closing quote on line 4"),
        ("bad_half_file", 3, 1, "end in the middle of line 3: it has 1 of 3 cells"),
        ("bad_nul", 2, 2, "NUL byte"),
        ("bad_control", 3, 2, "control character (code 07)"),
        ("bad_header_only", 1, None, "a header on line 1 but no rows"),
        ("bad_twice", 1, 3, "“Company” stands in the header twice, in columns 2 and 3"),
    ],
)
def test_the_place_of_what_is_wrong_is_named(fixture: str, line: int, column: int | None, says: str) -> None:
    refused = refusal(fixture)
    assert (refused.line, refused.column) == (line, column)
    assert says in refused.message


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "Excel workbook (.xlsx)"),
        (b"PK\x03\x04\x14\x00leads.csv", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook (.xls)"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\n <!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><Workbook>', "web page"),
        (b'[{"email": "a@b.example"}]', "JSON"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\n", "empty"),
        (b",,,\n,,\n", "empty"),
        ("email,name\na@b.example,x\n".encode("utf-16-be"), "UTF-16"),
        ("email,name\na@b.example,x\n".encode("utf-16-le"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\3\x20\0\0\2\x58\x08\6", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
        (b"GIF89a\x01\0\x01\0", "a picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x20ftypmp42\0\0\0\0mp42isom", "a recording"),
        (b"SQLite format 3\0\x10\0\1\1\0", "SQLite"),
        (bytes(range(256)) * 20, "a binary file"),
        (b"\0" * 5000, "a binary file"),
    ],
)
def test_what_is_no_csv_is_called_by_its_name(start: bytes, says: str) -> None:
    assert says in refusal(start).message


def test_rows_before_the_bad_place_are_handed_over_first() -> None:
    leads = opened("bad_latin1").rows()
    assert next(leads).cells["email"] == "ada@north.example.com"
    with pytest.raises(FileRefused, match="Line 3"):
        next(leads)


class Counting(io.BytesIO):
    """A stream that knows how far it was read."""

    furthest = 0

    def read(self, size: int | None = -1) -> bytes:
        part = super().read(size)
        self.furthest = max(self.furthest, self.tell())
        return part


@pytest.mark.parametrize("block", [64, 262_144])
def test_a_cell_of_ten_megabytes_is_refused_without_reading_it_all(block: int) -> None:
    stream = Counting(b"email,notes\na@b.example,ok\nc@d.example," + b"x" * 10_000_000 + b"\n")
    with pytest.raises(
        FileRefused, match="Line 3, column 2 has a cell that is longer than 65,536 characters"
    ) as caught:
        list(open_lead_file(stream, recipients=WE, limits=Limits(block=block)).rows())
    assert (caught.value.line, caught.value.column) == (3, 2)
    assert stream.furthest < 1_000_000


def test_an_open_quote_does_not_swallow_a_large_file() -> None:
    data = b'email,notes\na@b.example,ok\nc@d.example,"oops\n' + b"e@f.example,ok\n" * 100_000
    refused = refusal(data)
    assert (refused.line, refused.column) == (3, 2)
    assert "not closed within 65,536 characters" in refused.message


@pytest.mark.parametrize("size", [65_536, 65_537, 131_072, 140_000])
def test_the_longest_cell_is_64_kib(size: int) -> None:
    data = f"email,notes\na@b.example,{'x' * size}\n".encode()
    if size == 65_536:
        assert len(rows(data)) == 1
    else:
        assert refusal(data).line == 2


def test_quoted_cells_over_several_lines_are_fine_up_to_the_cap() -> None:
    leads = rows('email,notes,country\na@b.example,"' + "x\n" * 20_000 + '",DE\nc@d.example,,AT\n')
    assert [lead.line for lead in leads] == [2, 20_003]
    assert leads[0].cells["country"] == "DE"


def test_too_many_columns_and_too_many_rows_are_refused() -> None:
    wide = ",".join(["email", *(f"c{n}" for n in range(500))])
    assert "more than 500" in refusal(wide + "\na@b.example\n").message
    refused = refusal("email\na@b.example\nc@d.example\n", Limits(rows=1))
    assert (refused.line, refused.message) == (
        3,
        "Line 3: the file has more than 1 rows: split it and upload the parts.",
    )


def test_a_line_of_endless_commas_is_refused() -> None:
    refused = refusal(b"email,notes\na@b.example" + b"," * 3_000_000)
    assert (refused.line, "more than 500 cells" in refused.message) == (2, True)


def test_a_lone_carriage_return_is_named() -> None:
    refused = refusal(b"email,notes\na@b.example,x\ry\nc@d.example,z\n")
    assert (refused.line, refused.column) == (2, 2)


def test_commas_and_semicolons_that_could_both_separate_are_refused() -> None:
    assert "commas and semicolons" in refusal("a;b,c\n1;2,3\n").message
    assert opened("email;Company, legal form;Country\na@b.example;x, y;DE\n").columns == [
        "email",
        "Company, legal form",
        "Country",
    ]


def test_a_last_line_without_line_end_is_fine_when_it_is_whole() -> None:
    assert len(rows("email,country\na@b.example,DE")) == 1


def test_a_file_cut_inside_a_character_is_told_as_half_a_file() -> None:
    assert "only half here" in refusal("email,lastName\na@b.example,Bjö".encode()[:-1]).message


@pytest.mark.parametrize(
    ("data", "line", "column", "what"),
    [
        ("ada@north.example.com,Ada,DE\nbob@north.example.com,Bob,AT\n", 1, 1, "an e-mail address"),
        ("\nAda;Ada North <ada@north.example.com>;DE\nBob;bob@north.example.com;AT\n", 2, 2, "an e-mail address"),
        ("ada@north.example.com,newsletter,email\nbob@north.example.com,newsletter,email\n", 1, 1, "an e-mail address"),
        ("Ada,,2026-03-01 10:00\nBob,bob@north.example.com,2026-03-01 11:00\n", 1, 3, "a date"),
        ("Ada,,450\nBob,bob@north.example.com,12\n", 1, 3, "a number"),
        ("Ada,,+49 30 000000\nBob,bob@north.example.com,\n", 1, 3, "a telephone number"),
        ("Ada,,Yes\nBob,bob@north.example.com,No\n", 1, 3, "an answer"),
    ],
)
def test_a_lead_where_the_headings_should_be_is_noticed(data: str, line: int, column: int, what: str) -> None:
    refused = refusal(data)
    assert (refused.line, refused.column) == (line, column)
    assert refused.message == (
        f"Line {line}, column {column}: the first row looks like a lead, not like headings: it holds {what} here. "
        "Put a row above it that names the columns, such as email, first name, company, and upload the file again."
    )


@pytest.mark.parametrize(
    "header",
    [
        "Email,First Name,news@acme.example.com",
        "Wer,Wo,Was",
        "Correo,Nombre,Pregunta 1",
        "email,2024,2025",
        "E-mail,I agree to be contacted by sales@acme.example.com",
    ],
)
def test_headings_in_any_words_stay_headings(header: str) -> None:
    assert opened(f"{header}\na@b.example,x,y\n").columns == header.split(",")


def test_nul_bytes_that_fill_a_file_up_are_named_with_their_place() -> None:
    whole = b"email,name\nada@north.example.com,Ada\n"
    for padded, line, column in (
        (whole + b"\0" * 4096, 3, 1),
        (whole + b"bob@nor" + b"\0" * 505, 3, 1),
        (b"\0" * 512 + whole, 1, 1),
        (whole + b"bob@north.example.com,B" + b"\0" * 300_000 + b"\n", 3, 2),
    ):
        refused = refusal(padded)
        assert (refused.line, refused.column) == (line, column)
        assert refused.message == (
            f"Line {line}, column {column}, is filled up with NUL bytes, so the file seems to be damaged or only half "
            "written: export or download it again."
        )
