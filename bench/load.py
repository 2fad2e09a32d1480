r"""A cheap client: keep-alive connections over raw sockets and epoll, in a process of its own.

`python -m bench.load '{"port": …, "requests": ["GET /… HTTP/1.1\r\n…"], "clients": 8, "seconds": 2}'` prints
`{"rate", "p50", "p95", "p99", "statuses", "bytes", "own_cpu"}`: answers a second, milliseconds, how often each status
came, bytes of one answer, and what the client itself took of a processor for one, in milliseconds. Each connection sends its next request when the answer to the last one is complete. `{n}` in a request
is replaced by a running number and its Content-Length is fitted.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from .servers import seconds_of

_END = b"\r\n\r\n"
_LENGTH = b"content-length:"
_BODY = {b"304", b"204"}


class Connection:
    """One client: what it awaits and since when."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self.got = b""
        self.missing = -1

    def send(self, request: bytes) -> None:
        """Ask, and start the clock."""
        self.got, self.missing = b"", -1
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes:
        """The status when the answer is complete, nothing before."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed the connection")
        if self.missing >= 0:
            self.missing -= len(piece)
        else:
            self.got += piece
            end = self.got.find(_END)
            if end < 0:
                return b""
            head = self.got[:end].lower()
            at = head.find(_LENGTH)
            if at < 0:
                raise ConnectionError("an answer without Content-Length")
            told = int(head[at + len(_LENGTH) :].split(b"\r", 1)[0])
            self.missing = told - (len(self.got) - end - len(_END))
        return self.got[9:12] if self.missing <= 0 else b""


def drive(port: int, requests: list[str], clients: int, seconds: float, first: int = 0) -> dict[str, Any]:
    """Keep `clients` connections busy for some seconds."""
    texts = [request.encode() for request in requests]
    number = first
    connections = {each.socket.fileno(): each for each in (Connection(port) for _ in range(clients))}
    poll = select.epoll()
    for handle, connection in connections.items():
        poll.register(handle, select.EPOLLIN)
        connection.send(numbered(texts[number % len(texts)], number))
        number += 1
    took: list[float] = []
    statuses: Counter[str] = Counter()
    begun, worked = time.perf_counter(), time.process_time()
    until, size = begun + seconds, 0
    while time.perf_counter() < until or not took:
        for handle, _ in poll.poll(5):
            connection = connections[handle]
            status = connection.receive()
            if not status:
                continue
            took.append(time.perf_counter() - connection.sent)
            statuses[status.decode()] += 1
            size = size or len(connection.got)
            connection.send(numbered(texts[number % len(texts)], number))
            number += 1
    elapsed, worked = time.perf_counter() - begun, time.process_time() - worked
    for connection in connections.values():
        connection.socket.close()
    took.sort()
    return {
        "rate": len(took) / elapsed,
        "p50": round(1000 * took[len(took) // 2], 3) if took else None,
        "p95": round(1000 * took[int(len(took) * 0.95)], 3) if took else None,
        "p99": round(1000 * took[int(len(took) * 0.99)], 3) if took else None,
        "statuses": dict(statuses),
        "bytes": size,
        "own_cpu": round(1000 * worked / len(took), 3),
        "next": number,
    }


def numbered(request: bytes, number: int) -> bytes:
    """The request with its running number, where it asks for one."""
    if b"{n}" not in request:
        return request
    head, _, body = request.partition(_END)
    body = body.replace(b"{n}", b"%d" % number)
    head = head.replace(b"{length}", b"%d" % len(body)).replace(b"{n}", b"%d" % number)
    return head + _END + body


def with_cpu(process: subprocess.Popen[bytes], *given: Any) -> dict[str, Any]:
    """As `in_own_process`, with `cpu`: what the server took of the processors for one answer, in milliseconds."""
    before = seconds_of(process)
    found = in_own_process(*given)
    return found | {"cpu": round(1000 * (seconds_of(process) - before) / sum(found["statuses"].values()), 3)}


def in_own_process(port: int, requests: list[str], clients: int, seconds: float, first: int = 0) -> dict[str, Any]:
    """The same in a process of its own. Errors: RuntimeError with what the client said."""
    given = json.dumps({"port": port, "requests": requests, "clients": clients, "seconds": seconds, "first": first})
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def get(path: str, **headers: str) -> str:
    """A GET as bytes on the wire."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" + _lines(headers) + "\r\n"


def send(method: str, path: str, body: dict[str, Any], **headers: str) -> str:
    """A request with a JSON body; `{n}` in it becomes a running number."""
    text = json.dumps(body)
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    length = "{length}" if "{n}" in text else str(len(text))
    return f"{head}Content-Length: {length}\r\n{_lines(headers)}\r\n{text}"


def _lines(headers: dict[str, str]) -> str:
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())


if __name__ == "__main__":
    print(json.dumps(drive(**json.load(sys.stdin))))
