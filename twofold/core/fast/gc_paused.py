"""Work that makes many rows and no circles: Python's collector of circles rests meanwhile.

It would walk all the rows of a chunk again and again, for a fifth of an import's time, and find nothing: what goes is
let go at once by the counting of references.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def gc_paused() -> Iterator[None]:
    """No collection inside; for pieces of work of a second at most. Where it rests already, who stopped it goes on."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
