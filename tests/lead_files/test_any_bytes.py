"""Whatever the bytes, the library refuses or reads; and reads what csv wrote, wherever blocks are cut."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn import many
from tests.lead_files.make import KINDS, lead_file
from tests.lead_files.reading import WE, opened
from twofold.rules.csv_files.blocks import Layout, Origin
from twofold.rules.csv_files.records import Records
from twofold.rules.lead_files import FileRefused, Limits, MappingInvalid, open_lead_file

PIECES = st.sampled_from(
    [
        b"email",
        b",",
        b";",
        b"\t",
        b'"',
        b'""',
        b"\n",
        b"\r\n",
        b"\r",
        b"\x00",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xc3\xbc",
        b"a@b.example",
        b" ",
        b"--",
        b"Attendee Details",
        b"Attended,Email,Join Time,Leave Time",
        b"Order #,Attendee Status",
        b"country",
        b"sep=;",
        b"yes",
        b"1-20",
        b"03/04/2026 1:00 PM",
    ]
)
ROUGH = st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(b"".join))
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\r\n\t")
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.text(LETTERS, max_size=12), min_size=width, max_size=width), min_size=1, max_size=12
    )
)


class Dripping(io.BytesIO):
    """A stream that gives few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size, 7) if size and size > 0 else size)


def outcome(data: bytes, limits: Limits, stream: type[io.BytesIO] = io.BytesIO) -> list[object]:
    """All that comes out: rows, then how it ended."""
    seen: list[object] = []
    try:
        file = open_lead_file(stream(data), recipients=WE, limits=limits)
        seen.append((file.format, file.columns, file.meta, file.mapping))
        seen.extend(row[:5] for row in file.rows())
    except FileRefused as refused:
        seen.append((refused.message, refused.line, refused.column))
    except MappingInvalid as invalid:
        seen.append(invalid.errors)
    return seen


@settings(max_examples=many(400), deadline=None)
@given(ROUGH)
def test_any_bytes_are_read_or_refused_and_blocks_never_matter(data: bytes) -> None:
    small = Limits(cell=40, columns=8, rows=20)
    expected = outcome(data, small)
    assert expected
    for block in (1, 5, 64):
        assert outcome(data, Limits(cell=40, columns=8, rows=20, block=block)) == expected
    assert outcome(data, small, Dripping) == expected


@settings(max_examples=many(200), deadline=None)
@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.integers(1, 50))
def test_any_table_that_csv_wrote_is_read_equal(table: list[list[str]], delimiter: str, end: str, block: int) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    start = Origin(0, 1, 0)
    records = Records(io.BytesIO(out.getvalue().encode()), Layout(start, delimiter), Limits(block=block))
    read = list(records.read(start))
    assert [cells for _, _, _, cells in read] == table
    for number, line, origin, cells in read:
        again = next(found for found in records.read(origin) if found[0] == number)
        assert (again[1], again[3]) == (line, cells)


def test_blocks_never_change_what_a_real_file_says() -> None:
    for kind in KINDS:
        data = lead_file(kind, 30)
        expected = outcome(data, Limits())
        assert len(expected) == 31
        for block in (1, 13, 100, 4096):
            assert outcome(data, Limits(block=block)) == expected


def test_a_file_cut_anywhere_is_read_or_refused_but_never_half_a_row() -> None:
    data = lead_file("hubspot", 3)
    whole = list(opened(data).rows())
    for cut in range(len(data)):
        result = outcome(data[:cut], Limits())
        for row in result[1:]:
            if len(row) == 5 and row[4] is None:
                assert (
                    row[:4] in [known[:4] for known in whole]
                    or cut > len(data) - 30
                    or row[1] == whole[row[0] - 1].line
                )
