"""What comes before the start: migrations, checks, the demo; left out where nothing has changed since the last time."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping

from .child import end_with_parent, fail

_LOOK_SECONDS = 0.25


def needed(env: Mapping[str, str]) -> bool:
    """Whether the start must wait for the preparation: something has changed since the last one."""
    command = [sys.executable, "-m", "twofold.doors.cli.serving.prepared_state", env["TWOFOLD_DATA"]]
    return subprocess.run(command, env=dict(env), check=False).returncode != 0  # noqa: S603 (our own command)


def prepare(env: Mapping[str, str], stop: threading.Event) -> str | int:
    """Migrations, checks and the demo, in a process of their own; its words for after the start, or its exit status."""
    command = [sys.executable, "-m", "twofold.doors.cli", "prepare"]
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 (our own command)
        command,
        env=dict(env),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 (no threads here)
    ) as process:
        words = _words(process, stop)
    if stop.is_set():
        return 0
    if process.returncode:
        took = time.monotonic() - started
        return fail(f"Twofold could not be prepared (after {took:.1f} s); the reason stands above.", process.returncode)
    return words


def _words(process: "subprocess.Popen[str]", stop: threading.Event) -> str:
    while True:
        try:
            return process.communicate(timeout=_LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            if stop.is_set():
                process.terminate()
