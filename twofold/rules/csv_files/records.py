"""A CSV file as a stream of records in flat memory, each with its line; broken ones are refused with their place.

The csv module reads the cells; this adds what it lacks: places, encodings, caps, resuming, and an open quote
that does not swallow the file. Where blocks are cut never changes what is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from twofold.rules.csv_files.blocks import BadLine, Layout, Origin, blocks_of
from twofold.rules.csv_files.limits import Limits
from twofold.rules.csv_files.line_feed import Feed
from twofold.rules.csv_files.refusal import FileRefused


class Records:
    """The records of one file. `unterminated` is true once the last line was read and had no line end."""

    def __init__(self, stream: BinaryIO, layout: Layout, limits: Limits) -> None:
        self.stream = stream
        self.layout = layout
        self.limits = limits
        self.unterminated = False

    def read(self, start: Origin) -> Iterator[tuple[int, int, Origin, list[str]]]:
        """Yield (number from 1, line it begins on, origin to resume from, cells); empty lines are not counted.

        Raises `FileRefused` at the first record that cannot be read, after all records before it.
        """
        feed = Feed(start.line, self.layout.delimiter, self.limits, bare_return=self.layout.bare_return)
        blocks = blocks_of(self.stream, start.offset, start.line, self.layout, self.limits)
        reader = csv.reader(chain.from_iterable(feed.lines(blocks)), delimiter=self.layout.delimiter, strict=True)
        line, number, origin = start.line, start.records, start
        try:
            for record in reader:
                after = start.line + reader.line_num
                if feed.fresh:
                    if feed.fresh[0].line == line:
                        origin = Origin(feed.fresh[0].offset, line, number)
                    self.unterminated = feed.taken()
                if feed.long_lines or after != line + 1 or len(record) > self.limits.columns:
                    feed.check_size(record)
                begun, feed.line = line, after
                line = after
                if record:
                    number += 1
                    yield number, begun, origin, record
        except csv.Error as error:
            feed.refuse_if_broken("", at_end=True)
            raise FileRefused(f"Line {line} cannot be read as CSV: {error}.", line=line) from None
        except BadLine as bad:
            feed.refuse_if_broken(bad.before.decode("utf-8"), at_end=False)  # what comes first on the line is told
            raise bad.refused(self.layout.delimiter, begins_record=bad.line == line) from None
