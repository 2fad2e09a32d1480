"""Real processes for these tests: a data folder of their own, the command as people call it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

from tests.blank import made_once

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "twofold.doors.cli"]
PASSWORD = "a good long password"


def environment(data: Path, **more: str) -> dict[str, str]:
    """As on a fresh machine: SQLite in a folder of its own, whatever database the tests run on."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY", "TWOFOLD_DEMO"}
    }
    return {**kept, "TWOFOLD_DATA": str(data), "PYTHONPATH": str(ROOT), **more}


def twofold(data: Path, *words: str, given: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """One command, to its end."""
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(data, **more),
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def said(done: "subprocess.CompletedProcess[str]") -> Any:
    """What a command that went well printed, as JSON."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def _template() -> tuple[Path, dict[str, str]]:
    """A founded house, made once in a run by the real command, from nothing."""
    with made_once("founded") as folder:
        data, told = folder / "data", folder / "told.json"
        if not told.exists():
            words = ("init", "--company", "Northwind Cloud", "--email", "hanna@northwind.example", "--password-stdin")
            told.write_text(json.dumps(said(twofold(data, *words, given=PASSWORD + "\n"))))
        return data, json.loads(told.read_text())


def founded(data: Path) -> dict[str, str]:
    """A company with an admin, hanna@northwind.example; its ids."""
    template, ids = _template()
    shutil.copytree(template, data)
    return ids


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def children(pid: int) -> dict[str, int]:
    """The processes a supervisor started: `web` and `worker` → process id."""
    found: dict[str, int] = {}
    for each in Path("/proc").iterdir():
        if not each.name.isdigit():
            continue
        try:
            parent = int((each / "stat").read_text().rpartition(")")[2].split()[1])
            words = (each / "cmdline").read_bytes().decode().split("\0")
        except (OSError, ValueError):
            continue
        if parent == pid and len(words) > 1:
            found["web" if "granian" in words else words[-2]] = int(each.name)
    return found


def alive(pid: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(happens: Any, seconds: float = 15) -> bool:
    """Wait for something; False when it did not come about."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return False


def answers(port: int, path: str = "/readyz") -> int:
    """The status of a page, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return 0
