"""Files that only call themselves CSV: known by their first bytes, never by their name."""

from __future__ import annotations

from twofold.rules.lead_files.refusal import FileRefused

SAVE_AS = "choose “Save as”, then “CSV UTF-8 (comma delimited)”, and upload that file."

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
    (b"PAR1", "This is a Parquet file, not a CSV file: export the list as CSV from the tool it comes from."),
)
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<meta")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
WORKBOOK_PARTS = (b"[Content_Types].xml", b"xl/", b"_rels/")
SAMPLE = 4096
WIDE_SHARE = 4  # UTF-16 of Western text has a NUL for every other byte; a quarter is plenty of evidence


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
    if sample.startswith(WIDE_MARKS) or sample.count(0) * WIDE_SHARE > max(len(sample), WIDE_SHARE):
        raise FileRefused(
            f"This file is written in UTF-16 (“Unicode text”), not in UTF-8: open it in a spreadsheet, {SAVE_AS}",
            line=1,
        )
    text = sample.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(MARKUP):
        raise FileRefused(
            f"This is a web page (HTML or XML), not a CSV file, although it may open in Excel: open it there, {SAVE_AS}",
            line=1,
        )
    if text.startswith((b"{", b"[{")):
        raise FileRefused("This is JSON, not a CSV file: export the list as CSV from the tool it comes from.", line=1)
