"""`twofold demo`: the story that ships with the source, told by running operations."""

import sys
from typing import Annotated, Any

import typer

from .bootstrap import load_django


def demo(
    reset: Annotated[
        bool,
        typer.Option(
            "--reset",
            help="Put the demo back to its beginning; what was there is moved aside. Refused where other companies live.",
        ),
    ] = False,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Only where there is no company yet.")] = False,
) -> None:
    """Load the demo, and print one sign-in link for each of its sides."""
    load_django()
    from twofold.core.upkeep.migrate import migrate

    migrate()
    if if_empty:
        tell_if_empty()
        return
    story = _story()
    if story is None:
        sys.exit("This installation has no demo: it comes with the source, in the folder demo.")
    story.reset() if reset else story.tell()


def tell_if_empty() -> None:
    """Load the demo once and print its sign-in links each time; without the demo in this installation, nothing."""
    story = _story()
    if story is not None:
        story.tell_if_empty()


def _story() -> Any:
    """The demo beside the package, as it stands in the source: `tell()`, `tell_if_empty()`, `reset()`."""
    import importlib
    from importlib.util import find_spec

    from twofold.core.storage.paths import PACKAGE

    beside = PACKAGE.parent
    if not (beside / "demo" / "__init__.py").exists():
        return None
    if str(beside) not in sys.path:
        sys.path.insert(0, str(beside))
    return importlib.import_module("demo") if find_spec("demo") else None
