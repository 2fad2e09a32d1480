"""Servers under measurement: started on free ports, ended by their process ids."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKERS = 2


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, path: str, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers 200 at `path` before the body runs, and is gone after it."""
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=sys.stderr, start_new_session=True)
    try:
        wait_until(port, path, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(port: int, path: str, process: subprocess.Popen[bytes], seconds: float = 60) -> float:
    """Seconds until the server answered 200. Errors: RuntimeError when it ended or took too long."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException):
            line.request("GET", path)
            if line.getresponse().status == http.HTTPStatus.OK:
                return time.perf_counter() - begun
        line.close()
        time.sleep(0.01)
    raise RuntimeError(f"the server was not ready within {seconds} s")


def twofold(port: int, data: Path, workers: int = WORKERS) -> list[str]:
    """The house as people start it."""
    return [
        sys.executable,
        "-m",
        "twofold.doors.cli",
        "serve",
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--data",
        str(data),
    ]


def bare(port: int, app: str, workers: int = WORKERS) -> list[str]:
    """Granian with an application of bench/limits."""
    options = [
        "--interface",
        "asgi",
        "--no-ws",
        "--workers-kill-timeout",
        "1s",
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    return [
        sys.executable, "-m", "granian", *options, "--port", str(port), "--workers", str(workers), f"bench.limits.{app}:application"
    ]  # fmt: skip


def memory_of(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Process id and name → resident megabytes (shared pages counted once for each), of a server and all below it."""
    found = {}
    for pid in [process.pid, *below(process.pid)]:
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            told = {line.partition(":")[0]: line.partition(":")[2].split() for line in lines}
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            name = "web" if b"granian" in b" ".join(words) else "worker" if b"worker" in words else "supervisor"
            found[f"{name} {pid}"] = int(told["VmRSS"][0]) // 1024
    return found


def seconds_of(process: subprocess.Popen[bytes]) -> float:
    """The processor time that a server and all below it have used, in seconds."""
    ticks = 0
    for pid in [process.pid, *below(process.pid)]:
        with contextlib.suppress(OSError):
            numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(numbers[11]) + int(numbers[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def below(pid: int) -> list[int]:
    """All processes that descend from one."""
    with contextlib.suppress(OSError):
        children = [
            int(each)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for each in (task / "children").read_text().split()
        ]
        return [*children, *(deeper for child in children for deeper in below(child))]
    return []
