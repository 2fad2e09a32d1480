"""A request as the web server hands it over: bytes, as they may come from the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

CHARSETS = (
    "; charset=", "; charset=base64", "; charset=idna", "; charset=utf-16", "; charset=undefined", "; x*=y''z", "; boundary=", '; boundary="', "; boundary=" + "x" * 300,
    "base64", "utf-7", "*0*=", ";", "=", '"', ",", "multipart/form-data", "application/json", "text/plain", "\xff", " ", "x",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
"""What the web server lets nobody send in a header."""


def scope(method: str, path: str, query: str = "", *, headers: Mapping[str, str]) -> dict[str, Any]:
    """An ASGI scope. Characters that cannot stand in an address or a header are sent as a client has to send them."""
    told = [
        (name.encode(), _CONTROL.sub("", value).encode("utf-8", "surrogatepass")) for name, value in headers.items()
    ]
    return {
        "type": "http", "method": method, "path": path, "query_string": _ascii(query).encode(), "scheme": "http", "root_path": "",
        "headers": [(b"host", b"testserver"), *told], "http_version": "1.1", "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip


def _ascii(query: str) -> str:
    return quote(query, safe="&=%+;,/?:@!$'()*~-._[]{}|\\^`<>\"", errors="surrogatepass")
