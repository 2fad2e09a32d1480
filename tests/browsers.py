"""What tests with a real browser share: the browser, and a house that serves a small world on a database of its own."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.blank import blank
from tests.drawn import chance, proof

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed: 'sudo apt-get install chromium' brings it"),
]


def looks() -> list[tuple[str, int]]:
    """Scheme and width in which pages are read: in a test run two, with each scheme and each width once; drawn.

    Where there are several pages, each is read in one of the two: see `share` in `tests/drawn.py`.
    """
    light, dark = [("light", 1280), ("light", 390)], [("dark", 390), ("dark", 1280)]
    return [*light, *dark] if proof() else list(chance("how pages look").choice(list(zip(light, dark, strict=True))))


@dataclass(frozen=True)
class House:
    """A running server: its address, its data directory, and what its story told about itself."""

    url: str
    data: Path
    told: dict[str, Any]

    def mailed(self, start: str) -> str:
        """The newest mailed link whose path begins so, after the worker's work on letters."""
        work = "from twofold.doors.cli.bootstrap import load_django; load_django(); from tests.signing_in import worker_posts_letters as w; w()"
        subprocess.run([sys.executable, "-c", work], env=surroundings(self.data, self.url), cwd=ROOT, check=True)
        newest = max((self.data / "outbox").iterdir(), key=lambda file: file.stat().st_mtime_ns)
        found = re.search(rf"{re.escape(self.url)}{start}\S+", newest.read_text())
        assert found, newest.read_text()
        return found[0]


def surroundings(data: Path, url: str, **more: str) -> dict[str, str]:
    """The environment in which a house runs, and who works on it."""
    return {
        **os.environ,
        "TWOFOLD_DATA": str(data),
        "DATABASE_URL": "",
        "BASE_URL": url,
        "EMAIL_URL": "filemail://",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        **more,
    }


@contextlib.contextmanager
def house(data: Path, story: str, **more: str) -> Iterator[House]:
    """Run a story (a module whose last printed line is JSON) on a fresh database, then serve it; `more` is set for both."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    environ = surroundings(blank(data), url, **more)
    begun = subprocess.run(
        [sys.executable, "-m", story], env=environ, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    told = json.loads(begun.stdout.splitlines()[-1])
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers-kill-timeout", "1s"]
    with subprocess.Popen(
        [*command, "--port", str(port), "twofold.project.asgi:application"],
        env=environ,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(f"{url}/healthz", server)
            yield House(url, data, told)
        finally:
            server.terminate()


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Until the server answers; at most 30 s."""
    for _ in range(300):
        assert server.poll() is None, "the server stopped before it answered"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:  # refused, or too slow with its first page
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} did not answer within 30 s")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


STANDS_STILL = """() => !document.querySelector("[aria-busy='true']")
    && document.getAnimations().every((each) => each.effect.getTiming().iterations === Infinity)"""


def serious_findings(page: Page, without: str = "") -> list[Any]:
    """What axe finds serious or critical on the page as it is, once nothing loads or fades any more; `without` names by
    a selector what is left out.
    """
    page.wait_for_function(STANDS_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        """without => axe.run(without ? {exclude: [[without]]} : document, {resultTypes: ["violations"]})
            .then(r => r.violations.map(v => [v.impact, v.id, v.nodes.map(n => n.html)]))""",
        without,
    )
    return [each for each in found if each[0] in ("serious", "critical")]
