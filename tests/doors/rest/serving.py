"""The real server on a file database, for what Django's test client cannot show: streams."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.blank import blank

STORY = Path(__file__).with_name("story.py")


def _env(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ours = {"TWOFOLD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(Path.cwd())}
    return {**kept, **ours, "ALLOWED_HOSTS": "127.0.0.1"}


def tell(data: Path, part: str) -> str:
    """Let another process do a part of the story on the same database."""
    told = subprocess.run(
        [sys.executable, str(STORY), part], env=_env(data), check=True, capture_output=True, text=True
    )
    return told.stdout


@contextmanager
def served(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A server with two companies and a rival: its address, and the tokens and ids of the story."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = json.loads(tell(blank(data), "begin").splitlines()[-1])
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers-kill-timeout", "1s"]
    command += ["--host", "127.0.0.1", "--port", str(port), "twofold.project.asgi:application"]
    server = subprocess.Popen(
        command, env=_env(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _until_alive(address)
        yield address, {**told, "data": data}
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(10)


def _until_alive(address: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/healthz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 20 seconds")
