"""Writing a result whole or not at all: first beside its place, then moved there."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO


class Output:
    """A text file that comes into being when `finish` is called, and not before.

    Without a path, or where the path is a device or pipe, the text is kept aside and copied
    at the end. `private` makes the file readable by its owner only.
    """

    def __init__(self, path: Path | None, *, private: bool = False) -> None:
        self.path = path.resolve() if path is not None else None
        self._moved: Path | None = None
        self.file: IO[bytes]
        if self.path is None or (self.path.exists() and not self.path.is_file()):
            self.file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as this object)
            return
        self._moved = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        mode = 0o600 if private else 0o666
        self.file = os.fdopen(os.open(self._moved, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb", 1 << 20)

    def write(self, text: str) -> None:
        """Add text, as UTF-8."""
        self.file.write(text.encode())

    def flush(self) -> None:
        """Make sure that all text could be written, so that `finish` only has to move it."""
        self.file.flush()
        if self._moved is not None:
            os.fsync(self.file.fileno())

    def finish(self) -> None:
        """Put the text in its place."""
        if self._moved is not None and self.path is not None:
            self.file.close()
            self._moved.replace(self.path)
            self._moved = None
            return
        self.file.seek(0)
        if self.path is None:
            shutil.copyfileobj(self.file, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            with self.path.open("wb") as there:
                shutil.copyfileobj(self.file, there)
        self.file.close()

    def discard(self) -> None:
        """Leave nothing behind; harmless after `finish`."""
        self.file.close()
        if self._moved is not None:
            self._moved.unlink(missing_ok=True)
            self._moved = None
