"""A house of its own for the journeys: `twofold serve` as a real process, the command line, and the mails it wrote."""

from __future__ import annotations

import email
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, TypeVar

from tests.blank import blank
from tests.journeys.preloaded import Commands, preloaded

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "twofold.doors.cli"]
PASSWORD = "correct horse, two stables"
Found = TypeVar("Found")


@dataclass
class House:
    """A running installation: its data folder and its address."""

    data: Path
    address: str
    commands: Commands

    def twofold(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """One command on this installation, to its end."""
        return self.commands.run(*words, given=given)

    def says(self, *words: str, given: str = "") -> Any:
        """What a command that went well printed, as JSON."""
        done = self.twofold(*words, given=given)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def founded(self, company: str, address: str, name: str) -> dict[str, str]:
        """A company with its admin; `{companyId, personId}`."""
        words = ("init", "--company", company, "--email", address, "--name", name, "--password-stdin", "--another")
        ids: dict[str, str] = self.says(*words, given=PASSWORD + "\n")
        return ids

    def mails(self, to: str) -> list[EmailMessage]:
        """What has been delivered to somebody, oldest first."""
        found = []
        for file in sorted((self.data / "outbox").glob("*.log"), key=lambda each: each.stat().st_mtime_ns):
            for text in re.split(r"^-{79}$", file.read_text(), flags=re.MULTILINE):
                mail = email.message_from_string(text.strip(), policy=default)
                if to in str(mail["To"]):
                    found.append(mail)
        return found

    def links(self, to: str, path: str) -> list[str]:
        """The addresses below `path` in the latest mail to somebody that has any, once the worker has delivered it."""

        def looked() -> list[str]:
            for mail in reversed(self.mails(to)):
                body = mail.get_body(("plain",))
                text = body.get_content() if body else ""
                if links := re.findall(rf"{re.escape(self.address + path)}\S+", text):
                    return links
            return []

        return until(looked, f"a mail to {to} with a link to {path}")


def command(data: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """One command in a data folder, as on a machine where nothing else is set."""
    return subprocess.run(
        [*COMMAND, *words], env=environment(data), input=given, capture_output=True, text=True, timeout=60, check=False
    )


def environment(data: Path) -> dict[str, str]:
    """SQLite in that folder, mails into files, whatever the tests around run on."""
    ours = {"DATABASE_URL", "SECRET_KEY", "TWOFOLD_DEMO", "EMAIL_URL", "BASE_URL", "DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "TWOFOLD_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def until(happens: Callable[[], Found], what: str, seconds: float = 20) -> Found:
    """Wait for something and give it. Errors: AssertionError that names what did not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = happens()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds} s")


@contextmanager
def serving(data: Path) -> Iterator[House]:
    """`twofold serve` on a free port, from ready until it is told to stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    blank(data)
    log = (data.parent / f"serve-{port}.log").open("w+")
    server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment(data), stdout=log, stderr=log)

    def ready() -> bool:
        assert server.poll() is None, f"the server stopped: {Path(log.name).read_text()[-3000:]}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    try:
        until(ready, "a ready server", 40)
        with preloaded(environment(data)) as commands:
            yield House(data, f"http://127.0.0.1:{port}", commands)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()
