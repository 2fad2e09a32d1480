"""`twofold serve`, as a real process: start, ready, restart, stop."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doors.cli.house import COMMAND, alive, answers, children, environment, founded, free_port, twofold, until


class Server:
    """A running house."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port)],
            env=environment(data),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ready(self) -> str:
        """The line it prints when it is ready."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("serve") / "data"
    founded(data)
    found = Server(data)
    assert found.ready() == f"Twofold is ready at http://127.0.0.1:{found.port}"
    yield found
    found.process.kill()
    found.process.wait()


def test_when_it_says_ready_it_is(server: Server) -> None:
    assert answers(server.port) == 200
    assert answers(server.port, "/healthz") == 200


def test_a_worker_that_was_killed_comes_back_and_what_it_did_is_done_again(server: Server) -> None:
    first = children(server.process.pid)["worker"]
    os.kill(first, signal.SIGKILL)
    assert until(lambda: children(server.process.pid).get("worker", first) != first)
    assert until(lambda: answers(server.port) == 200)


def test_a_web_server_that_was_killed_comes_back(server: Server) -> None:
    os.kill(children(server.process.pid)["web"], signal.SIGKILL)
    assert until(lambda: answers(server.port) == 0)
    assert until(lambda: answers(server.port) == 200)


def test_a_taken_port_is_said_in_a_sentence(server: Server, tmp_path: Path) -> None:
    done = twofold(tmp_path, "serve", "--port", str(server.port))
    assert done.returncode == 1
    assert done.stderr == f"Port {server.port} is taken by another program. Stop it, or choose another with --port.\n"


def test_the_whole_house_needs_less_than_300_megabytes(server: Server) -> None:
    assert until(lambda: answers(server.port) == 200)
    total = 0
    for pid in _family(server.process.pid):
        status = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("Pss:"))
    assert total / 1024 < 300


def test_a_running_server_keeps_a_restore_away(server: Server, tmp_path: Path) -> None:
    saved = tmp_path / "saved.tar.gz"
    assert twofold(server.data, "backup", str(saved)).returncode == 0
    done = twofold(server.data, "restore", "--force", str(saved))
    assert done.returncode == 1
    assert done.stderr == "A server runs on this data. Stop it first, then restore.\n"


def test_nothing_is_written_beside_the_data(server: Server) -> None:
    """A container may write into its volume and nowhere else."""
    assert [each for each in server.data.parent.iterdir() if each != server.data] == []


def test_stopping_it_stops_everything_within_five_seconds_and_leaves_no_process(tmp_path: Path) -> None:
    founded(tmp_path / "data")
    found = Server(tmp_path / "data")
    found.ready()
    family = _family(found.process.pid)
    crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # who shares a processor with others waits for them
    found.process.send_signal(signal.SIGINT)
    assert found.process.wait(5 * crowd) == 0
    assert not [pid for pid in family if alive(pid)]


def test_a_supervisor_that_was_killed_leaves_nothing_running(tmp_path: Path) -> None:
    founded(tmp_path / "data")
    found = Server(tmp_path / "data")
    found.ready()
    family = _family(found.process.pid)
    found.process.kill()
    found.process.wait()
    assert until(lambda: not [pid for pid in family if alive(pid)])
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", found.port))


def _family(pid: int) -> list[int]:
    below = list(children(pid).values())
    return [pid, *below, *[each for one in below for each in children(one).values()]]


def test_open_to_other_machines_without_an_address_for_people_it_says_so(tmp_path: Path) -> None:
    env = {
        name: value
        for name, value in environment(tmp_path / "data").items()
        if name not in ("BASE_URL", "ALLOWED_HOSTS")
    }
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))  # noqa: S104 - so that it ends at once
        taken.listen(1)
        command = [*COMMAND, "serve", "--host", "0.0.0.0", "--port", str(taken.getsockname()[1])]  # noqa: S104
        said = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert "BASE_URL is not set" in said.stderr
    assert "taken by another program" in said.stderr
