"""The server's secrets are made once, however many processes start at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from twofold.core.crypto import receipt_key
from twofold.core.storage import paths

TOGETHER = 8


def test_all_who_start_at_once_get_one_and_the_same_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        data, start = tmp_path / str(number), Barrier(TOGETHER)
        monkeypatch.setattr(paths, "DATA", data)

        def begin(_: int, start: Barrier = start) -> str:
            start.wait()
            return paths.stored_secret("secret.key")

        with ThreadPoolExecutor(TOGETHER) as all_at_once:
            found = set(all_at_once.map(begin, range(TOGETHER)))
        assert len(found) == 1
        assert [each.name for each in data.iterdir()] == ["secret.key"]
        assert (data / "secret.key").stat().st_mode & 0o077 == 0


def test_who_comes_second_leaves_the_key_of_the_first(tmp_path: Path) -> None:
    paths.create_once(tmp_path / receipt_key.NAME, "first")
    paths.create_once(tmp_path / receipt_key.NAME, "second")
    assert (tmp_path / receipt_key.NAME).read_text() == "first"
    assert len(list(tmp_path.iterdir())) == 1
