"""Processes that need not load anew: forks of one in which everything is loaded, and any of them may be killed.

A story runs `serve` as a program; who tells it has `forks`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

from tests.leads.own_database import ROOT

ENDED = "ended "
SECONDS = 600
"""After which a fork is not waited for any longer."""


def serve(parts: dict[str, Callable[..., None]]) -> None:
    """For each line of standard input, the name of a part and its words, a fork that says its process id and does it."""
    for line in sys.stdin:
        name, *about = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            print(os.getpid(), flush=True)
            parts[name](*about)
            sys.exit()
        _, status = os.waitpid(child, 0)
        print(f"{ENDED}{os.waitstatus_to_exitcode(status)}", flush=True)


class Forks:
    """Of one story, one at a time."""

    def __init__(self, process: Popen[str]) -> None:
        self._process = process

    def begin(self, name: str, *about: str | int) -> int:
        """Let a fork do a part; gives its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([name, *about]) + "\n")
        self._process.stdin.flush()
        return int(self.line())

    def line(self) -> str:
        """The next one that the fork says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def said(self, name: str, *about: str | int) -> str:
        """The last line of a part that is done well."""
        self.begin(name, *about)
        lines = [""]
        while not lines[-1].startswith(ENDED):
            lines.append(self.line())
        assert lines[-1] == f"{ENDED}0", lines
        return lines[-2]

    def killed(self, process: int) -> None:
        """The fork of this id is no more, in the middle of whatever it did."""
        os.kill(process, signal.SIGKILL)
        while not (line := self.line()).startswith(ENDED):
            assert line, "the story itself has ended"


@contextmanager
def forks(env: dict[str, str], module: str) -> Iterator[Forks]:
    """Of the story that is a module beside this one, in this environment."""
    with Popen([sys.executable, "-m", module], cwd=ROOT, env=env, stdin=PIPE, stdout=PIPE, text=True) as process:
        yield Forks(process)
