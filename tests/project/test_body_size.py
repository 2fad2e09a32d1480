"""More than a request may carry is refused while it comes, in a sentence, and nothing of it is kept on disk."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from twofold.core.operations.uploads import MOST_BYTES, MOST_SENT
from twofold.project import asgi, body_size
from twofold.project.asgi import PooledHandler

ROOT = Path(__file__).resolve().parents[2]
FORM = (b"content-type", b"multipart/form-data; boundary=x")
JSON = (b"content-type", b"application/json")


def sent(path: str, headers: list[tuple[bytes, bytes]], chunks: int, method: str = "POST") -> tuple[int, str, int]:
    """Status and text of the answer to a body of so many kilobytes, and how many of them were fetched."""
    fetched, answers = [], []
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "scheme": "http", "root_path": "",
        "headers": [(b"host", b"testserver"), *headers], "http_version": "1.1", "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        fetched.append(True)
        return {"type": "http.request", "body": b"x" * 1000, "more_body": len(fetched) < chunks}

    async def send(message: dict[str, Any]) -> None:
        answers.append(message)

    asyncio.run(PooledHandler()(scope, receive, send))
    status = answers[0]["status"] if answers else 0
    return status, b"".join(each.get("body", b"") for each in answers).decode(), len(fetched)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.setattr(body_size, "MOST_SENT", 50_000)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.parametrize(("path", "kind"), [("/api/v1/partners", JSON), ("/campaigns/x/import", FORM)])
def test_a_body_without_a_length_is_left_as_soon_as_it_is_too_much(path: str, kind: tuple[bytes, bytes]) -> None:
    status, text, fetched = sent(path, [kind], 1000)
    assert status == 413
    assert "A file can have up to 500 MB, anything else 5 MB." in text
    assert fetched == (6 if kind is JSON else 51)


def test_a_body_that_says_it_is_too_much_is_not_read_at_all() -> None:
    assert sent("/api/v1/partners", [FORM, (b"content-length", b"60000")], 60)[::2] == (413, 0)
    assert sent("/api/v1/partners", [JSON, (b"content-length", b"6000")], 6)[::2] == (413, 0)


def test_the_stream_takes_no_body_and_keeps_none() -> None:
    assert sent("/api/v1/events", [FORM], 1000, "GET")[::2] == (0, 1)


def test_both_doors_answer_413_before_they_ask_who_it_is() -> None:
    big = "x" * 6000
    api = Client().post("/api/v1/partners", {"company": big}, content_type="application/json")
    assert (api.status_code, api["Content-Type"]) == (413, "application/problem+json")
    page = Client().post("/sign-in", f"a={big}", content_type="application/x-www-form-urlencoded")
    assert page.status_code == 413
    assert "Split the file and upload the parts" in page.content.decode()


def test_what_is_said_about_sizes_is_what_holds() -> None:
    assert (MOST_BYTES, MOST_SENT) == (500_000_000, 501_000_000)
    assert re.search(r"max_size 501MB", (ROOT / "deploy/Caddyfile").read_text())
    assert "500 MB" in (ROOT / "docs/guide/files-of-leads.md").read_text()
    assert asgi.application is not None
