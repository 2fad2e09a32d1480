"""Where the house is reached: whether the port is free, and whether it answers."""

import errno
import http.client
import socket
from dataclasses import dataclass

_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 (what a person may type)


@dataclass(frozen=True)
class Address:
    """A host and a port to listen on."""

    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")

    @property
    def url(self) -> str:
        """As a person opens it on this machine."""
        host = _ANYWHERE.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def trouble(self) -> str:
        """Why one cannot listen here, as a sentence; empty when one can."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_STREAM) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind((self.host, self.port))
                trial.listen(1)
        except OSError as wrong:
            if wrong.errno == errno.EADDRINUSE:
                return f"Port {self.port} is taken by another program. Stop it, or choose another with --port."
            if wrong.errno == errno.EACCES:
                return f"Port {self.port} needs more rights than you have. Choose one above 1023 with --port."
            return f"Nothing can listen on {self.host}:{self.port}: {wrong.strerror or wrong}. Choose another --host or --port."
        return ""

    def ready(self) -> bool:
        """Whether the house says that database, migrations and worker are all there."""
        host = _ANYWHERE.get(self.host, self.host)
        line = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            line.request("GET", "/readyz", headers={"Host": f"127.0.0.1:{self.port}"})
            return line.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
