"""Where things are: the code, and the data directory of this installation."""

import os
import secrets
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TWOFOLD_DATA", "data")).resolve()


def kept_secret(name: str) -> str:
    """A random secret that is made once for each data directory and readable by its owner only."""
    path = DATA / name
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        handle = os.open(path.with_suffix(".new"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        path.with_suffix(".new").rename(path)
    return path.read_text().strip()
