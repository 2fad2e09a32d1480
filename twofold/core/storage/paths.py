"""Where things are: the code, and the data directory of this installation."""

import contextlib
import os
import secrets
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TWOFOLD_DATA", "data")).resolve()


def private_folder(path: Path) -> Path:
    """The folder, made where it is missing so that nobody but the user of this server can look into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def staging_folder(data: Path) -> Path:
    """Where a folder is put that takes the place of the data or keeps what it held: beside the data.

    In the data itself where that is a mount of its own, as in a container, or where one may not write beside it.
    """
    alone = data.exists() and (data.is_mount() or not os.access(data.parent, os.W_OK | os.X_OK))
    return data if alone else data.parent


def stored_secret(name: str) -> str:
    """A random secret that is made once for each data directory and readable by its owner only."""
    path = DATA / name
    if not path.exists():
        create_once(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def create_once(path: Path, text: str) -> None:
    """A file for its owner only, written aside and then linked to its name: of several processes that start at once
    one wins whole, and the others leave what it wrote.
    """
    private_folder(path.parent)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)
    finally:
        aside.unlink()
