"""One process of the house: started in a session of its own, ended with everything it started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

_TELL_ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of Linux's prctl
_QUICK = 0.5
_LONGEST = 30.0
_STEADY = 60.0


class Child:
    """A process that is kept running: `ended` says whether it died, `start` brings it back."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._env = dict(env)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = _QUICK
        self._not_before = 0.0

    def start(self) -> None:
        """Start it; when the supervisor is killed, the system ends it too."""
        self._process = subprocess.Popen(  # noqa: S603 (our own commands)
            self._command,
            env=self._env,
            stdout=sys.stderr,  # standard output is for our own few lines
            start_new_session=True,
            preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 (no threads here)
        )
        self._started = time.monotonic()

    def ended(self) -> int | None:
        """Its exit status once it has ended."""
        return None if self._process is None else self._process.poll()

    def restart_when_due(self) -> bool:
        """Start it again after a wait that doubles while it keeps dying; True when it was started."""
        moment = time.monotonic()
        if not self._not_before:
            self._clear_away()
            self._wait = _QUICK if moment - self._started > _STEADY else min(self._wait * 2, _LONGEST)
            self._not_before = moment + self._wait
        if moment < self._not_before:
            return False
        self._not_before = 0.0
        self.start()
        return True

    def stop(self, grace: float) -> None:
        """Ask it to end, wait for `grace` seconds, then end it and all it started."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        self._clear_away()
        self._process.wait()

    def _clear_away(self) -> None:
        """End what is left of its process group."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def end_with_parent() -> None:
    """In a new process on Linux: get SIGTERM when the parent dies, however it dies."""
    ctypes.CDLL(None).prctl(_TELL_ON_PARENTS_DEATH, signal.SIGTERM)


def fail(sentence: str, status: int = 1) -> int:
    """Say why on standard error; gives the exit status, as a shell counts one that a signal ended."""
    print(sentence, file=sys.stderr, flush=True)
    return status if status > 0 else 128 - status
