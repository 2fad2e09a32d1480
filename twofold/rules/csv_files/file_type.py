"""Files that only call themselves CSV: known by their first bytes, never by their name."""

from __future__ import annotations

from twofold.rules.csv_files.refusal import FileRefused

SAVE_AS = "choose “Save as”, then “CSV UTF-8 (comma delimited)”, and upload that file."

PICTURE = "This is a picture, not a CSV file: upload the list itself, exported as CSV from the tool it comes from."
RECORDING = (
    "This is a recording, not a CSV file: upload the list of who came, exported as CSV from the tool it comes from."
)
STARTS: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        f"This is an old Excel workbook (.xls), not a CSV file: open it in Excel, {SAVE_AS}",
    ),
    (b"%PDF", "This is a PDF, not a CSV file: export the list as CSV from the tool it comes from."),
    (b"\x1f\x8b", "This is a gzip archive, not a CSV file: unpack it and upload the CSV file inside."),
    (
        b"7z\xbc\xaf\x27\x1c",
        "This is a 7z archive, not a CSV file: unpack it and upload the CSV file inside.",
    ),
    (b"Rar!\x1a\x07", "This is a RAR archive, not a CSV file: unpack it and upload the CSV file inside."),
    (b"{\\rtf", f"This is a text document (RTF), not a CSV file: open the list in a spreadsheet, {SAVE_AS}"),
    *((start, PICTURE) for start in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")),
    *((start, RECORDING) for start in (b"ID3\2", b"ID3\3", b"ID3\4", b"OggS\0", b"\x1a\x45\xdf\xa3")),
    (b"SQLite format 3\0", "This is an SQLite database, not a CSV file: export the list as CSV from it."),
    (b"PAR1", "This is a Parquet file, not a CSV file: export the list as CSV from the tool it comes from."),
)
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<meta")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
PICTURE_KINDS = (b"WEBP", b"heic", b"heix", b"mif1", b"avif")
WORKBOOK_PARTS = (b"[Content_Types].xml", b"xl/", b"_rels/")
SAMPLE = 4096
WIDE_SHARE = 4  # UTF-16 of Western text has a NUL for every other byte; a quarter is plenty of evidence
ONE_PLACE = 10  # …and they stand in every other place, all but a tenth of them; NULs that fill a file up do not
FEW_CONTROLS = 8
CONTROL_SHARE = 20  # one in twenty: no text has so many
CONTROLS = bytes([*range(0x01, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])


def refuse_disguised(head: bytes) -> None:
    """Raise `FileRefused` if the first bytes belong to another kind of file than a text table."""
    if head.startswith(b"PK\x03\x04"):
        if any(part in head for part in WORKBOOK_PARTS):
            raise FileRefused(f"This is an Excel workbook (.xlsx), not a CSV file: open it in Excel, {SAVE_AS}")
        raise FileRefused("This is a ZIP archive, not a CSV file: unpack it and upload the CSV file inside.")
    for start, message in STARTS:
        if head.startswith(start):
            raise FileRefused(message)
    sample = head[:SAMPLE]
    if (head.startswith(b"RIFF") and b"\0" in head[4:32]) or (head[:1] == b"\0" and head[4:8] == b"ftyp"):
        raise FileRefused(PICTURE if head[8:12] in PICTURE_KINDS else RECORDING)
    if sample.startswith(WIDE_MARKS) or is_wide(sample):
        raise FileRefused(
            f"This file is written in UTF-16 (“Unicode text”), not in UTF-8: open it in a spreadsheet, {SAVE_AS}",
            line=1,
        )
    if _binary(sample):
        raise FileRefused(
            "This is a binary file, not a CSV file: export the list as CSV from the tool it comes from.", line=1
        )
    text = sample.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(MARKUP):
        raise FileRefused(
            f"This is a web page (HTML or XML), not a CSV file, although it may open in Excel: open it there, {SAVE_AS}",
            line=1,
        )
    if text.startswith((b"{", b"[{")):
        raise FileRefused("This is JSON, not a CSV file: export the list as CSV from the tool it comes from.", line=1)


def is_wide(sample: bytes) -> bool:
    """Whether this is UTF-16 without a mark: many NULs, and nearly all of them at even places or at odd ones."""
    found = sample.count(0)
    even = sample[::2].count(0)
    return found * WIDE_SHARE > max(len(sample), WIDE_SHARE) and min(even, found - even) * ONE_PLACE <= found


def _binary(sample: bytes) -> bool:
    """Whether this is no text at all: nothing but NULs, or full of control characters."""
    text = sample.replace(b"\0", b"")
    controls = len(text) - len(text.translate(None, CONTROLS))
    return bool(sample and not text) or controls >= max(FEW_CONTROLS, len(text) // CONTROL_SHARE)
