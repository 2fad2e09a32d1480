"""Commands without the second that each takes to load: a process in which everything is loaded already forks for each.

What runs is the command itself, with its own words, standard input, outputs and exit code; how it begins from nothing is
tested in `tests/doors/cli`. Run as a program it answers one line of JSON with another: the words and the folder in which
`in` is and `out` and `err` are to be, the exit code.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 60


class Commands:
    """The commands of one installation."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory(prefix="twofold-command-") as name:
            folder = Path(name)
            (folder / "in").write_text(given)
            self._process.stdin.write(json.dumps([words, name]) + "\n")
            self._process.stdin.flush()
            code = json.loads(self._process.stdout.readline())
            out, err = ((folder / each).read_text() for each in ("out", "err"))
        return subprocess.CompletedProcess(words, code, out, err)


@contextmanager
def preloaded(environment: dict[str, str]) -> Iterator[Commands]:
    """Commands in this environment, until the end."""
    program = [sys.executable, "-m", "tests.journeys.preloaded"]
    with subprocess.Popen(
        program, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Commands(process)


def _become(words: list[str], folder: Path) -> None:
    """In the fork: the command, which ends this process."""
    import signal

    signal.alarm(SECONDS)
    for number, name, how in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        os.dup2(os.open(folder / name, how | os.O_CREAT, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.argv = ["twofold", *words]
    from twofold.doors.cli import main as command

    command()


def _serve() -> None:
    import django

    import twofold.doors.cli.app  # noqa: F401 - what every command loads

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twofold.project.settings")
    django.setup()
    for line in sys.stdin:
        words, folder = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(words, Path(folder))
            return
        _, status = os.waitpid(child, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)


if __name__ == "__main__":
    _serve()
